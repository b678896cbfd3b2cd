import { addressOf, settings } from "@/lib/platform/settings";

/** Names of parameters whose value lets its holder in, or that work once. */
const SECRET_NAMES =
  /^(?:(?:.*[_-])?(?:\w*token|auth|authorization|jwt|secret|sig|signature|password|passwd|passcode|otp|api[_-]?key|credentials?)|pwd|code|ticket|session|sid|session_?id|key|nonce|invite|invitation|magic|state)$/i;

/** Steps of paths that are followed once: confirmations, subscriptions, log-ins by link. */
const ONE_TIME_STEPS =
  /^(?:unsubscribe|opt-?out|confirm(?:ation)?|verify|verification|activate|activation|reset|reset-?password|password-?reset|forgot-?password|magic(?:-?link)?|invite|invitation|invitations|join|accept|approve|decline|one-?time|otp|oauth2?|callback|logout|log-?out|sign-?out|delete)$/i;

/** Random values that sites add to count clicks. They let nobody in. */
const TRACKERS =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|ymclid|twclid|igsh|igshid|mc_eid|mc_cid|_hsenc|_hsmi|si|ref|ref_src|spm|srsltid)$/i;

const UUID = /^[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i;

/**
 * True if a link looks like one that must not be fetched: its parameters look like a secret, or it is followed once
 * (unsubscribe, confirm, reset, invitation). A fetch would use it up before its reader does.
 */
export function looksSecret(url: URL): boolean {
  for (const [name, value] of url.searchParams) {
    if (TRACKERS.test(name)) continue;
    if (value !== "" && SECRET_NAMES.test(name)) return true;
    if (isRandom(value)) return true;
  }
  return isSpentOnce(url);
}

/** True if a link looks like one that is followed once: its first fetch would unsubscribe or confirm somebody. */
export function isSpentOnce(url: URL): boolean {
  const steps = url.pathname.split("/").filter(Boolean);
  const isOneTime = steps.some((step) => ONE_TIME_STEPS.test(step));
  return isOneTime && (url.search.length > 1 || steps.some(isRandomStep));
}

/** True for a long value of letters and digits in disorder, such as a token. An id such as a UUID is none. */
function isRandom(value: string): boolean {
  if (/^eyJ[\w-]+\.[\w-]+/.test(value)) return true; // A JSON Web Token.
  return (
    value.length >= 32 &&
    !UUID.test(value) &&
    /^[\w.~+/=-]+$/.test(value) &&
    /\d/.test(value) &&
    /[a-z]/i.test(value)
  );
}

/** Beside a one-time step, a shorter random part is enough. */
const isRandomStep = (step: string) =>
  step.length >= 12 && /^[\w.~+=-]+$/.test(step) && /\d/.test(step) && /[a-z]/i.test(step);

/** True for an address of this server, which is never fetched: what it shows depends on the reader. */
export function isOwnAddress(url: URL): boolean {
  const own = settings();
  return [own.publicUrl, addressOf(own)].some(
    (address) => address && hostOf(new URL(address)) === hostOf(url),
  );
}

/** A name that ends with a dot is the same name, written in full (RFC 1034, 3.1). */
const hostOf = ({ host }: URL) => host.replace(/\.(?=:|$)/, "");

/** True for a link that may be fetched, or followed as a redirect. */
export const mayFetchLink = (url: URL): boolean => !isOwnAddress(url) && !looksSecret(url);
