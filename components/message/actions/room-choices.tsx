"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { RoomIcon } from "@/components/room/room-icon";
import { Option } from "@/components/ui/lists/option";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import type { useChoiceKeys } from "@/lib/client/shortcuts/use-choice-keys";
import type { MyRoomView } from "@/lib/shared/views";

type Choices = {
  /** The id of the list; its entries' ids extend it. */
  id: string;
  rooms: readonly MyRoomView[];
  keys: ReturnType<typeof useChoiceKeys<MyRoomView>>;
  onChoose: (room: MyRoomView) => void;
};

/** A list of rooms under a focused search field. */
export function RoomChoices({ id, rooms, keys, onChoose }: Choices) {
  const t = useTranslations("forward");
  const { account } = useChat();
  const nameOf = useRoomName();

  return (
    <div
      ref={keys.list as RefObject<HTMLDivElement>}
      id={id}
      role="listbox"
      aria-label={t("rooms")}
      className="-mx-2 max-h-72 overflow-y-auto"
    >
      {rooms.map((room, index) => (
        <Option
          key={room.id}
          id={`${id}-${index}`}
          isChosen={index === keys.chosen}
          onPoint={() => keys.point(index)}
          onTake={() => onChoose(room)}
          className="h-9 gap-2 px-2 aria-selected:bg-hover"
        >
          <RoomIcon room={room} me={account.id} />
          <span className="truncate">{nameOf(room)}</span>
        </Option>
      ))}
    </div>
  );
}
