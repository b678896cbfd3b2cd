"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { PageHeader } from "@/components/room/page-header";
import type { PreviewProps } from "@/components/search/preview/preview";
import { onDemand } from "@/components/ui/on-demand";
import { addressOf } from "@/lib/client/connection/call";
import { useIsWide } from "@/lib/client/page/use-is-wide";
import { type ActivityQuery, activityPath, activityQuery } from "@/lib/shared/messages/activity-query";
import type { ActivityView, Page } from "@/lib/shared/views";
import { ActivityFilters } from "./activity-filters";
import { ActivityLines } from "./activity-lines";
import { MarkAllRead } from "./mark-all-read";

const Awaited = onDemand(() => import("./awaited"));
const Preview = onDemand<PreviewProps>(() => import("@/components/search/preview/preview"));

type ActivityPageProps = {
  /** The first lines, and the query of the address for which the server read them. */
  first: Page<ActivityView>;
  firstQuery: string;
};

/** My Activity: its lines by kind, and beside them on a wide screen the place of the chosen one. */
export function ActivityPage({ first, firstQuery }: ActivityPageProps) {
  const t = useTranslations("activity");
  const tViews = useTranslations("views");
  const [query, setQuery] = useActivityQuery();
  const [place, show] = useState<PreviewProps | null>(null);
  const isWide = useIsWide();
  const given = useRef<Page<ActivityView> | undefined>(first);
  const path = activityPath(query);
  // Only for the first rendering: what the server read grows old.
  const begin = path === firstQuery ? given.current : undefined;

  function choose(next: ActivityQuery) {
    given.current = undefined;
    show(null);
    setQuery(next);
  }

  return (
    <main className="grid min-w-0 flex-1 grid-cols-1 grid-rows-1 lg:grid-cols-[minmax(24rem,27.5rem)_minmax(20rem,1fr)]">
      <section aria-label={tViews("activity")} className="flex min-h-0 min-w-0 flex-col">
        <PageHeader title={tViews("activity")}>
          <MarkAllRead />
        </PageHeader>
        <ActivityFilters query={query} onChange={choose} />
        <Awaited />
        <ActivityLines
          key={path}
          path={addressOf("GET /me/activity", {
            kind: query.kind ?? undefined,
            unread: query.isUnread ? "true" : undefined,
          })}
          {...{ query, onShow: show }}
          first={begin}
        />
      </section>
      {isWide && (
        <aside
          aria-label={t("place")}
          className="hidden min-h-0 min-w-0 flex-col border-l border-line lg:flex"
        >
          {place && <Preview {...place} hasField={false} />}
        </aside>
      )}
    </main>
  );
}

/** The filters, which the address has too. */
function useActivityQuery(): [ActivityQuery, (next: ActivityQuery) => void] {
  const query = activityQuery(Object.fromEntries(useSearchParams()));
  return [query, (next) => window.history.replaceState(null, "", `/activity${activityPath(next)}`)];
}
