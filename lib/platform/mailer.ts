import { createTransport, type Transporter } from "nodemailer";
import { remember } from "./remember";
import { settings } from "./settings";

/**
 * A mail. `id` becomes its Message-ID, by which receivers detect duplicates. With `html` it has both forms; with
 * `unsubscribeUrl` receivers can switch such mails off by one click (RFC 8058).
 */
export type Email = {
  id: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  unsubscribeUrl?: string;
};

/** Longest wait for an SMTP server at any step, in milliseconds. */
const SMTP_TIMEOUT_MS = 20_000;

/** True if this installation can send mail: SMTP_URL is set. */
export const canMail = (): boolean => settings().smtpUrl !== undefined;

/** Hands one mail to the SMTP server (RFC 5321). Throws if the server refuses it. */
export async function sendMail({ id, to, unsubscribeUrl, ...content }: Email): Promise<void> {
  const { mailFrom = "Parley <parley@localhost>" } = settings();
  const domain = /@([\w.-]+)/.exec(mailFrom)?.[1] ?? "localhost";
  // The address as an object: a string would be parsed as a list, and a comma would make two of it.
  const address = { name: "", address: to };
  const headers = unsubscribeUrl ? unsubscribeHeaders(unsubscribeUrl) : {};
  const messageId = `<${id}@${domain}>`;
  await transport().sendMail({ from: mailFrom, to: address, messageId, headers, ...content });
}

/** Headers of mails that come by themselves: one-click unsubscribe (RFC 8058), and no automatic answers (RFC 3834). */
const unsubscribeHeaders = (url: string) => ({
  "Auto-Submitted": "auto-generated",
  "List-Unsubscribe": `<${url}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

const transport = (): Transporter =>
  remember("mail transport", () =>
    createTransport({
      url: settings().smtpUrl ?? "",
      disableFileAccess: true,
      disableUrlAccess: true,
      connectionTimeout: SMTP_TIMEOUT_MS,
      greetingTimeout: SMTP_TIMEOUT_MS,
      socketTimeout: SMTP_TIMEOUT_MS,
    }),
  );
