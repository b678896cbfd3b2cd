export type TextPart = { text: string; href: string | null };

/** Only these: anything else in a link could run a script or open a program. */
const LINK = /\b(?:https?:\/\/|mailto:)[^\s<>"'`]+/giu;
const TRAILING = /[.,:;!?…»”’*_~]+$/u;

/** A text with its addresses as links: `https`, `http` and `mailto`, without the punctuation that ends a sentence. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    const address = trimmed(found[0]);
    if (!isAddress(address)) continue;
    if (found.index > end) parts.push({ text: text.slice(end, found.index), href: null });
    parts.push({ text: address, href: address });
    end = found.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** A bracket belongs to the address only if it was opened in it. */
function trimmed(address: string): string {
  let rest = address.replace(TRAILING, "");
  while (/[)\]}]$/.test(rest) && !isBalanced(rest)) rest = rest.slice(0, -1).replace(TRAILING, "");
  return rest;
}

const OPENING: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

function isBalanced(address: string): boolean {
  const closing = address.at(-1) ?? "";
  const opening = OPENING[closing] ?? "";
  return address.split(closing).length <= address.split(opening).length;
}

function isAddress(address: string): boolean {
  try {
    return ["http:", "https:", "mailto:"].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}
