import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { Outside } from "@/components/room/outside";
import { RoomScreen } from "@/components/room/room-screen";
import { nameOf } from "@/lib/client/rooms/room-sections";
import { listMessages } from "@/lib/domain/messages/list-messages";
import { readRoom } from "@/lib/domain/rooms/read-room";
import { currentActor, orNotFound } from "@/lib/doors/page";
import { decodedPath, movedRoomPath } from "@/lib/shared/room-path";
import type { MyRoomView } from "@/lib/shared/views";
import { FirstPlace } from "./first-place";

type Props = {
  params: Promise<{ roomId: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

/**
 * So long, in seconds, going back to a room needs no answer from here: its messages are live in the browser, and what
 * else makes a page untrue throws it away (`useFreshPages`).
 */
export const unstable_dynamicStaleTime = 3600;

const PAGE = 50;
/** More unread than this does not fit into a page's newest messages: it begins where the reader left off. */
const MANY_UNREAD = 40;

const read = cache(async (reference: string) => {
  const actor = await currentActor();
  const room = await orNotFound(readRoom(actor, { room: decodedPath(reference) }));
  return { actor, room };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { actor, room } = await read((await params).roomId);
  const t = await getTranslations("roomName");
  const more = (names: string, count: number) => t("more", { names, count });
  return { title: nameOf(room, actor.userId ?? "", { self: t("self"), alone: t("alone"), more }) };
}

export default async function RoomPage({ params, searchParams }: Props) {
  const { roomId } = await params;
  const { actor, room } = await read(roomId);
  const query = await searchParams;
  if (isFormerName(decodedPath(roomId), room)) redirect(movedRoomPath(room, query));
  const target = seqOf(query.message);
  if (room.role === null) return <Outside room={room} target={target} />;

  // Read after the room, so that the page is at least as new as the room's `rev` says.
  const page = await orNotFound(
    listMessages(actor, { room: room.id, limit: PAGE, ...beginningOf(room, target, actor.userId) }),
  );

  // The key starts a fresh screen per room, instead of an effect that resets one.
  return (
    <>
      <RoomScreen key={room.id} room={room} page={page} target={target} />
      <FirstPlace target={target} />
    </>
  );
}

/** An old link leads on to the address that the room has now. */
const isFormerName = (reference: string, { id, name }: MyRoomView) =>
  name !== null && reference.toLowerCase() !== id && reference.normalize("NFC") !== name;

/** The message that a link names, by its number in the room. */
function seqOf(value: string | string[] | undefined): number | null {
  return typeof value === "string" && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null;
}

/** Many unread ones begin where they begin; but whoever spoke last was at the end, also if that is not told of yet. */
function beginningOf(
  { unreadCount, lastReadSeq, lastMessage, seq }: MyRoomView,
  target: number | null,
  me: string | null,
) {
  if (target !== null && target <= seq) return { around: target };
  return unreadCount > MANY_UNREAD && lastMessage?.sender.id !== me ? { around: lastReadSeq } : {};
}
