import webPush from "web-push";
import { remember, rememberAs } from "@/lib/platform/remember";
import { keptSecret } from "@/lib/platform/secrets/kept-secret";
import { isContact, settings } from "@/lib/platform/settings";

/** The server's key pair for push services (VAPID, RFC 8292), in base64url, and its contact. */
export type PushKeys = { publicKey: string; privateKey: string; subject: string };

const NAME = "push keys";

/** Returns the server's keys, made at the first start and the same in every process. */
export function pushKeys(): Promise<PushKeys> {
  const reading = remember(NAME, readKeys);
  reading.catch(() => rememberAs(NAME, undefined)); // The database was away: the next call reads again.
  return reading;
}

async function readKeys(): Promise<PushKeys> {
  const pair = JSON.parse(await keptSecret("push", () => JSON.stringify(webPush.generateVAPIDKeys())));
  return { ...pair, subject: contact() };
}

/** A contact for an installation that has no public address. Apple's service may refuse it. */
const NO_CONTACT = "mailto:administrator@example.org";

/** Returns PUSH_CONTACT, else PUBLIC_URL or the sender of mails, if push services accept them. */
function contact(): string {
  const { pushContact, publicUrl, mailFrom } = settings();
  const sender = /[^\s<>]+@[^\s<>]+/.exec(mailFrom ?? "")?.[0];
  const known = [pushContact, publicUrl, sender && `mailto:${sender}`];
  return known.find((one) => one && isContact(one)) ?? NO_CONTACT;
}

/** Returns `none` without a public address, and `no_contact` where push services could not reach the administrator. */
export function pushState(): "none" | "ok" | "no_contact" {
  if (!settings().publicUrl) return "none";
  return contact() === NO_CONTACT ? "no_contact" : "ok";
}

/** Makes the keys at the first start, and warns if push services could not reach the administrator of a public server. */
export async function preparePush(): Promise<void> {
  await pushKeys();
  if (pushState() === "no_contact")
    console.warn(
      "Pushes to iPhones may be refused: set PUSH_CONTACT to a public address, such as mailto:admin@example.com.",
    );
}
