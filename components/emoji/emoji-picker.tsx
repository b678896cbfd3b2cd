"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { EMOJI_GROUPS, type Emoji, findEmoji, inTone, nameIn } from "@/lib/client/emoji/emoji";
import { frequentEmoji } from "@/lib/client/emoji/frequent-emoji";
import { useTone } from "@/lib/client/emoji/use-tone";
import { isComposing } from "@/lib/client/shortcuts/keys";
import { EmojiGrid } from "./emoji-grid";
import { EmojiLayer } from "./emoji-layer";
import { TonePicker } from "./tone-picker";

type Picker = Omit<ComponentProps<typeof EmojiLayer>, "children"> & {
  userId: string;
  onChoose: (emoji: string) => void;
};

const FREQUENT = 16;

/** All emoji, in groups and by name. */
export default function EmojiPicker({ userId, onChoose, ...layer }: Picker) {
  const t = useTranslations("emoji");
  const locale = useLocale();
  const [query, search] = useState("");
  const { tone, chooseTone } = useTone();
  const groups =
    query.trim() === "" ? allGroups(userId) : [{ name: "found" as const, emoji: findEmoji(query) }];
  const titleOf = (name: (typeof groups)[number]["name"]) =>
    name === "frequent" || name === "found" ? t(name) : t(`groups.${name}`);
  const first = groups.flatMap(({ emoji }) => emoji)[0];

  return (
    <EmojiLayer {...layer}>
      <div className="flex items-center gap-1.5 border-b border-line p-2">
        <input
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={query}
          onChange={(event) => search(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !first || isComposing(event)) return;
            event.preventDefault();
            onChoose(inTone(first, tone));
          }}
          className="h-9 min-w-0 flex-1 phone:h-11 rounded-2 border border-line-strong bg-canvas px-2.5 text-small outline-none focus:border-focus"
        />
        <TonePicker tone={tone} onChoose={chooseTone} />
      </div>
      <EmojiGrid
        groups={groups.map(({ name, emoji }) => ({ title: titleOf(name), emoji }))}
        tone={tone}
        nameOf={(each) => nameIn(locale, each)}
        onChoose={onChoose}
      />
      {first === undefined && <p className="flex-1 px-4 py-3 text-small text-ink-3">{t("nothing")}</p>}
    </EmojiLayer>
  );
}

function allGroups(userId: string) {
  const known = new Map(EMOJI_GROUPS.flatMap(({ emoji }) => emoji).map((each) => [each.emoji, each]));
  // Frequent emoji keep their tone, for which the name list has no entry.
  const frequent = frequentEmoji(userId, FREQUENT).map(
    (emoji): Emoji => ({ ...(known.get(emoji) ?? { names: `${emoji}|${emoji}` }), emoji, hasTones: false }),
  );
  return [{ name: "frequent" as const, emoji: frequent }, ...EMOJI_GROUPS];
}
