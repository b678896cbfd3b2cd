"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/fields/select";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";

/** The threads that are listed: unread ones alone, and of one room alone. */
export type ThreadQuery = { isUnread: boolean; roomId: string | null };

type FiltersProps = { query: ThreadQuery; onChange: (query: ThreadQuery) => void };

const LOOK =
  "flex h-7 flex-none items-center rounded-row px-1.5 text-small font-medium text-ink-2 hover:bg-hover aria-pressed:bg-hover aria-pressed:text-ink pointer-coarse:h-11";

/** All threads or the unread ones, of all rooms or of one. */
export function ThreadFilters({ query, onChange }: FiltersProps) {
  const t = useTranslations("thread");
  const nameOf = useRoomName();
  const rooms = Object.values(useMyRooms())
    .map((room) => ({ value: room.id, label: nameOf(room) }))
    .sort((a, b) => a.label.localeCompare(b.label));

  return (
    <div className="flex flex-none items-center gap-1 px-3 py-2 max-md:border-b max-md:border-line max-md:py-0">
      <fieldset aria-label={t("filter")} className="flex min-w-0 flex-1 gap-1">
        {[false, true].map((isUnread) => (
          <button
            key={`${isUnread}`}
            type="button"
            aria-pressed={query.isUnread === isUnread}
            onClick={() => onChange({ ...query, isUnread })}
            className={LOOK}
          >
            {t(isUnread ? "unread" : "all")}
          </button>
        ))}
      </fieldset>
      <Select
        aria-label={t("room")}
        look="filter"
        value={query.roomId ?? ""}
        options={[{ value: "", label: t("allRooms") }, ...rooms]}
        onChoose={(roomId) => onChange({ ...query, roomId: roomId || null })}
      />
    </div>
  );
}
