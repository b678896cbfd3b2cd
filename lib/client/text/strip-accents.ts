/** Letters that Unicode does not decompose into a base letter and a mark. */
const WHOLE: Record<string, string> = { ı: "i", ł: "l", ø: "o", đ: "d", ð: "d", ß: "ss", æ: "ae", œ: "oe" };

/**
 * Folds a text for search: case, accents and width are removed, so that `yildiz` finds `Yıldız` and `елка` finds
 * `Ёлка`.
 */
export const stripAccents = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ıłøđðßæœ]/g, (letter) => WHOLE[letter] ?? letter);
