"use client";

import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type Jumps = {
  /** To where the new begins; null where that is in sight, or there is nothing new. */
  onUnread: (() => void) | null;
  /** Back to the end; null for who is there. */
  onNewest: (() => void) | null;
  /** How much is new at the end. */
  count: number;
};

/** The ways out of the middle of a list: up to where the new begins, and down to the end. */
export default function Jumps({ onUnread, onNewest, count }: Jumps) {
  const t = useTranslations();

  return (
    <>
      {onUnread && (
        <Jump place="top-11" onJump={onUnread}>
          <ArrowUp size={15} aria-hidden />
          {t("reading.firstUnread")}
        </Jump>
      )}
      {onNewest && (
        <Jump place="bottom-3" onJump={onNewest}>
          <ArrowDown size={15} aria-hidden />
          {count > 0 ? t("message.jumpNew", { count }) : t("message.jump")}
        </Jump>
      )}
    </>
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
