"use client";

import { clsx } from "clsx";
import ListFilter from "lucide-react/icons/list-filter";
import { useTranslations } from "next-intl";
import { ACTIVITY_KINDS, type ActivityQuery } from "@/lib/shared/messages/activity-query";

type FiltersProps = { query: ActivityQuery; onChange: (query: ActivityQuery) => void };

const LOOK =
  "flex h-7 flex-none items-center gap-1.5 rounded-row px-1.5 text-small font-medium hover:bg-hover aria-pressed:bg-hover aria-pressed:text-ink pointer-coarse:h-11";

/** The kinds of lines, one of which is shown, and a switch for unread ones. */
export function ActivityFilters({ query, onChange }: FiltersProps) {
  const t = useTranslations("activity");

  return (
    <div className="flex flex-none items-center gap-1 px-3 py-2 max-md:border-b max-md:border-line max-md:py-0">
      <fieldset aria-label={t("filters")} className="flex min-w-0 flex-1 gap-1 overflow-x-auto">
        {[null, ...ACTIVITY_KINDS].map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={query.kind === kind}
            onClick={() => onChange({ ...query, kind })}
            className={clsx(LOOK, "text-ink-2")}
          >
            {kind ? t(`kinds.${kind}`) : t("all")}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        aria-pressed={query.isUnread}
        aria-label={t("unreadOnly")}
        title={t("unreadOnly")}
        onClick={() => onChange({ ...query, isUnread: !query.isUnread })}
        className={clsx(LOOK, "justify-center text-ink-2 aria-pressed:text-accent pointer-coarse:w-11")}
      >
        <ListFilter size={16} aria-hidden />
      </button>
    </div>
  );
}
