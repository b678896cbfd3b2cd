"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import type { PreviewProps } from "@/components/search/preview/preview";
import type { Row } from "@/components/ui/lists/plain-rows";
import { View } from "@/components/views/view";
import type { Address } from "@/lib/client/connection/call";
import { useIsWide } from "@/lib/client/page/use-is-wide";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import type { ActivityQuery } from "@/lib/shared/messages/activity-query";
import type { ActivityView, MyRoomView, Page } from "@/lib/shared/views";
import { ActivityLine, LineSkeletons } from "./activity-line";
import { daysOf } from "./days";
import { End, Nothing } from "./list-end";
import { forgetOpened, handleActivityKey, useActivityActs } from "./use-activity-acts";
import { useActivityLines } from "./use-activity-lines";

type LinesProps = {
  path: Address<Page<ActivityView>>;
  query: ActivityQuery;
  first: Page<ActivityView> | undefined;
  /** Shows the place of a line beside the list. */
  onShow: (place: PreviewProps | null) => void;
};

/** The lines by day. */
export function ActivityLines({ path, query, first, onShow }: LinesProps) {
  const t = useTranslations("activity");
  const tViews = useTranslations("views");
  const rooms = useMyRooms();
  const found = useActivityLines(path, first);
  const act = useActivityActs(found, onShow);
  const clock = useClock();
  const today = useToday(clock);
  const { items, state } = found;
  const stop = items.find(({ id }) => id === act.chosen)?.id ?? items[0]?.id;
  const isWide = useIsWide();
  const shown = isWide ? stop : undefined;

  const back = items.find(({ id }) => id === act.cameFrom)?.id;
  useEffect(() => {
    if (back && forgetOpened(back)) focusLine(back);
  }, [back]);

  const newest = items.find(({ id }) => id === shown);
  const seen = newest && `${newest.id} ${newest.message?.seq}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place changes with its line, not with each rendering.
  useEffect(() => act.show(newest), [seen]);

  const rowOf = (line: ActivityView, room: MyRoomView) => (
    <ActivityLine
      key={line.id}
      line={line}
      room={room}
      isShown={line.id === shown}
      isStop={line.id === stop}
      onFocus={() => act.choose(line)}
      onOpen={(event) => act.click(line, event)}
      onMark={() => found.mark(line)}
      onReply={act.mayReply(line) ? () => act.reply(line) : null}
    />
  );
  const rows = daysOf(items, clock, today).flatMap(({ day, lines }): Row[] => [
    { key: day, content: <DayHeading>{t(day)}</DayHeading> },
    ...lines.flatMap((line) => {
      const room = rooms[line.roomId];
      return room ? [{ key: line.id, content: rowOf(line, room) }] : [];
    }),
  ]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are a short way between the links in it.
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={(event) => handleActivityKey(event, items, act)}>
      <View
        label={tViews("activity")}
        rows={rows}
        state={state}
        empty={<Nothing query={query} />}
        loading={<LineSkeletons />}
        end={!found.hasMore && <End query={query} />}
        onNearEnd={found.loadMore}
        onAgain={found.again}
      />
    </div>
  );
}

/** Gives a line the focus, if it is drawn. */
function focusLine(id: string) {
  document.querySelector<HTMLElement>(`[data-line="${id}"]`)?.focus();
}

const DayHeading = ({ children }: { children: ReactNode }) => (
  <h2 className="px-5 pt-3 pb-1 text-tiny/4 font-semibold text-ink-2">{children}</h2>
);
