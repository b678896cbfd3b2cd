"use client";

import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type Jumps = {
  /** Scrolls to the first unread message; null if it is visible or nothing is unread. */
  onUnread: (() => void) | null;
  /** Scrolls to the end; null if the reader is there. */
  onNewest: (() => void) | null;
  /** The number of new messages at the end. */
  count: number;
};

/** Buttons that scroll up to the first unread message and down to the end. */
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
