"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import type { Reaction } from "@/lib/client/timeline/pending-reactions";

const NAMED = 8;

/** The names of people who reacted. Unknown names are fetched when `learn` is called. */
export function useReactionNames({ emoji, count, userIds }: Reaction) {
  const t = useTranslations("reactions");
  const format = useFormatter();
  const { account, people: met } = useChat();
  const [isWanted, want] = useState(false);
  const people = useStore(met.store, (all) => (isWanted ? all : null));
  const first = userIds.slice(0, NAMED);

  function learn() {
    want(true);
    for (const userId of first) if (userId !== account.id) void met.load(userId);
  }

  const known = first
    .map((userId) => (userId === account.id ? t("you") : people?.[userId]?.displayName))
    .filter((name) => name !== undefined);
  const rest = count - known.length;
  const listed = rest > 0 ? [...known, t("others", { count: rest })] : known;
  const names = format.list(listed, { type: "conjunction" });
  return { names: people && known.length > 0 ? t("names", { emoji, names }) : undefined, learn };
}
