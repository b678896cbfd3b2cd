// What keyboards print on their keys, for tests of shortcuts. Each layout is four rows, as typed without and with Shift, in the
// order of PLACES. Sources: the layouts of Windows and of xkeyboard-config; a dead key stands as the sign it shows.

const PLACES = [
  [..."1234567890"].map((digit) => `Digit${digit}`).concat("Minus", "Equal"),
  [..."QWERTYUIOP"].map((letter) => `Key${letter}`).concat("BracketLeft", "BracketRight"),
  [..."ASDFGHJKL"].map((letter) => `Key${letter}`).concat("Semicolon", "Quote"),
  [..."ZXCVBNM"].map((letter) => `Key${letter}`).concat("Comma", "Period", "Slash"),
];

type Rows = readonly [string, string, string, string];
type Layout = { plain: Rows; shifted: Rows; isLatin: boolean };

export const LAYOUTS = {
  us: {
    plain: ["1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"],
    shifted: ["!@#$%^&*()_+", "QWERTYUIOP{}", 'ASDFGHJKL:"', "ZXCVBNM<>?"],
    isLatin: true,
  },
  dvorak: {
    plain: ["1234567890[]", "',.pyfgcrl/=", "aoeuidhtns-", ";qjkxbmwvz"],
    shifted: ["!@#$%^&*(){}", '"<>PYFGCRL?+', "AOEUIDHTNS_", ":QJKXBMWVZ"],
    isLatin: true,
  },
  azerty: {
    plain: ["&é\"'(-è_çà)=", "azertyuiop^$", "qsdfghjklmù", "wxcvbn,;:!"],
    shifted: ["1234567890°+", "AZERTYUIOP¨£", "QSDFGHJKLM%", "WXCVBN?./§"],
    isLatin: true,
  },
  german: {
    plain: ["1234567890ß´", "qwertzuiopü+", "asdfghjklöä", "yxcvbnm,.-"],
    shifted: ['!"§$%&/()=?`', "QWERTZUIOPÜ*", "ASDFGHJKLÖÄ", "YXCVBNM;:_"],
    isLatin: true,
  },
  spanish: {
    plain: ["1234567890'¡", "qwertyuiop`+", "asdfghjklñ´", "zxcvbnm,.-"],
    shifted: ['!"·$%&/()=?¿', "QWERTYUIOP^*", "ASDFGHJKLÑ¨", "ZXCVBNM;:_"],
    isLatin: true,
  },
  swedish: {
    plain: ["1234567890+´", "qwertyuiopå¨", "asdfghjklöä", "zxcvbnm,.-"],
    shifted: ['!"#¤%&/()=?`', "QWERTYUIOPÅ^", "ASDFGHJKLÖÄ", "ZXCVBNM;:_"],
    isLatin: true,
  },
  russian: {
    plain: ["1234567890-=", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю."],
    shifted: ['!"№;%:?*()_+', "ЙЦУКЕНГШЩЗХЪ", "ФЫВАПРОЛДЖЭ", "ЯЧСМИТЬБЮ,"],
    isLatin: false,
  },
  greek: {
    plain: ["1234567890-=", ";ςερτυθιοπ[]", "ασδφγηξκλ΄'", "ζχψωβνμ,./"],
    shifted: ["!@#$%^&*()_+", ":΅ΕΡΤΥΘΙΟΠ{}", 'ΑΣΔΦΓΗΞΚΛ¨"', "ΖΧΨΩΒΝΜ<>?"],
    isLatin: false,
  },
  hebrew: {
    plain: ["1234567890-=", "/'קראטוןםפ][", "שדגכעיחלךף,", "זסבהנמצתץ."],
    shifted: ["!@#$%^&*)(_+", "QWERTYUIOP}{", 'ASDFGHJKL:"', "ZXCVBNM><?"],
    isLatin: false,
  },
  arabic: {
    plain: ["1234567890-=", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرﻻىةوزظ"],
    shifted: ["!@#$%^&*)(_+", "ضصثقفغعهخحجد", 'شسيبلاتنمك:"', "ئءؤرﻻىة,.؟"],
    isLatin: false,
  },
} as const satisfies Record<string, Layout>;

export type LayoutName = keyof typeof LAYOUTS;

export type HeldModifiers = { ctrl?: boolean; meta?: boolean; alt?: boolean; shift?: boolean };

export const press = (key: string, code: string, { ctrl, meta, alt, shift }: HeldModifiers = {}) => ({
  key,
  code,
  ctrlKey: Boolean(ctrl),
  metaKey: Boolean(meta),
  altKey: Boolean(alt),
  shiftKey: Boolean(shift),
  target: null,
});

/** All keys of a layout: where each is, and what it gives. */
export function keysOf(name: LayoutName): { code: string; plain: string; shifted: string }[] {
  const { plain, shifted } = LAYOUTS[name];
  return PLACES.flatMap((places, row) =>
    places.flatMap((code, at) => ({ code, plain: [...plain[row]!][at]!, shifted: [...shifted[row]!][at]! })),
  );
}

const LATIN_SIGNS: Partial<Record<string, string>> = { "/": "Slash", ".": "Period" };

/**
 * The key event of somebody who holds `held` and presses the key on which a character is printed. On a layout of another
 * script the Latin letters are printed at their US places. Undefined where no key has it.
 */
export function pressPrinted(layout: LayoutName, printed: string, held: HeldModifiers) {
  const keys = keysOf(layout);
  const isLetter = /[a-z]/i.test(printed);
  const key =
    LAYOUTS[layout].isLatin || !isLetter
      ? keys.find(({ plain, shifted }) => plain === printed.toLowerCase() || shifted === printed)
      : keys.find(({ code }) => code === `Key${printed.toUpperCase()}`);
  if (!key) {
    const latin = LAYOUTS[layout].isLatin ? undefined : LATIN_SIGNS[printed];
    // Where a Russian keyboard has its full stop no slash is printed that anybody would see.
    const there = keys.find(({ code, plain }) => code === latin && /\p{L}/u.test(plain));
    return there && press(there.plain, there.code, held);
  }
  // A digit or sign that stands behind Shift needs it, whatever the chord says.
  const shift = Boolean(held.shift) || (!isLetter && key.plain !== printed);
  return press(shift ? key.shifted : key.plain, key.code, { ...held, shift });
}
