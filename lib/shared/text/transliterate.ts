/** Latin letters for Cyrillic and Greek ones, as people write their names: Russian, Ukrainian, Belarusian, Serbian. */
const LETTERS = new Map(
  Object.entries({
    ...{ а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ё: "yo", ж: "zh", з: "z", и: "i", й: "y", к: "k" },
    ...{ л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "kh", ц: "ts" },
    ...{ ч: "ch", ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "yu", я: "ya" },
    ...{ є: "ye", і: "i", ї: "yi", ґ: "g", ў: "u", ђ: "dj", ј: "j", љ: "lj", њ: "nj", ћ: "c", џ: "dz" },
    ...{ α: "a", β: "v", γ: "g", δ: "d", ε: "e", ζ: "z", η: "i", θ: "th", ι: "i", κ: "k", λ: "l", μ: "m" },
    ...{ ν: "n", ξ: "x", ο: "o", π: "p", ρ: "r", σ: "s", ς: "s", τ: "t", υ: "y", φ: "f", χ: "ch", ψ: "ps" },
    ...{ ω: "o", æ: "ae", œ: "oe", ø: "o", ß: "ss", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ŋ: "n" },
  }),
);

/**
 * Writes a text in small Latin letters without accents, as far as it is in the Latin, Cyrillic or Greek alphabet:
 * `Анна Ковалёва` becomes `anna kovalyova`. Other alphabets stay.
 */
export const transliterate = (text: string): string =>
  [...text.normalize("NFC").toLowerCase()].map(latinOf).join("");

function latinOf(letter: string): string {
  const own = LETTERS.get(letter);
  if (own !== undefined) return own;
  const [base = letter, ...marks] = letter.normalize("NFD");
  if (marks.length === 0 || !/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(base))
    return letter;
  return LETTERS.get(base) ?? base;
}
