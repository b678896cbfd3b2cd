import { createHash } from "node:crypto";
import { linkTo } from "@/lib/platform/links";
import { open, seal } from "@/lib/platform/secrets/seal";

/** A person and the address of theirs to which mails go. */
type Subscriber = { userId: string; emailKey: string };

const PURPOSE = "unsubscribe";

/**
 * Returns the links by which a person switches mails about messages off without logging in: `page` asks first, because mail
 * scanners open every link, and `oneClick` acts when it is posted to (RFC 8058). They work for as long as the account has
 * this address.
 */
export function unsubscribeLinks({ userId, emailKey }: Subscriber): { page: string; oneClick: string } {
  const token = seal(PURPOSE, `${userId} ${hashOf(emailKey)}`);
  return {
    page: linkTo(`/unsubscribe?token=${token}`),
    oneClick: linkTo(`/unsubscribe/one-click?token=${token}`),
  };
}

/** Returns the person of a link's token and the hash of their address; null for a token that is not ours. */
export function readUnsubscribeToken(token: string): { userId: string; addressHash: string } | null {
  try {
    const [userId = "", addressHash = ""] = open(PURPOSE, token).split(" ");
    return { userId, addressHash };
  } catch {
    return null;
  }
}

/** A short hash of an address, which is enough to notice another one. */
export const hashOf = (emailKey: string): string =>
  createHash("sha256").update(emailKey).digest("base64url").slice(0, 16);
