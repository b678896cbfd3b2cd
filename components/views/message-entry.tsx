"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CalledBy } from "@/components/message/text/called";
import { useFileWords } from "@/components/message/use-file-words";
import { useMessageWords } from "@/components/message/use-message-words";
import { usePollWords } from "@/components/message/use-poll-words";
import { PersonAvatar } from "@/components/people/person-avatar";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { messageAddress } from "@/lib/shared/rooms/room-path";
import type { MessageView } from "@/lib/shared/views";
import { Entry } from "./entry";
import { EntryTime, useWhen } from "./entry-time";

type MessageEntryProps = { message: MessageView; isUnread?: boolean; children?: ReactNode };

/** A message outside its room. A click opens it there. */
export function MessageEntry({ message, isUnread = false, children }: MessageEntryProps) {
  const t = useTranslations("views");
  const asPoll = usePollWords();
  const nameOf = useRoomName();
  const wordsOf = useMessageWords();
  const filesOf = useFileWords();
  const when = useWhen();
  const { sender, createdAt, roomId } = message;
  const room = useMyRooms()[roomId];
  if (!room) return null;
  const name = nameOf(room);
  const text = asPoll(message, message.text || filesOf(message));
  const label = t("message", {
    name: sender.displayName,
    room: name,
    when: when(createdAt),
    text: wordsOf(message),
  });

  return (
    <CalledBy message={message}>
      <Entry
        to={messageAddress(room, message)}
        label={isUnread ? `${t("unread")}. ${label}` : label}
        sign={<PersonAvatar person={sender} />}
        title={sender.displayName}
        place={room.kind === "direct" ? undefined : t("in", { room: name })}
        time={<EntryTime at={createdAt} />}
        text={text}
        isUnread={isUnread}
      >
        {children}
      </Entry>
    </CalledBy>
  );
}
