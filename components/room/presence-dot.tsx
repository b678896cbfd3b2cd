"use client";

import { clsx } from "clsx";
import Moon from "lucide-react/icons/moon";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";

const COLOURS = { online: "bg-online", away: "bg-mention-line", offline: "bg-ink-3" } as const;

/** An avatar with a presence dot; without one while the presence is unknown. */
export function WithPresence({ userId, children }: { userId: string; children: ReactNode }) {
  const t = useTranslations("standing");
  const known = useStore(useChat().presence, (all) => all[userId]);
  const word = known?.isQuiet && known.standing !== "offline" ? "quiet" : known?.standing;

  return (
    <span className="relative flex-none">
      {children}
      {known && word && (
        <span
          title={t(word)}
          className="absolute -right-1 -bottom-1 grid size-3 place-items-center rounded-pill bg-canvas"
        >
          {word === "quiet" ? (
            <Moon size={9} strokeWidth={3} aria-hidden className="text-away" />
          ) : (
            <span aria-hidden className={clsx("size-2 rounded-pill", COLOURS[word])} />
          )}
          <span className="sr-only">{t(word)}</span>
        </span>
      )}
    </span>
  );
}
