"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { call } from "@/lib/client/connection/call";
import type { MemberView, MyRoomView } from "@/lib/shared/views";

const SHOWN = 12;

/** The first members of a room, and the number of the others. */
export function WhoIsIn({ room }: { room: MyRoomView }) {
  const t = useTranslations("browse");
  const [members, show] = useState<MemberView[] | "failed" | null>(null);

  useEffect(() => {
    let isWanted = true;
    void call("GET /rooms/{room}/members", { room: room.id, limit: SHOWN }).then(
      (page) => isWanted && show(page.ok ? page.data.items : "failed"),
    );
    return () => {
      isWanted = false;
    };
  }, [room.id]);

  if (members === null || members === "failed")
    return (
      <p role="status" className="text-small text-ink-3">
        {t(members ?? "loading")}
      </p>
    );
  const rest = room.memberCount - members.length;
  return (
    <ul aria-label={t("whoIsIn", { room: room.name ?? "" })} className="flex flex-wrap gap-x-4 gap-y-2">
      {members.map(({ user }) => (
        <li key={user.id} className="flex max-w-full items-center gap-1.5 text-small">
          <Avatar id={user.id} name={user.displayName} url={user.avatarUrl} size="small" />
          <span className="truncate">{user.displayName}</span>
        </li>
      ))}
      {rest > 0 && <li className="text-small text-ink-3">{t("andMore", { count: rest })}</li>}
    </ul>
  );
}
