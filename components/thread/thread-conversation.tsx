"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Composer } from "@/components/composer/composer";
import DropZone from "@/components/composer/files/drop-zone";
import MessageDialogs from "@/components/message/actions/message-dialogs";
import { MessageList, type MessageListHandle } from "@/components/message/list/message-list";
import NoPosting from "@/components/room/no-posting";
import { RoomNotice } from "@/components/room/room-notice";
import TypingLine from "@/components/room/typing-line";
import { Check } from "@/components/ui/fields/check";
import { useCurrentRoom } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import type { OutgoingMessage } from "@/lib/client/outbox/pending";
import { useMay } from "@/lib/client/rooms/use-may";
import { AlsoInRoomContext } from "@/lib/client/threads/also-in-room";
import type { MyRoomView } from "@/lib/shared/views";
import { type OpenThread, useThreadFeed } from "./use-thread";

type Conversation = { room: MyRoomView; opened: OpenThread; target: number | null };

/** The messages of a thread and its composer. */
export function ThreadConversation({ room, opened, target }: Conversation) {
  const t = useTranslations("thread");
  const { actions: acts, timeline } = useCurrentRoom();
  const { feed, state, act } = useThreadFeed(opened);
  const list = useRef<MessageListHandle>(null);
  const [returned, giveBack] = useState<OutgoingMessage | null>(null);
  const { alsoInRoom, setAlsoInRoom, reply } = useReply();
  const maySend = useMay(room)("send");
  useEffect(() => {
    if (target !== null) void acts.goTo(target);
  }, [acts, target]);

  function send(text: string) {
    if (feed.hasNewer) act.jumpToNewest();
    const kept = reply(text);
    list.current?.toEnd();
    return kept;
  }

  return (
    <>
      <div className="relative flex min-h-0 flex-1 flex-col">
        {maySend && <DropZone room={room} />}
        <MessageList
          ref={list}
          label={t("list")}
          intro={
            feed.hasOlder ? <p className="py-3 text-center text-small text-ink-3">{t("loading")}</p> : null
          }
          mark={{ ...state, firstVisibleSeq: 1 }}
          feed={feed}
          onEdit={giveBack}
          {...act}
        />
        <RoomNotice />
      </div>
      {maySend ? (
        <AlsoInRoomContext value={[alsoInRoom, setAlsoInRoom]}>
          <Composer
            room={room}
            label={t("label")}
            returned={returned}
            onReturnedTaken={() => giveBack(null)}
            onSend={send}
          >
            <AlsoInRoom room={room} isOn={alsoInRoom} onChange={setAlsoInRoom} />
          </Composer>
        </AlsoInRoomContext>
      ) : (
        <NoPosting room={room} />
      )}
      <p className="h-6 flex-none truncate px-3.5 text-tiny text-ink-3">
        <TypingLine line={timeline} />
      </p>
      <MessageDialogs />
    </>
  );
}

/** Sends replies, each also to the room if that is chosen for it. */
function useReply() {
  const { drafts, ownMessages } = useChat();
  const { actions: acts, timeline } = useCurrentRoom();
  const [alsoInRoom, setAlsoInRoom] = useState(false);

  function reply(text: string) {
    const { replyTo } = drafts.get(timeline);
    const kept = ownMessages.send(timeline, text, { replyTo, hasFiles: true, alsoInRoom });
    acts.dropReply();
    setAlsoInRoom(false);
    return kept;
  }
  return { alsoInRoom, setAlsoInRoom, reply };
}

type AlsoInRoomProps = { room: MyRoomView; isOn: boolean; onChange: (isOn: boolean) => void };

/** The next reply stands among the room's messages too. */
function AlsoInRoom({ room, isOn, onChange }: AlsoInRoomProps) {
  const t = useTranslations("thread");
  const name = useRoomName()(room);

  return (
    <div className="px-3.5 pb-1 text-small text-ink-2">
      <Check
        label={t("alsoSend", { room: name, kind: room.kind })}
        checked={isOn}
        onChange={({ target }) => onChange(target.checked)}
      />
    </div>
  );
}
