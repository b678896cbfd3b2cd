import { createTransport, type Transporter } from "nodemailer";
import { remember } from "./remember";
import { settings } from "./settings";

/** A plain-text mail. `id` becomes its Message-ID, by which receivers detect duplicates. */
export type Email = { id: string; to: string; subject: string; text: string };

/** Longest wait for an SMTP server at any step, in milliseconds. */
const SMTP_TIMEOUT_MS = 20_000;

/** True if this installation can send mail: SMTP_URL is set. */
export const canMail = (): boolean => settings().smtpUrl !== undefined;

/** Hands one mail to the SMTP server (RFC 5321). Throws if the server refuses it. */
export async function sendMail({ id, to, subject, text }: Email): Promise<void> {
  const { mailFrom = "Parley <parley@localhost>" } = settings();
  const domain = /@([\w.-]+)/.exec(mailFrom)?.[1] ?? "localhost";
  // The address as an object: a string would be parsed as a list, and a comma would make two of it.
  const address = { name: "", address: to };
  await transport().sendMail({ from: mailFrom, to: address, subject, text, messageId: `<${id}@${domain}>` });
}

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
