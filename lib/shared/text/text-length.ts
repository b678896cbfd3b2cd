/** The length of a text in characters: code points of its canonical composition (NFC, Unicode Annex 15). */
export function textLength(text: string): number {
  let count = 0;
  for (const _ of text.normalize("NFC")) count++;
  return count;
}

/** The same, but only where it matters: a text that cannot reach `from` is not counted at each key. */
export const lengthNear = (text: string, from: number): number =>
  text.length < from ? text.length : textLength(text);
