/** A key with Ctrl, on a Mac with Command. `code` is its place on the keyboard, the same in every layout. */
type Keys = { code: string; shift?: true; alt?: true };

/** The formats in the order of the toolbar, each with its keys: those of Slack and Mattermost. */
export const FORMAT_KEYS = {
  bold: { code: "KeyB" },
  italic: { code: "KeyI" },
  strike: { code: "KeyX", shift: true },
  code: { code: "KeyC", shift: true },
  codeBlock: { code: "KeyC", shift: true, alt: true },
  quote: { code: "Digit9", shift: true },
  bullets: { code: "Digit8", shift: true },
  numbers: { code: "Digit7", shift: true },
  link: { code: "KeyK", alt: true },
  spoiler: { code: "KeyP", shift: true, alt: true },
} as const satisfies Record<string, Keys>;

export type Format = keyof typeof FORMAT_KEYS;

type Pressed = Pick<KeyboardEvent, "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** The format that a key stands for. Ctrl+K makes a link as well where something is selected. */
export function formatOfKey(pressed: Pressed, isSelected: boolean): Format | null {
  const { code, ctrlKey, metaKey, shiftKey, altKey } = pressed;
  if (ctrlKey === metaKey) return null;
  if (code === "KeyK" && !shiftKey && !altKey) return isSelected ? "link" : null;
  const found = (Object.entries(FORMAT_KEYS) as [Format, Keys][]).find(
    ([, keys]) => keys.code === code && Boolean(keys.shift) === shiftKey && Boolean(keys.alt) === altKey,
  );
  return found?.[0] ?? null;
}

/** The keys of a format as shortcuts are written: `Mod+Shift+X`. */
export function chordOf(format: Format): string {
  const { code, shift, alt }: Keys = FORMAT_KEYS[format];
  const key = code.replace(/^(?:Key|Digit)/, "");
  return ["Mod", ...(alt ? ["Alt"] : []), ...(shift ? ["Shift"] : []), key].join("+");
}
