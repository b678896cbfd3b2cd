"use client";

import { type KeyboardEvent, memo, type Ref } from "react";
import { type Emoji, inTone, type Tone } from "@/lib/shared/emoji/emoji";
import { EmojiSign } from "./emoji-sign";

type EmojiSection = { name: string; title: string; emoji: readonly Emoji[] };

type Grid = {
  groups: readonly EmojiSection[];
  tone: Tone;
  nameOf: (emoji: Emoji) => string;
  onChoose: (emoji: string) => void;
  /** The element that scrolls; each section in it has the name of its group as `data-group`. */
  ref: Ref<HTMLDivElement>;
  onScroll: () => void;
};

const COLUMNS = 8;
const STEPS: Partial<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
};

/** Emoji in rows of eight, with a roving tabindex. */
export const EmojiGrid = memo(function EmojiGrid({ groups, tone, nameOf, onChoose, ref, onScroll }: Grid) {
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
    <div
      ref={ref}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 overscroll-contain overflow-y-auto px-2 pb-2 phone:pb-[env(safe-area-inset-bottom)]"
    >
      {groups
        .filter(({ emoji }) => emoji.length > 0)
        .map(({ name, title, emoji }, group) => (
          <section key={name} data-group={name} aria-label={title} className="[content-visibility:auto]">
            <h3 className="px-1 pt-2 pb-1 text-tiny font-semibold text-ink-3">{title}</h3>
            <div className="grid grid-cols-8 phone:grid-cols-7">
              {emoji.map((each, index) => (
                <button
                  key={each.emoji}
                  type="button"
                  aria-label={nameOf(each)}
                  title={nameOf(each)}
                  tabIndex={group === 0 && index === 0 ? 0 : -1}
                  onClick={() => onChoose(inTone(each, tone))}
                  className="grid aspect-square place-items-center rounded-2 text-[1.25rem] hover:bg-hover [&_img]:max-w-7 focus-visible:bg-hover"
                >
                  <EmojiSign emoji={inTone(each, tone)} />
                </button>
              ))}
            </div>
          </section>
        ))}
    </div>
  );
});
