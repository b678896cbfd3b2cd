"use client";

import { type ClipboardEvent, type KeyboardEvent, type RefObject, useRef } from "react";
import { AutosizedTextarea } from "@/components/ui/fields/autosized-textarea";
import { onDemand } from "@/components/ui/on-demand";
import { isChord, isComposing } from "@/lib/client/shortcuts/keys";
import { applyChange, fieldOf } from "@/lib/client/writing/apply-change";
import { continueLine } from "@/lib/client/writing/continue-line";
import { meaningOfEnter } from "@/lib/client/writing/enter";
import { enterChoice } from "@/lib/client/writing/enter-choice";
import { formatOfKey } from "@/lib/client/writing/format-keys";
import { isInFence } from "@/lib/client/writing/in-code";
import { paste } from "@/lib/client/writing/paste/paste";
import { useSuggestions } from "@/lib/client/writing/use-suggestions";

const Suggestions = onDemand(() => import("./suggest/suggestions"));

/** The browser's keys for pasting plain text; the second is Apple's. They are observed, never prevented. */
const PLAIN_PASTE = ["Mod+Shift+V", "Mod+Alt+Shift+V"] as const;

type Field = {
  input: RefObject<HTMLTextAreaElement | null>;
  text: string;
  label: string;
  placeholder?: string;
  isTooLong: boolean;
  onType: (text: string) => void;
  onSend: () => void;
  /** Handles a key before its default; returns whether it did. */
  onKey: (event: KeyboardEvent) => boolean;
  hasCommands?: boolean;
};

/**
 * The text area of a message: shortcuts format text, lines continue lists, names are suggested, and pasted content
 * becomes Markdown.
 */
export function WritingField({
  input,
  text,
  label,
  placeholder,
  isTooLong,
  hasCommands = false,
  ...on
}: Field) {
  const { trigger, keys, look, lookAgain, close, leave } = useSuggestions(input, hasCommands);
  const isPlainPaste = useRef(false);

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isComposing(event)) return;
    isPlainPaste.current = PLAIN_PASTE.some((chord) => isChord(chord, event));
    if (keys.current(event) || on.onKey(event) || format(event)) return;
    if (event.key !== "Enter" || !enter(event)) return;
    leave();
    on.onSend();
  }

  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    if (paste(event.currentTarget, event.clipboardData, isPlainPaste.current)) event.preventDefault();
    isPlainPaste.current = false;
  }

  return (
    <>
      <AutosizedTextarea
        ref={input}
        value={text}
        onChange={(event) => {
          on.onType(event.target.value);
          look();
        }}
        onSelect={lookAgain}
        onBlur={leave}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        aria-label={label}
        data-composer={hasCommands || undefined}
        aria-invalid={isTooLong || undefined}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        placeholder={placeholder}
        enterKeyHint="enter"
      />
      {trigger && <Suggestions trigger={trigger} input={input} keys={keys} onClose={close} />}
    </>
  );
}

/** Handles Enter: breaks the line, or continues a list, where the browser would not. True if Enter sends the message. */
function enter(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  const isTouch = matchMedia("(pointer: coarse)").matches;
  const field = fieldOf(event.currentTarget);
  const isBare = !event.ctrlKey && !event.metaKey;
  // Inside an open code block a message is never complete.
  const isCode = isBare && isInFence(field.text, field.start);
  const meaning = isCode ? "break" : meaningOfEnter(event, enterChoice(), isTouch);
  const next = meaning === "break" ? continueLine(field) : null;
  if (meaning === "break" && !next) return false;
  event.preventDefault();
  if (next) applyChange(event.currentTarget, next);
  return !next;
}

/** Applies the format of a pressed key. */
function format(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  const input = event.currentTarget;
  const format = formatOfKey(event, input.selectionStart !== input.selectionEnd);
  if (!format) return false;
  event.preventDefault();
  event.stopPropagation();
  void import("@/lib/client/writing/formats").then(
    ({ FORMATS }) => applyChange(input, FORMATS[format](fieldOf(input))),
    () => {},
  );
  return true;
}
