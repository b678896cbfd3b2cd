"use client";

import { useTranslations } from "next-intl";
import { useChat } from "@/lib/client/chat/chat-context";
import type { Typist } from "@/lib/client/presence/typing";
import { useStore } from "@/lib/client/state/use-store";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";

const NOBODY: readonly Typist[] = [];

/** The people who are typing in a room, or in a thread. */
export default function TypingLine({ line }: { line: TimelineKey }) {
  const t = useTranslations("typing");
  const { typing, people: known } = useChat();
  const typists = useStore(typing.store, (all) => all[line] ?? NOBODY);
  const people = useStore(known.store);
  const names = typists.map(({ userId }) => people[userId]?.displayName).filter((name) => name !== undefined);
  const [a = "", b = "", c = ""] = names;

  switch (names.length) {
    case 0:
      return null;
    case 1:
      return t("one", { a });
    case 2:
      return t("two", { a, b });
    case 3:
      return t("three", { a, b, c });
    default:
      return t("several", { count: names.length });
  }
}
