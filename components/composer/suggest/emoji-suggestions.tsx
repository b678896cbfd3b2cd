"use client";

import { useLocale } from "next-intl";
import { useEffect } from "react";
import { EmojiSign } from "@/components/emoji/emoji-sign";
import { useChat } from "@/lib/client/chat/chat-context";
import { useCustomEmoji } from "@/lib/client/chat/use-custom-emoji";
import { wordOf } from "@/lib/client/emoji/emoji-words";
import { suggestCustom } from "@/lib/client/emoji/find-custom";
import { frequentEmoji, noteEmoji } from "@/lib/client/emoji/frequent-emoji";
import { useTone } from "@/lib/client/emoji/use-tone";
import { applyChange } from "@/lib/client/writing/apply-change";
import { customEmojiOf } from "@/lib/shared/emoji/custom-emoji";
import { inTone, nameIn } from "@/lib/shared/emoji/emoji";
import { emojiNamed, suggestEmoji } from "@/lib/shared/emoji/emoji-names";
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
  const custom = useCustomEmoji();
  const isClosed = /[:：]$/.test(trigger.query);
  const name = trigger.query.replace(/[:：]$/, "");

  useEffect(() => {
    if (!isClosed) return;
    const own = custom?.find(`:${name}:`);
    if (own) return noteEmoji(account.id, customEmojiOf(own.id));
    const meant = emojiNamed(name);
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
  }, [isClosed, name, tone, trigger, input, account, custom]);

  const frequent = frequentEmoji(account.id, FREQUENT);
  const found = isClosed ? [] : [...suggestCustom(custom, name, frequent), ...suggestEmoji(name, frequent)];
  const suggestions = found.slice(0, SHOWN).map((emoji) => {
    const chosen = inTone(emoji, tone);
    return {
      key: emoji.emoji,
      insert: wordOf(chosen),
      isWhole: false,
      onTaken: () => noteEmoji(account.id, chosen),
      looks: (
        <>
          <span className="w-7 flex-none text-center text-[1.25rem] [&_img]:max-w-7">
            <EmojiSign emoji={chosen} />
          </span>
          <span className="truncate">{nameIn(locale, emoji)}</span>
        </>
      ),
    };
  });
  return <SuggestionList {...of} suggestions={suggestions} />;
}
