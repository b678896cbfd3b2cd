import { isTextField } from "../page/text-field";
import { EARLY_SHORTCUTS } from "./early-shortcuts";
import { type Chord, isAppleKeyboard, isChord, type Pressed } from "./keys";

// All shortcuts of the chat's pages. Key handling and the list shown to users both come from this table. Message
// actions have their own table in available-actions.ts, formats in writing/format-keys.ts.

type Shortcut = { group: ShortcutGroup; chords: readonly [Chord, ...Chord[]] };

export const SHORTCUT_GROUPS = ["rooms", "reading", "page", "writing"] as const;
export type ShortcutGroup = (typeof SHORTCUT_GROUPS)[number];

export type ShortcutId = keyof typeof TABLE;

const TABLE = {
  switcher: { group: "rooms", chords: ["Mod+K"] },
  search: { group: "rooms", chords: ["Mod+Shift+F"] },
  previousRoom: { group: "rooms", chords: ["Alt+ArrowUp"] },
  nextRoom: { group: "rooms", chords: ["Alt+ArrowDown"] },
  previousUnread: { group: "rooms", chords: ["Alt+Shift+ArrowUp"] },
  nextUnread: { group: "rooms", chords: ["Alt+Shift+ArrowDown"] },
  threads: { group: "rooms", chords: ["Alt+Shift+T"] },
  conversation: { group: "rooms", chords: ["Mod+Shift+K"] },
  escape: { group: "reading", chords: ["Escape"] },
  readAll: { group: "reading", chords: ["Shift+Escape"] },
  findInRoom: { group: "reading", chords: ["Mod+F"] },
  nextRegion: { group: "page", chords: ["F6", "Ctrl+F6"] },
  previousRegion: { group: "page", chords: ["Shift+F6", "Ctrl+Shift+F6"] },
  panel: { group: "page", chords: ["Mod+."] },
  help: { group: "page", chords: ["Mod+/", "?"] },
  focusComposer: { group: "writing", chords: ["Mod+Shift+L"] },
  send: { group: "writing", chords: ["Enter"] },
  sendLater: { group: "writing", chords: ["Mod+Shift+Enter"] },
  newLine: { group: "writing", chords: ["Shift+Enter"] },
  editLast: { group: "writing", chords: [EARLY_SHORTCUTS.editLast] },
  replyToLast: { group: "writing", chords: [EARLY_SHORTCUTS.replyToLast] },
} as const satisfies Record<string, Shortcut>;

export const SHORTCUTS: Readonly<Record<ShortcutId, Shortcut>> = TABLE;

/** Returns whether a pressed key triggers a shortcut. */
export function isShortcut(id: ShortcutId, pressed: Pressed, isApple = isAppleKeyboard()): boolean {
  return SHORTCUTS[id].chords.some((chord) => isChord(chord, pressed, isApple));
}

/**
 * The shortcut among `ids` that a pressed key triggers. A sign without Ctrl or Alt belongs to the field being typed in.
 */
export function shortcutOf<Id extends ShortcutId>(
  event: Pressed & { target: EventTarget | null },
  ids: readonly Id[],
  isApple = isAppleKeyboard(),
): Id | undefined {
  const isSign = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isSign && isTextField(event.target)) return undefined;
  return ids.find((id) => isShortcut(id, event, isApple));
}
