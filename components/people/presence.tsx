import { clsx } from "clsx";
import { useTranslations } from "next-intl";

/** A presence dot at the corner of an avatar. */
export function Presence({ isOnline }: { isOnline: boolean }) {
  const t = useTranslations("members");

  return (
    <span
      title={t(isOnline ? "online" : "offline")}
      className={clsx(
        "absolute -right-0.75 -bottom-0.75 size-3 rounded-pill border-2 border-canvas",
        isOnline ? "bg-online" : "bg-ink-3",
      )}
    >
      <span className="sr-only">{t(isOnline ? "online" : "offline")}</span>
    </span>
  );
}
