"use client";

import { useTranslations } from "next-intl";
import { LongList } from "@/components/ui/lists/long-list";
import { addressOf } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import { useClock } from "@/lib/client/time/use-clock";
import type { MembershipChangeView, MyRoomView } from "@/lib/shared/views";

/** Joins, leaves and role changes of a room, with time and actor, for its managers. */
export function ChangeList({ room, version }: { room: MyRoomView; version: string }) {
  const t = useTranslations("changes");
  const found = usePages({
    path: addressOf("GET /rooms/{room}/membership-changes", { room: room.id, limit: 100 }),
    version,
  });
  const rows = found.items.map((change) => ({ key: change.id, content: <Change change={change} /> }));

  return (
    <LongList isForReading rows={rows} label={t("title")} onNearEnd={found.loadMore} className="px-4.5 pb-4">
      <p role="status" className="py-2 text-small text-ink-3 empty:hidden">
        {found.state === "failed" && t("failed")}
        {found.state === "loading" && rows.length === 0 && t("loading")}
        {found.state === "whole" && rows.length === 0 && t("none")}
      </p>
    </LongList>
  );
}

function Change({ change }: { change: MembershipChangeView }) {
  const t = useTranslations("changes");
  const clock = useClock();
  const { type, user, by, role, at } = change;
  const what = type === "entered" ? (change.entry ?? "joined") : type;
  const isByAnother = by !== null && by.id !== user.id;

  return (
    <div className="border-b border-line py-2">
      <p className="text-small break-words">
        {t(what, {
          name: user.displayName,
          by: by?.displayName ?? "",
          isByAnother: String(isByAnother),
          role,
        })}
      </p>
      <time dateTime={at} className="text-tiny text-ink-3">
        {clock.stamp(at)}
      </time>
    </div>
  );
}
