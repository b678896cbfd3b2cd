const CONSONANTS = "bdfgklmnprstvz";
const VOWELS = "aeiou";
const WORDS = 4;

/**
 * Makes a password that can be read out, such as `bado-keli-tumo-rafi`: eight syllables of 70 each, some 49 bits. A
 * room's password can't be guessed offline, and guesses are limited (RATES.roomPassword).
 */
export function makePassword(): string {
  const word = () => syllable() + syllable();
  return Array.from({ length: WORDS }, word).join("-");
}

const syllable = () => pick(CONSONANTS) + pick(VOWELS);

/** Picks a letter, each as likely: numbers that would favour the first letters are drawn again. */
function pick(letters: string): string {
  const bound = 256 - (256 % letters.length);
  for (;;) {
    const [drawn = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (drawn < bound) return letters[drawn % letters.length] ?? "";
  }
}
