/**
 * A text's length in characters as the server counts them (code points, NFC), but only where it matters: a text that
 * cannot reach `from` is not counted at each key.
 */
export function lengthNear(text: string, from: number): number {
  if (text.length < from) return text.length;
  let count = 0;
  for (const _ of text.normalize("NFC")) count++;
  return count;
}
