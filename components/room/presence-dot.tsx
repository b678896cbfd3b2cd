"use client";

import Moon from "lucide-react/icons/moon";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";

/** An avatar with a presence dot; without one for people who are offline, or of unknown presence. */
export function WithPresence({ userId, children }: { userId: string; children: ReactNode }) {
  const t = useTranslations("standing");
  const known = useStore(useChat().presence, (all) => all[userId]);
  const word = known?.isQuiet && known.standing !== "offline" ? "quiet" : known?.standing;

  return (
    <span className="relative flex-none">
      {children}
      {word && <span className="sr-only">{t(word)}</span>}
      {word && word !== "offline" && (
        <span
          title={t(word)}
          aria-hidden
          className="absolute -right-1 -bottom-1 grid size-3 place-items-center rounded-pill bg-ground"
        >
          {word === "quiet" ? (
            <Moon size={9} strokeWidth={3} className="text-away" />
          ) : (
            <span className={`size-2 rounded-pill ${word === "away" ? "bg-mention-line" : "bg-online"}`} />
          )}
        </span>
      )}
    </span>
  );
}
