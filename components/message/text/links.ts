/**
 * Returns whether a link leads to a page of this workspace: a relative address, because the server may move. Invisible
 * characters are allowed only percent-encoded.
 */
export const isRoomPath = (href: string) => /^\/rooms\/[^/?#\\\p{C}]+(?:\?message=\d+)?$/u.test(href);

/** The allowed protocols. Any other could run a script or open a program. */
const PROTOCOLS = new Set(["https:", "http:", "mailto:"]);

/** The destination of a link. */
export type Address = {
  href: string;
  /** In punycode, so that a letter of another alphabet does not pass for the one it resembles (UTS 39). */
  host: string;
  /** Returns whether a label reads like a different address. */
  isDeceptive(label: string): boolean;
};

/** Parses an address that may be linked to: `https`, `http` or `mailto`; null for any other. */
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

/** The visible form of a label: variants of a letter are folded and zero-width characters removed. */
const visible = (label: string) =>
  label
    .normalize("NFKC")
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, "")
    .trim();

const bare = (host: string) => host.toLowerCase().replace(/^www\./, "");
