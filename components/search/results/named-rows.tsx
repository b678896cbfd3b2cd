"use client";

import { useTranslations } from "next-intl";
import { PersonAvatar } from "@/components/people/person-avatar";
import { RoomIcon } from "@/components/room/room-icon";
import { useChat } from "@/lib/client/chat/chat-context";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { markName } from "@/lib/client/search/mark-names";
import { roomPath } from "@/lib/shared/rooms/room-path";
import type { RoomView, SearchSuggestionsView } from "@/lib/shared/views";
import { Marked } from "./marked";
import { Facts, ResultRow } from "./result-row";
import { useFoundRoomName } from "./use-found-room-name";
import type { ResultList } from "./use-result-list";

type RowProps = { words: string; list: ResultList; isStop: boolean };

/** A found person. It opens the conversation with them. */
export function PersonRow({
  person,
  words,
  list,
  isStop,
}: RowProps & { person: SearchSuggestionsView["people"][number] }) {
  const { id, displayName, username } = person;
  const handle = `@${username}`;

  return (
    <ResultRow
      id={`person ${id}`}
      list={list}
      target={{ person }}
      sign={<PersonAvatar person={person} size="medium" />}
      isStop={isStop}
    >
      <bdi className="block truncate">
        <Marked pieces={markName(displayName, words)} />
      </bdi>
      <Facts>
        <Marked pieces={markName(handle, words)} />
      </Facts>
    </ResultRow>
  );
}

/** A found room. */
export function RoomRow({
  room,
  words,
  list,
  isStop,
}: RowProps & { room: SearchSuggestionsView["rooms"][number] }) {
  const t = useTranslations("room");
  const { account } = useChat();
  const mine = useMyRooms()[room.id];
  const nameOf = useFoundRoomName();
  const facts = [mine?.topic, mine && t("members", { count: mine.memberCount })].filter(Boolean).join(" · ");

  return (
    <ResultRow
      id={`room ${room.id}`}
      list={list}
      target={{ href: roomPath(room) }}
      sign={<RoomIcon room={mine ?? asRoom(room)} me={account.id} />}
      isStop={isStop}
    >
      <bdi className="block truncate">
        <Marked pieces={markName(room.name ?? nameOf(room), words)} />
      </bdi>
      {facts && <Facts>{facts}</Facts>}
    </ResultRow>
  );
}

const asRoom = (room: SearchSuggestionsView["rooms"][number]) =>
  ({ ...room, people: [] }) as unknown as RoomView;
