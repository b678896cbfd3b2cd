import { LAST_ROOM_COOKIE } from "@/lib/shared/rooms/last-room";
import type { MessagePage, MyRoomView } from "@/lib/shared/views";
import { isAt } from "../rooms/is-at";
import { lastUserId } from "../storage/local-data";
import { readPreference } from "../storage/preference";
import { openCache } from "./cache";
import type { InitialState } from "./initial-state";

/** The chat as this browser stored it last. `here` is the room of the page, if it was opened before. */
export type CachedChat = {
  start: InitialState;
  here: { room: MyRoomView; page: MessagePage } | null;
};

/** Reads the stored chat for the page at `path`; null if nobody has used this browser. */
export async function readCachedChat(path: string): Promise<CachedChat | null> {
  const userId = lastUserId();
  const cache = userId === null ? null : openCache(userId);
  const start = (await cache?.readStart()) ?? null;
  const room = start?.sidebar.rooms.find((each) => isHere(each, path));
  const feed = room ? await cache?.readFeed(room.id) : null;
  cache?.close();
  if (!start) return null;
  if (!room || !feed) return { start, here: null };
  const { messages, hasOlder, rev } = feed;
  // The page is as old as its messages, even if the room's head is newer.
  return {
    start,
    here: { room: { ...room, rev }, page: { items: [...messages], hasOlder, hasNewer: false } },
  };
}

const isHere = (room: MyRoomView, path: string) =>
  path === "/" ? room.id === readPreference(LAST_ROOM_COOKIE) : isAt(room, path);
