import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { Outside } from "@/components/room/preview/outside";
import { RoomScreen } from "@/components/room/room-screen";
import { nameOf } from "@/lib/client/rooms/room-sections";
import { listMessages } from "@/lib/domain/messages/list-messages";
import { readRoom } from "@/lib/domain/rooms/read-room";
import { currentActor, orNotFound } from "@/lib/doors/page";
import { decodedPath, movedRoomPath } from "@/lib/shared/rooms/room-path";
import type { MyRoomView } from "@/lib/shared/views";
import { FirstPlace } from "./first-place";
import { pageTrees } from "./page-trees";

type Props = {
  params: Promise<{ roomId: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

/**
 * Seconds for which returning to a room needs no request: its messages are live in the browser, and other changes
 * discard the cached page (`useFreshPages`).
 */
export const unstable_dynamicStaleTime = 3600;

const PAGE = 50;
/** More unread messages than this do not fit into the newest page: the page then starts at the first unread one. */
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

  // Read after the room, so that the page is at least as new as the room's `rev`.
  const page = await orNotFound(
    listMessages(actor, {
      room: room.id,
      limit: PAGE,
      ...(room.repliesInRoom && { thread: "all" as const }),
      ...beginningOf(room, target, actor.userId),
    }),
  );

  // The key mounts a fresh screen per room; no effect has to reset state.
  return (
    <>
      <RoomScreen
        key={`${room.id} ${room.repliesInRoom}`}
        room={room}
        page={page}
        trees={pageTrees(page.items)}
        target={target}
      />
      <FirstPlace target={target} />
    </>
  );
}

/** Returns whether the address uses a room's former name. It redirects to the current one. */
const isFormerName = (reference: string, { id, name }: MyRoomView) =>
  name !== null && reference.toLowerCase() !== id && reference.normalize("NFC") !== name;

/** The `seq` of the message that the address links to. */
function seqOf(value: string | string[] | undefined): number | null {
  return typeof value === "string" && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null;
}

/**
 * The place to start: at the first unread message if there are many, unless the reader spoke last and so was at the end,
 * although no read mark says so yet.
 */
function beginningOf(
  { unreadCount, lastReadSeq, lastMessage, seq }: MyRoomView,
  target: number | null,
  me: string | null,
) {
  if (target !== null && target <= seq) return { around: target };
  return unreadCount > MANY_UNREAD && lastMessage?.sender.id !== me ? { around: lastReadSeq } : {};
}
