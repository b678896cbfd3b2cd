"use client";

import ArrowDown from "lucide-react/icons/arrow-down";
import { useTranslations } from "next-intl";

/** The way back to the end, and how much is new there. */
export function JumpToNewest({ count, onJump }: { count: number; onJump: () => void }) {
  const t = useTranslations("message");

  return (
    <button
      type="button"
      onClick={onJump}
      className="absolute bottom-3 left-1/2 flex h-8 -translate-x-1/2 animate-settle items-center gap-1.5 rounded-pill border border-line-strong bg-raised px-3.5 text-small font-medium shadow-layer hover:bg-hover"
    >
      <ArrowDown size={15} aria-hidden />
      {count > 0 ? t("jumpNew", { count }) : t("jump")}
    </button>
  );
}
