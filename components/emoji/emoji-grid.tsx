"use client";

import { type KeyboardEvent, memo } from "react";
import { type Emoji, inTone, type Tone } from "@/lib/client/emoji/emoji";

type Grid = {
  groups: readonly { title: string; emoji: readonly Emoji[] }[];
  tone: Tone;
  nameOf: (emoji: Emoji) => string;
  onChoose: (emoji: string) => void;
};

const COLUMNS = 8;
const STEPS: Partial<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
};

/** Emoji in rows of eight, with a roving tabindex. */
export const EmojiGrid = memo(function EmojiGrid({ groups, tone, nameOf, onChoose }: Grid) {
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const ends = { Home: 0, End: buttons.length - 1 }[event.key];
    const to = ends ?? at + (STEPS[event.key] ?? 0);
    if (to === at || !buttons[to]) return;
    event.preventDefault();
    buttons[to].focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons in it.
    <div onKeyDown={onKeyDown} className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
      {groups
        .filter(({ emoji }) => emoji.length > 0)
        .map(({ title, emoji }, group) => (
          <section key={title} aria-label={title} className="[content-visibility:auto]">
            <h3 className="px-1 pt-2 pb-1 text-tiny font-semibold text-ink-3">{title}</h3>
            <div className="grid grid-cols-8">
              {emoji.map((each, index) => (
                <button
                  key={each.emoji}
                  type="button"
                  aria-label={nameOf(each)}
                  title={nameOf(each)}
                  tabIndex={group === 0 && index === 0 ? 0 : -1}
                  onClick={() => onChoose(inTone(each, tone))}
                  className="grid aspect-square place-items-center rounded-2 text-[1.25rem] hover:bg-hover focus-visible:bg-hover"
                >
                  {inTone(each, tone)}
                </button>
              ))}
            </div>
          </section>
        ))}
    </div>
  );
});
