import { useTranslations } from "next-intl";
import { LIMITS } from "@/lib/shared/limits";

/** How many messages wait in a room. */
export function UnreadBadge({ count }: { count: number }) {
  const t = useTranslations("sidebar");

  return (
    <span className="ml-auto min-w-5 flex-none rounded-pill bg-accent px-1.5 text-center text-tiny font-semibold text-accent-ink">
      <span aria-hidden>{count >= LIMITS.unreadCount ? `${LIMITS.unreadCount - 1}+` : count}</span>
      <span className="sr-only">{t("unread", { count })}</span>
    </span>
  );
}
