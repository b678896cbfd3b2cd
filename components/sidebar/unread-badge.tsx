import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";

type Badge = {
  /** All unread messages. */
  count: number;
  /** Those meant for the reader: they alone stand in the accent. */
  calls?: number;
  mentions?: number;
};

/** The unread count of a room: what is meant for the reader in the accent, everything else as a plain figure. */
export function UnreadBadge({ count, calls = 0, mentions = 0 }: Badge) {
  const t = useTranslations("sidebar");
  const tViews = useTranslations("views");

  return (
    <Count count={calls || count} isForMe={calls > 0}>
      {mentions > 0 && `${tViews("mentionCount", { count: mentions })} `}
      {t("unread", { count })}
    </Count>
  );
}

/** A number at the end of a row, with its words for screen readers. */
export function Count({
  count,
  isForMe,
  children,
}: {
  count: number;
  isForMe: boolean;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        "ml-auto min-w-5 flex-none px-1.5 text-center text-tiny tabular-nums",
        isForMe && "rounded-pill bg-accent font-[650] text-accent-ink",
      )}
    >
      <span aria-hidden>
        {count >= BROWSER_LIMITS.unreadCount ? `${BROWSER_LIMITS.unreadCount - 1}+` : count}
      </span>
      <span className="sr-only">{children}</span>
    </span>
  );
}
