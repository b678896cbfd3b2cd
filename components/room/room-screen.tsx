"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Composer } from "@/components/composer/composer";
import { MessageList, type MessageListHandle } from "@/components/message/message-list";
import { onDemand } from "@/components/ui/on-demand";
import { useChat } from "@/lib/client/chat-context";
import type { Feed } from "@/lib/client/feed";
import { keepPreference } from "@/lib/client/preference";
import { useFeed } from "@/lib/client/use-feed";
import { useMay } from "@/lib/client/use-may";
import { useIsMember, useRoom } from "@/lib/client/use-rooms";
import { LAST_ROOM_COOKIE } from "@/lib/shared/last-room";
import { roomPath } from "@/lib/shared/room-path";
import type { MessagePage, MyRoomView } from "@/lib/shared/views";
import type { Leaf } from "./details-panel";
import { NoPosting } from "./no-posting";
import { RoomHeader } from "./room-header";
import { StatusLine } from "./status-line";

const DetailsPanel = onDemand(() => import("./details-panel"));

/** A room that one is in: its messages, what one types, and who else is there. */
export function RoomScreen({ room: rendered, page }: { room: MyRoomView; page: MessagePage }) {
  const chat = useChat();
  const room = useRoom(rendered);
  const feed = useFeed(rendered, page);
  const list = useRef<MessageListHandle>(null);
  const [leaf, turnTo] = useState<Leaf | null>(null);
  const [returned, giveBack] = useState<string | null>(null);
  const maySend = useMay(room)("send");
  useLeaving(room.id);
  useNewName(room);
  useEffect(() => keepPreference(LAST_ROOM_COOKIE, room.id), [room.id]);

  function send(text: string) {
    if (feed.feed.hasNewer) feed.jumpToNewest();
    chat.send(room.id, text);
    list.current?.toEnd();
  }

  return (
    <>
      <main className="flex min-w-0 flex-1 flex-col">
        <RoomHeader room={room} leaf={leaf} onLeaf={turnTo} />
        <MessageList ref={list} room={room} enteredAt={rendered} {...feed} onEdit={giveBack} />
        {maySend ? (
          <Composer room={room} returned={returned} onReturnedTaken={() => giveBack(null)} onSend={send} />
        ) : (
          <NoPosting room={room} />
        )}
        <StatusLine />
      </main>
      {leaf && (
        <DetailsPanel
          room={room}
          leaf={leaf}
          onLeaf={turnTo}
          onClose={() => turnTo(null)}
          peopleVersion={`${room.memberCount} ${lastOfPeople(feed.feed)}`}
        />
      )}
    </>
  );
}

const OF_PEOPLE = new Set(["joined", "left", "added", "removed", "role", "asked_again"]);

/** The last line that told of somebody who came, went or got another role. */
const lastOfPeople = ({ messages }: Feed) =>
  messages.findLast(({ event }) => event && OF_PEOPLE.has(event.type))?.seq ?? 0;

/** Removed, left in another tab, or asked for a new password: the server knows what this page is now, or if it is one. */
function useLeaving(roomId: string) {
  const router = useRouter();
  const isMember = useIsMember(roomId);
  const wasMember = useRef(isMember);

  useEffect(() => {
    if (wasMember.current && !isMember) router.refresh();
    wasMember.current = isMember;
  }, [isMember, router]);
}

/** The address says what the room is called now, without the page being loaded again. */
function useNewName(room: MyRoomView) {
  const pathname = usePathname();
  const name = useRef(room.name);

  useEffect(() => {
    if (room.name === name.current) return;
    name.current = room.name;
    if (pathname.startsWith("/rooms/")) window.history.replaceState(null, "", roomPath(room));
  }, [room, pathname]);
}
