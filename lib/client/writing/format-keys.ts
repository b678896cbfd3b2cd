import { type Chord, isChord, type Pressed } from "../shortcuts/keys";

/** The formats in toolbar order, with the keys of Slack and Mattermost. */
export const FORMAT_KEYS = {
  bold: "Mod+B",
  italic: "Mod+I",
  strike: "Mod+Shift+X",
  code: "Mod+Shift+C",
  codeBlock: "Mod+Alt+Shift+C",
  quote: "Mod+Shift+9",
  bullets: "Mod+Shift+8",
  numbers: "Mod+Shift+7",
  tasks: "Mod+Alt+Shift+8",
  link: "Mod+Alt+K",
  spoiler: "Mod+Alt+Shift+P",
} as const satisfies Record<string, Chord>;

export type Format = keyof typeof FORMAT_KEYS;

const FORMATS = Object.keys(FORMAT_KEYS) as Format[];

/** The format of a pressed key. Mod+K also makes a link if text is selected. */
export function formatOfKey(pressed: Pressed, isSelected: boolean, isApple?: boolean): Format | null {
  if (isChord("Mod+K", pressed, isApple)) return isSelected ? "link" : null;
  return FORMATS.find((format) => isChord(FORMAT_KEYS[format], pressed, isApple)) ?? null;
}
