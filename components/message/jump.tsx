"use client";

import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** The way back to the end, and how much is new there. */
export function JumpToNewest({ count, onJump }: { count: number; onJump: () => void }) {
  const t = useTranslations("message");

  return (
    <Jump place="bottom-3" onJump={onJump}>
      <ArrowDown size={15} aria-hidden />
      {count > 0 ? t("jumpNew", { count }) : t("jump")}
    </Jump>
  );
}

/** The way to where the new begins, further up than what is seen. */
export function JumpToUnread({ onJump }: { onJump: () => void }) {
  const t = useTranslations("reading");

  return (
    <Jump place="top-11" onJump={onJump}>
      <ArrowUp size={15} aria-hidden />
      {t("firstUnread")}
    </Jump>
  );
}

function Jump({ place, onJump, children }: { place: string; onJump: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onJump}
      className={`absolute ${place} left-1/2 z-10 flex h-8 -translate-x-1/2 animate-settle items-center gap-1.5 rounded-pill border border-line-strong bg-raised px-3.5 text-small font-medium whitespace-nowrap shadow-layer hover:bg-hover`}
    >
      {children}
    </button>
  );
}
