"use client";

import { useTranslations } from "next-intl";

/** How much still fits into a message, or how much is too much; nothing as long as that does not matter. */
export function LengthLeft({ left }: { left: number | null }) {
  const t = useTranslations("composer");
  if (left === null) return null;
  return (
    <p role="status" className={left < 0 ? "text-tiny text-danger" : "text-tiny text-ink-3"}>
      {t(left < 0 ? "tooLong" : "left", { count: Math.abs(left) })}
    </p>
  );
}
