import { type Chord, isChord, type Pressed } from "../shortcuts/keys";

/** The formats in the order of the toolbar, each with its keys: those of Slack and Mattermost. */
export const FORMAT_KEYS = {
  bold: "Mod+B",
  italic: "Mod+I",
  strike: "Mod+Shift+X",
  code: "Mod+Shift+C",
  codeBlock: "Mod+Alt+Shift+C",
  quote: "Mod+Shift+9",
  bullets: "Mod+Shift+8",
  numbers: "Mod+Shift+7",
  link: "Mod+Alt+K",
  spoiler: "Mod+Alt+Shift+P",
} as const satisfies Record<string, Chord>;

export type Format = keyof typeof FORMAT_KEYS;

const FORMATS = Object.keys(FORMAT_KEYS) as Format[];

/** The format that a key stands for. Mod+K makes a link as well where something is selected. */
export function formatOfKey(pressed: Pressed, isSelected: boolean, isApple?: boolean): Format | null {
  if (isChord("Mod+K", pressed, isApple)) return isSelected ? "link" : null;
  return FORMATS.find((format) => isChord(FORMAT_KEYS[format], pressed, isApple)) ?? null;
}
