"use client";

import File from "lucide-react/icons/file";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { NothingYet } from "@/components/views/nothing-yet";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { Page, SentFileView } from "@/lib/shared/views";
import { FileFilters } from "./file-filters";
import { FileList } from "./file-list";
import { type FileQuery, hasFilters, NO_FILTERS, queryOf } from "./file-query";
import { useFiles } from "./use-files";

type FilesPageProps = { initial: FileQuery; first: Page<SentFileView> };

/** The files of all my rooms, with filters that the address keeps. */
export function FilesPage({ initial, first }: FilesPageProps) {
  const t = useTranslations("filesPage");
  const router = useRouter();
  const rooms = useMyRooms();
  const nameOf = useRoomName();
  const [query, setQuery] = useState(initial);
  const filters = queryOf(query);
  const found = useFiles({ filters, roomId: null, first });

  function change(next: FileQuery) {
    setQuery(next);
    const search = queryOf(next);
    window.history.replaceState(null, "", search ? `/files?${search}` : "/files");
  }

  function show({ roomId, seq }: SentFileView) {
    const room = rooms[roomId];
    if (room) router.push(`${roomPath(room)}?message=${seq}`);
  }

  function roomOf({ roomId }: SentFileView) {
    const room = rooms[roomId];
    // A direct conversation has the name of a person, who may be the sender.
    if (!room || room.kind === "direct") return null;
    return room.kind === "group" ? nameOf(room) : `# ${nameOf(room)}`;
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col px-4 pt-4 md:px-5">
      <div className="flex min-h-0 w-full max-w-3xl flex-1 flex-col gap-3">
        <FileFilters query={query} onChange={change} />
        <FileList
          key={filters}
          found={found}
          isGrid={query.type === "image"}
          isFiltered={hasFilters(query)}
          onClear={() => change(NO_FILTERS)}
          onShow={show}
          roomOf={roomOf}
          className="-mx-2 px-2 pb-6"
          empty={<NothingYet icon={File} text={t("empty")} />}
        />
      </div>
    </div>
  );
}
