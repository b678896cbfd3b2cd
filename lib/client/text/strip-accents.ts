/** Letters that Unicode does not take apart into a letter and a mark. */
const WHOLE: Record<string, string> = { ı: "i", ł: "l", ø: "o", đ: "d", ð: "d", ß: "ss", æ: "ae", œ: "oe" };

/**
 * A text as it is looked for: without case, marks on letters and wide forms, so that `yildiz` finds `Yıldız` and `елка`
 * finds `Ёлка`.
 */
export const stripAccents = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ıłøđðßæœ]/g, (letter) => WHOLE[letter] ?? letter);
