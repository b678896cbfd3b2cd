"use client";

import { useTranslations } from "next-intl";

/** The remaining length of a message, or by how much it is too long; nothing far from the limit. */
export function LengthLeft({ left }: { left: number | null }) {
  const t = useTranslations("composer");
  if (left === null) return null;
  return (
    <p role="status" className={left < 0 ? "text-tiny text-danger" : "text-tiny text-ink-3"}>
      {t(left < 0 ? "tooLong" : "left", { count: Math.abs(left) })}
    </p>
  );
}
