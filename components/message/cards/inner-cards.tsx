"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { useChat } from "@/lib/client/chat/chat-context";
import { roomNamed } from "@/lib/client/names/room-named";
import { type InnerTarget, innerTarget } from "@/lib/client/rooms/inner-link";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { useStore } from "@/lib/client/state/use-store";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { linksOfText } from "@/lib/shared/markdown/links-of-text";
import { roomKey } from "@/lib/shared/text/fold";
import type { MyRoomView } from "@/lib/shared/views";

/** Heights of a room's card with and without its topic, in CSS pixels. */
const HEIGHT = { withTopic: 56, bare: 38 };

const QuoteCard = onDemand<{ room: MyRoomView; seq: number }>(() => import("./quote-card"));
const RoomCard = onDemand<{ room: MyRoomView }>(
  () => import("./room-card"),
  ({ room }) => (
    <svg aria-hidden width={1} height={room.topic ? HEIGHT.withTopic : HEIGHT.bare} className="mt-1 block" />
  ),
);

/** The origin of the page; null while the server renders, which does not know by what name it is reached. */
const useOrigin = () =>
  useSyncExternalStore(
    () => () => {},
    () => location.origin,
    () => null,
  );

/**
 * Cards of links to rooms and messages of this workspace. Each reader's own rights decide, at the moment of reading: a
 * message in a room that they are not in, or not any more, and a room that they cannot see, stay links.
 */
export default function InnerCards({ text }: { text: string }) {
  const origin = useOrigin();
  const rooms = useMyRooms();
  const targets = useMemo(() => (origin === null ? [] : targetsIn(text, origin)), [text, origin]);
  return targets.map(({ room: name, seq }) => {
    const room = rooms[name] ?? roomNamed(rooms, name);
    const key = `${name} ${seq}`;
    if (seq === null) return <MaybeRoom key={key} mine={room} name={name} />;
    return room && <QuoteCard key={key} room={room} seq={seq} />;
  });
}

const targetsIn = (text: string, origin: string): InnerTarget[] =>
  linksOfText(text)
    .flatMap(({ url, isHidden }) => (isHidden ? [] : (innerTarget(url, origin) ?? [])))
    .slice(0, BROWSER_LIMITS.cards);

/** The card of a room that is the reader's, or that they could join. */
function MaybeRoom({ mine, name }: { mine: MyRoomView | undefined; name: string }) {
  const { openRooms } = useChat();
  const open = useStore(openRooms.store, (rooms) => rooms[roomKey(name)]);
  const room = mine ?? open;
  const isUnknown = room === undefined;

  useEffect(() => {
    if (isUnknown) void openRooms.load();
  }, [isUnknown, openRooms]);

  return room?.name && <RoomCard room={room} />;
}
