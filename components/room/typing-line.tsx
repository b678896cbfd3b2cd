"use client";

import { useTranslations } from "next-intl";
import { useChat } from "@/lib/client/chat/chat-context";
import type { Typist } from "@/lib/client/presence/typing";
import { useStore } from "@/lib/client/state/use-store";

const NOBODY: readonly Typist[] = [];

/** The people who are typing. */
export default function TypingLine({ roomId }: { roomId: string }) {
  const t = useTranslations("typing");
  const { typing, people: known } = useChat();
  const typists = useStore(typing.store, (all) => all[roomId] ?? NOBODY);
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
