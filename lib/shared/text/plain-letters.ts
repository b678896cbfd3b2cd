/** Letters that Unicode does not decompose into a base letter and a mark, and the sigma that ends Greek words. */
const LETTERS: Record<string, string> = {
  ı: "i",
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ς: "σ",
};

/** Replaces letters in lower case that stay after marks were removed, so that `lodz` finds `Łódź`. */
export const plainLetters = (text: string) =>
  text.replace(/[ıłøđðßæœς]/g, (letter) => LETTERS[letter] ?? letter);
