"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Check } from "@/components/ui/fields/check";
import type { AdminRoomView } from "@/lib/shared/views";
import { findRooms, readRoomIds } from "./find-rooms";
import { SearchList } from "./search-list";

type RoomSearch = {
  /** The person whose rooms are marked, if it is one person. */
  user?: string;
  problem?: string;
  has: (room: AdminRoomView) => boolean;
  onChoose: (room: AdminRoomView) => void;
  onDrop: (room: AdminRoomView) => void;
};

/** Searches rooms, with checkboxes, and shows what could be read in each. */
export function RoomSearch({ user, problem, has, onChoose, onDrop }: RoomSearch) {
  const t = useTranslations("addToRooms");

  return (
    <SearchList
      search={t("search")}
      label={t("open")}
      words={{
        loading: t("loading"),
        failed: t("failed"),
        again: t("again"),
        nothing: t("nothing"),
        more: t("more"),
      }}
      {...(problem && { problem })}
      ask={useRoomsBeside(user)}
    >
      {({ items, inside }) =>
        items.map((room) => {
          const isMember = inside.has(room.id);
          return (
            <Check
              key={room.id}
              label={room.name ?? ""}
              hint={isMember ? t("isMember") : t("reads", { count: room.readableMessages })}
              disabled={isMember}
              checked={isMember || has(room)}
              onChange={(event) => (event.currentTarget.checked ? onChoose(room) : onDrop(room))}
            />
          );
        })
      }
    </SearchList>
  );
}

const NONE: ReadonlySet<string> = new Set();

/** Fetches rooms, together with the ids of those the person is in. */
function useRoomsBeside(user: string | undefined) {
  return useCallback(
    async (words: string) => {
      const [rooms, inside] = await Promise.all([findRooms(words), user ? readRoomIds(user) : NONE]);
      return rooms && inside && { ...rooms, inside };
    },
    [user],
  );
}
