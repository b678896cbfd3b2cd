"use client";

import UserPlus from "lucide-react/icons/user-plus";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { SearchBox } from "@/components/ui/fields/search-box";
import { LongList } from "@/components/ui/lists/long-list";
import { onDemand } from "@/components/ui/on-demand";
import { addressOf } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import { useMay } from "@/lib/client/rooms/use-may";
import type { MemberView, MyRoomView } from "@/lib/shared/views";
import { MemberRow } from "./member-row";
import { usePresenceOf } from "./use-presence-of";

const AddPeopleForm = onDemand(() => import("./add-people-form"));

/** The members of a room, with search and a way to add more. */
export function MemberList({ room, version }: { room: MyRoomView; version: string }) {
  const t = useTranslations("members");
  const [q, type] = useState("");
  const [isAdding, add] = useState(false);
  const query = q.trim() || undefined;
  const path = addressOf("GET /rooms/{room}/members", { room: room.id, limit: 100, q: query });
  const found = usePages({ path, version });
  usePresenceOf(room.id, found.items);
  const known = useMemo(() => new Set(found.items.map(({ user }) => user.id)), [found.items]);
  const mayAdd = useMay(room)("add");

  const rows = found.items.map((member) => ({
    key: member.user.id,
    content: <MemberRow room={room} member={member} />,
  }));

  return (
    <>
      <div className="flex flex-none gap-2 px-4.5 pb-2">
        <SearchBox aria-label={t("search")} value={q} onChange={(event) => type(event.target.value)} />
        {mayAdd && (
          <Button
            look="quiet"
            aria-label={t("add")}
            title={t("add")}
            onClick={() => add(true)}
            className="px-3"
          >
            <UserPlus size={17} aria-hidden />
          </Button>
        )}
      </div>
      <LongList
        key={query ?? ""}
        rows={rows}
        label={t("count", { count: room.memberCount })}
        onNearEnd={found.loadMore}
        className="px-2.5 pb-4"
      >
        <ListState found={found} q={q} />
      </LongList>
      <Dialog title={t("addTitle")} isOpen={isAdding} onOpenChange={add}>
        <AddPeopleForm room={room} known={known} onClose={() => add(false)} />
      </Dialog>
    </>
  );
}

function ListState({ found, q }: { found: ReturnType<typeof usePages<MemberView>>; q: string }) {
  const t = useTranslations("members");

  if (found.state === "failed") {
    return (
      <p className="flex items-center gap-2 px-2 py-2 text-small text-danger">
        {t("failed")}
        <Button look="quiet" size="small" onClick={found.again}>
          {t("again")}
        </Button>
      </p>
    );
  }
  if (found.items.length > 0) return null;
  return (
    <p role="status" className="px-2 py-2 text-small text-ink-3">
      {found.state === "loading" ? t("loading") : t("nobody", { q })}
    </p>
  );
}
