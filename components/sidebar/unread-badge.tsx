import { useTranslations } from "next-intl";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";

/** The unread count of a room; with an at sign if some messages mention the reader. */
export function UnreadBadge({ count, mentions = 0 }: { count: number; mentions?: number }) {
  const t = useTranslations("sidebar");
  const tViews = useTranslations("views");

  return (
    <span className="ml-auto min-w-5 flex-none rounded-pill bg-accent px-1.5 text-center text-tiny font-semibold text-accent-ink">
      {mentions > 0 && (
        <>
          <span aria-hidden>@ </span>
          <span className="sr-only">{tViews("mentionCount", { count: mentions })}</span>
        </>
      )}
      <span aria-hidden>
        {count >= BROWSER_LIMITS.unreadCount ? `${BROWSER_LIMITS.unreadCount - 1}+` : count}
      </span>
      <span className="sr-only">{t("unread", { count })}</span>
    </span>
  );
}
