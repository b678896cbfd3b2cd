import { useFormatter, useTranslations } from "next-intl";
import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { wordOf } from "@/lib/client/emoji/emoji-words";
import { useStore } from "@/lib/client/state/use-store";
import type { Reaction } from "@/lib/client/timeline/pending-reactions";

const NAMED = 8;

/** The names of people who reacted, as a sentence; undefined until one is known. Unknown names are fetched. */
export function useReactionNames({ emoji, count, userIds }: Reaction): string | undefined {
  const t = useTranslations("reactions");
  const format = useFormatter();
  const { account, people: met } = useChat();
  const people = useStore(met.store);
  const first = userIds.slice(0, NAMED);

  useEffect(() => {
    for (const userId of userIds.slice(0, NAMED)) if (userId !== account.id) void met.load(userId);
  }, [userIds, account.id, met]);

  const known = first
    .map((userId) => (userId === account.id ? t("you") : people[userId]?.displayName))
    .filter((name) => name !== undefined);
  if (known.length === 0) return undefined;
  const rest = count - known.length;
  const listed = rest > 0 ? [...known, t("others", { count: rest })] : known;
  return t("names", { emoji: wordOf(emoji), names: format.list(listed, { type: "conjunction" }) });
}
