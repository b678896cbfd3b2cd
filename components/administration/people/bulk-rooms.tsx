"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Check } from "@/components/ui/fields/check";
import { Field } from "@/components/ui/fields/field";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { AdminRoomView } from "@/lib/shared/views";
import { ChosenList } from "../rooms/add-people/chosen-list";
import { findRooms } from "../rooms/add-people/find-rooms";
import { FoundList } from "../rooms/add-people/found-list";
import { useChosen } from "../rooms/add-people/use-chosen";
import { useSearch } from "../rooms/add-people/use-search";

/** A choice of rooms in a form: each chosen room is a field named `room`. */
export default function BulkRooms() {
  const t = useTranslations("addToRooms");
  const [words, type] = useState("");
  const { found, is, again } = useSearch(words, findRooms);
  const { chosen, has, choose, drop } = useChosen<AdminRoomView>();

  return (
    <div className="flex flex-col gap-2">
      {chosen.map(({ id }) => (
        <input key={id} type="hidden" name="room" value={id} />
      ))}
      <ChosenList chosen={chosen.map(({ id, name }) => ({ id, name: name ?? "" }))} onDrop={drop} />
      <Field
        label={t("search")}
        type="search"
        value={words}
        autoComplete="off"
        maxLength={BROWSER_LIMITS.searchLength}
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
        {found?.items.map((room) => (
          <Check
            key={room.id}
            label={room.name ?? ""}
            checked={has(room)}
            onChange={(event) => (event.currentTarget.checked ? choose([room]) : drop(room))}
          />
        ))}
      </FoundList>
    </div>
  );
}
