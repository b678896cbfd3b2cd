"use client";

import { useTranslations } from "next-intl";
import type { AdminRoomView } from "@/lib/shared/views";
import { ChosenList } from "../rooms/add-people/chosen-list";
import { RoomSearch } from "../rooms/add-people/room-search";
import { useChosen } from "../rooms/add-people/use-chosen";

/** A choice of rooms in a form, at least one: each chosen room is a field named `room`. */
export default function BulkRooms() {
  const t = useTranslations("addToRooms");
  const { chosen, has, choose, drop } = useChosen<AdminRoomView>();

  return (
    <div className="flex flex-col gap-2">
      {chosen.map(({ id }) => (
        <input key={id} type="hidden" name="room" value={id} />
      ))}
      <ChosenList chosen={chosen.map(({ id, name }) => ({ id, name: name ?? "" }))} onDrop={drop} />
      <RoomSearch
        {...(chosen.length === 0 && { problem: t("nothingChosen") })}
        has={has}
        onChoose={(room) => choose([room])}
        onDrop={drop}
      />
    </div>
  );
}
