"use client";

import { useLocale } from "next-intl";
import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { inTone, nameIn } from "@/lib/client/emoji/emoji";
import { emojiNamed, suggestEmoji } from "@/lib/client/emoji/emoji-names";
import { frequentEmoji, noteEmoji } from "@/lib/client/emoji/frequent-emoji";
import { useTone } from "@/lib/client/emoji/use-tone";
import { applyChange } from "@/lib/client/writing/apply-change";
import { SuggestionList } from "./suggestion-list";
import type { Suggesting } from "./use-choosing";

const SHOWN = 8;
const FREQUENT = 40;

/** Suggests emoji after a colon and two letters, in the chosen tone. A second colon completes a full name. */
export function EmojiSuggestions(of: Suggesting) {
  const { account } = useChat();
  const locale = useLocale();
  const { tone } = useTone();
  const { trigger, input } = of;
  const isClosed = /[:：]$/.test(trigger.query);
  const name = trigger.query.replace(/[:：]$/, "");

  useEffect(() => {
    const meant = isClosed && emojiNamed(name);
    if (!meant) return;
    const insert = inTone(meant, tone);
    const place = trigger.from + insert.length;
    // Deferred, because React would restore the earlier text during its update.
    const timer = setTimeout(() => {
      if (!input.current) return;
      applyChange(input.current, { from: trigger.from, to: trigger.to, insert, select: [place, place] });
      noteEmoji(account.id, insert);
    });
    return () => clearTimeout(timer);
  }, [isClosed, name, tone, trigger, input, account]);

  const found = isClosed ? [] : suggestEmoji(name, frequentEmoji(account.id, FREQUENT)).slice(0, SHOWN);
  const suggestions = found.map((emoji) => {
    const insert = inTone(emoji, tone);
    return {
      key: emoji.emoji,
      insert,
      isWhole: false,
      onTaken: () => noteEmoji(account.id, insert),
      looks: (
        <>
          <span className="w-7 flex-none text-center text-[1.25rem]">{insert}</span>
          <span className="truncate">{nameIn(locale, emoji)}</span>
        </>
      ),
    };
  });
  return <SuggestionList {...of} suggestions={suggestions} />;
}
