/** Keys of the English and the Russian keyboard, in the same order. */
const ENGLISH = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~";
const RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ";

const pairs = (from: string, to: string) => new Map([...from].map((key, index) => [key, to[index] ?? key]));
const TO_RUSSIAN = pairs(ENGLISH, RUSSIAN);
const TO_ENGLISH = pairs(RUSSIAN, ENGLISH);

/**
 * Returns the text that the same keys write on the other keyboard: `ghbdtn` is `привет`. Null for a text with letters of
 * both alphabets or none, or with filters or quotes.
 */
export function otherLayout(text: string): string | null {
  const isLatin = /[a-z]/i.test(text);
  const isCyrillic = /[а-яё]/i.test(text);
  if (isLatin === isCyrillic || /\w:|["“«]/.test(text)) return null;
  const keys = isLatin ? TO_RUSSIAN : TO_ENGLISH;
  return [...text].map((key) => keys.get(key) ?? key).join("");
}
