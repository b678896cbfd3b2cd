"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Check } from "@/components/ui/fields/check";
import { Field } from "@/components/ui/fields/field";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { AdminRoomView } from "@/lib/shared/views";
import { findRooms, readRoomIds } from "./find-rooms";
import { FoundList } from "./found-list";
import { useSearch } from "./use-search";

type RoomSearch = {
  user: string;
  has: (room: AdminRoomView) => boolean;
  onChoose: (room: AdminRoomView) => void;
  onDrop: (room: AdminRoomView) => void;
};

/** Searches rooms, with checkboxes, and shows what could be read in each. */
export function RoomSearch({ user, has, onChoose, onDrop }: RoomSearch) {
  const t = useTranslations("addToRooms");
  const [words, type] = useState("");
  const { found, is, again } = useSearch(words, useRoomsBeside(user));

  return (
    <div className="flex flex-col gap-2">
      <Field
        label={t("search")}
        type="search"
        value={words}
        autoComplete="off"
        maxLength={BROWSER_LIMITS.searchLength}
        autoFocus
        onChange={(event) => type(event.currentTarget.value)}
      />
      <FoundList
        label={t("open")}
        state={is}
        isEmpty={!found || found.items.length === 0}
        hasMore={found?.hasMore ?? false}
        onAgain={again}
        words={{
          loading: t("loading"),
          failed: t("failed"),
          again: t("again"),
          nothing: t("nothing"),
          more: t("more"),
        }}
      >
        {found?.items.map((room) => {
          const isMember = found.inside.has(room.id);
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
        })}
      </FoundList>
    </div>
  );
}

/** Fetches rooms, together with the ids of those the person is in. */
function useRoomsBeside(user: string) {
  return useCallback(
    async (words: string) => {
      const [rooms, inside] = await Promise.all([findRooms(words), readRoomIds(user)]);
      return rooms && inside && { ...rooms, inside };
    },
    [user],
  );
}
