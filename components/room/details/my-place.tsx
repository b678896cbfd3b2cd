"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { call } from "@/lib/client/connection/call";
import { useClock } from "@/lib/client/time/use-clock";
import type { MemberView, MyRoomView } from "@/lib/shared/views";

/** Why I can see a room: how, when and by whom I was added. */
export function MyPlace({ room, isSelf }: { room: MyRoomView; isSelf: boolean }) {
  const t = useTranslations("about");
  const clock = useClock();
  const [place, show] = useState<MemberView | null>(null);

  useEffect(() => {
    let isWanted = true;
    void call("GET /rooms/{room}/members/{user}", { room: room.id, user: "me" }).then(
      (found) => found.ok && isWanted && show(found.data),
    );
    return () => {
      isWanted = false;
    };
  }, [room.id]);

  if (!place) return <span className="text-ink-3">{t("loading")}</span>;
  const on = clock.longDate(place.joinedAt);
  const by = place.addedBy?.displayName ?? "";
  const entry = place.entry === "added" && !by ? "addedUnknown" : place.entry;
  return (
    <>
      {room.kind === "direct"
        ? t(isSelf ? "entry.self" : "entry.direct", { on })
        : t(`entry.${entry}`, { on, by })}
      {room.firstVisibleSeq > 1 && ` ${t("fromThenOn")}`}
      {place.role !== "member" && ` ${t(`role.${place.role}`)}`}
    </>
  );
}
