"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ComponentProps, useCallback, useMemo, useState } from "react";
import { useCustomEmoji } from "@/lib/client/chat/use-custom-emoji";
import type { CustomEmoji } from "@/lib/client/emoji/custom-emoji";
import { asEmoji, findCustom } from "@/lib/client/emoji/find-custom";
import { frequentEmoji } from "@/lib/client/emoji/frequent-emoji";
import { useTone } from "@/lib/client/emoji/use-tone";
import { isComposing } from "@/lib/client/shortcuts/keys";
import { isCustomEmoji } from "@/lib/shared/emoji/custom-emoji";
import { EMOJI_GROUPS, type Emoji, findEmoji, inTone, nameIn } from "@/lib/shared/emoji/emoji";
import { CategoryTabs } from "./category-tabs";
import { EmojiGrid } from "./emoji-grid";
import { EmojiLayer } from "./emoji-layer";
import { TonePicker } from "./tone-picker";
import { useCategories } from "./use-categories";

type Choosing = {
  userId: string;
  onChoose: (emoji: string) => void;
  /** True where emoji of the workspace can be chosen too, as `:id:`. */
  hasCustom?: boolean;
};

type Picker = Choosing & Omit<ComponentProps<typeof EmojiLayer>, "children">;

/** The emoji of one's last weeks that stand first. */
const FREQUENT = 16;
const KEPT = 40;

/** More of the workspace's are found by their names. */
const MAX_CUSTOM = 400;

/** All emoji, in categories and by name. */
export default function EmojiPicker({ userId, onChoose, hasCustom = false, ...layer }: Picker) {
  return (
    <EmojiLayer {...layer}>
      <Content userId={userId} onChoose={onChoose} hasCustom={hasCustom} />
    </EmojiLayer>
  );
}

function Content({ userId, onChoose, hasCustom = false }: Choosing) {
  const t = useTranslations("emoji");
  const locale = useLocale();
  const [query, search] = useState("");
  const { tone, chooseTone } = useTone();
  const { sections, isSearching } = useSections(userId, query, hasCustom);
  const { grid, current, onScroll, go } = useCategories("frequent");
  const first = sections.flatMap(({ emoji }) => emoji)[0];
  const nameOf = useCallback((each: Emoji) => nameIn(locale, each), [locale]);

  return (
    <>
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
          className="h-9 min-w-0 flex-1 rounded-2 border border-line-strong bg-canvas px-2.5 text-small outline-none focus:border-focus phone:h-11"
        />
        <TonePicker tone={tone} onChoose={chooseTone} />
      </div>
      {!isSearching && <CategoryTabs categories={sections} current={current} onGo={go} />}
      <EmojiGrid
        ref={grid}
        onScroll={onScroll}
        groups={sections}
        tone={tone}
        nameOf={nameOf}
        onChoose={onChoose}
      />
      {first === undefined && <p className="flex-1 px-4 py-3 text-small text-ink-3">{t("nothing")}</p>}
    </>
  );
}

/** The sections of the grid: the categories, or what a search finds. */
function useSections(userId: string, query: string, hasCustom: boolean) {
  const t = useTranslations("emoji");
  const known = useCustomEmoji();
  const custom = hasCustom ? known : null;
  const wanted = query.trim();
  const sections = useMemo(() => {
    const first = (title: string, emoji: readonly Emoji[]) => ({ name: "frequent" as const, title, emoji });
    if (wanted !== "") return [first(t("found"), [...findCustom(custom, wanted), ...findEmoji(wanted)])];
    const own = (custom?.usable() ?? []).slice(0, MAX_CUSTOM).map(asEmoji);
    return [
      first(t("frequent"), frequent(userId, custom)),
      ...(own.length > 0 ? [{ name: "custom" as const, title: t("groups.custom"), emoji: own }] : []),
      ...EMOJI_GROUPS.map((group) => ({ ...group, title: t(`groups.${group.name}`) })),
    ];
  }, [t, userId, wanted, custom]);
  return { sections, isSearching: wanted !== "" };
}

/**
 * Frequent emoji keep their tone, for which the name list has no entry. One of the workspace's that was deleted is left out,
 * and so are all where they cannot be chosen.
 */
function frequent(userId: string, custom: CustomEmoji | null): Emoji[] {
  const known = new Map(EMOJI_GROUPS.flatMap(({ emoji }) => emoji).map((each) => [each.emoji, each]));
  return frequentEmoji(userId, KEPT)
    .flatMap((emoji): Emoji[] => {
      if (!isCustomEmoji(emoji))
        return [{ ...(known.get(emoji) ?? { names: `${emoji}|${emoji}` }), emoji, hasTones: false }];
      const own = custom?.find(emoji);
      return own && !own.isDeleted ? [asEmoji(own)] : [];
    })
    .slice(0, FREQUENT);
}
