import type { Change, Field } from "./change";
import { meant } from "./wrap";

const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;

/** Returns whether a text is an address and nothing else. */
const isAddress = (text: string) => ADDRESS.test(text) && URL.canParse(text);

/** Makes a link of the selection: a label whose address is to be typed, or an address whose label is. */
export function markLink(field: Field): Change {
  const [from, to] = meant(field);
  const inner = field.text.slice(from, to);
  if (isAddress(inner))
    return { from, to, insert: `[](${destination(inner)})`, select: [from + 1, from + 1] };
  const place = from + inner.length + 3;
  return { from, to, insert: `[${inner}](url)`, select: [place, place + 3] };
}

/** Makes a link of selected text when an address is pasted over it. Null if the text cannot be a label. */
export function linkTo(address: string, field: Field): Change | null {
  const [from, to] = meant(field);
  const label = field.text.slice(from, to);
  const isLabel =
    field.start !== field.end && label.trim() !== "" && !/\n|\]\(/.test(label) && !isAddress(label);
  if (!isLabel || !isAddress(address.trim())) return null;
  const insert = `[${label}](${destination(address.trim())})`;
  return { from, to, insert, select: [from + insert.length, from + insert.length] };
}

/** A parenthesis would end the link (CommonMark 6.3). */
const destination = (address: string) => address.replace(/\(/g, "%28").replace(/\)/g, "%29");
