"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Composer } from "@/components/composer/composer";
import { MessageList, type MessageListHandle } from "@/components/message/message-list";
import { onDemand } from "@/components/ui/on-demand";
import { useChat } from "@/lib/client/chat-context";
import { keepPreference } from "@/lib/client/preference";
import { useFeed } from "@/lib/client/use-feed";
import { useIsMember, useRoom } from "@/lib/client/use-rooms";
import { LAST_ROOM_COOKIE } from "@/lib/shared/last-room";
import type { MessagePage, MyRoomView } from "@/lib/shared/views";
import { RoomHeader } from "./room-header";
import { StatusLine } from "./status-line";

const MembersPanel = onDemand(() => import("./members-panel"));

/** A room that one is in: its messages, what one types, and who else is there. */
export function RoomScreen({ room: rendered, page }: { room: MyRoomView; page: MessagePage }) {
  const chat = useChat();
  const room = useRoom(rendered);
  const feed = useFeed(rendered, page);
  const list = useRef<MessageListHandle>(null);
  const [isPanelOpen, openPanel] = useState(false);
  const [returned, giveBack] = useState<string | null>(null);
  useLeaving(room.id);
  useEffect(() => keepPreference(LAST_ROOM_COOKIE, room.id), [room.id]);

  function send(text: string) {
    if (feed.feed.hasNewer) feed.jumpToNewest();
    chat.send(room.id, text);
    list.current?.toEnd();
  }

  return (
    <>
      <main className="flex min-w-0 flex-1 flex-col">
        <RoomHeader room={room} isPanelOpen={isPanelOpen} onMembers={() => openPanel(!isPanelOpen)} />
        <MessageList ref={list} room={room} enteredAt={rendered} {...feed} onEdit={giveBack} />
        <Composer room={room} returned={returned} onReturnedTaken={() => giveBack(null)} onSend={send} />
        <StatusLine />
      </main>
      {isPanelOpen && <MembersPanel room={room} onClose={() => openPanel(false)} />}
    </>
  );
}

/** Removed, or left in another tab: the server knows what this page is now, a preview or nothing. */
function useLeaving(roomId: string) {
  const router = useRouter();
  const isMember = useIsMember(roomId);
  const wasMember = useRef(isMember);

  useEffect(() => {
    if (wasMember.current && !isMember) router.refresh();
    wasMember.current = isMember;
  }, [isMember, router]);
}
