/**
 * A page of a room of this workspace, as a message links to it: without the address of the server, which may move. Signs
 * that nobody sees stand in an address in percents or not at all.
 */
export const isRoomPath = (href: string) => /^\/rooms\/[^/?#\\\p{C}]+(?:\?message=\d+)?$/u.test(href);

/** Only these: anything else in a link could run a script or open a program. */
const PROTOCOLS = new Set(["https:", "http:", "mailto:"]);

/** Where a link leads. */
export type Address = {
  href: string;
  /** In punycode, so that a letter of another alphabet does not pass for the one that it looks like (UTS 39). */
  host: string;
  /** Whether a label reads like an address that is not this one. */
  isDeceptive(label: string): boolean;
};

/** An address that may be linked to, or null: `https`, `http` and `mailto`, whatever the link's label says. */
export function safeAddress(given: string): Address | null {
  try {
    const url = new URL(given);
    if (!PROTOCOLS.has(url.protocol)) return null;
    return { href: url.href, host: url.host, isDeceptive: (label) => isDeceptive(url, label) };
  } catch {
    return null;
  }
}

const LOOKS_LIKE_ADDRESS = /^(?:https?:\/\/|www\.)?((?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,})(?=[/:?#]|$)/iu;

function isDeceptive({ protocol, host, hostname, username, password }: URL, label: string): boolean {
  if (protocol === "mailto:") return false;
  if (host.includes("xn--") || username || password) return true;
  const [, named] = LOOKS_LIKE_ADDRESS.exec(visible(label)) ?? [];
  return named !== undefined && bare(named) !== bare(hostname);
}

/** What the eye sees of a label: other forms of a letter are that letter, and what has no width is not there. */
const visible = (label: string) =>
  label
    .normalize("NFKC")
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, "")
    .trim();

const bare = (host: string) => host.toLowerCase().replace(/^www\./, "");
