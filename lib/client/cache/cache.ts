import type { DBSchema, IDBPDatabase } from "idb";
import type { MessageView, MyRoomView } from "@/lib/shared/views";
import { deviceDatabase } from "../storage/device-database";
import { cacheName } from "../storage/names";
import type { InitialState } from "./initial-state";

/**
 * The newest messages of a room, complete up to revision `rev`. `usedAt` is when the room was last open, in
 * milliseconds since 1970.
 */
export type CachedFeed = {
  roomId: string;
  rev: number;
  messages: readonly MessageView[];
  hasOlder: boolean;
  usedAt: number;
};

/** The state that the chat starts from without a server. */
export type CachedStart = Omit<InitialState, "sidebar"> &
  Pick<InitialState["sidebar"], "folders" | "drafts"> & { userRev: number };

interface CacheSchema extends DBSchema {
  start: { key: "start"; value: CachedStart };
  rooms: { key: string; value: MyRoomView };
  feeds: { key: string; value: CachedFeed; indexes: { usedAt: number } };
}

/** Raise this when the shape of the stored values changes. The cache is then discarded; the outbox is kept. */
const VERSION = 5;
const STORES = ["start", "rooms", "feeds"] as const;
const FEEDS = 50;

/** The changes since the last write. */
type CacheChange = { start: CachedStart; rooms: MyRoomView[]; feeds: CachedFeed[]; gone: string[] };

/**
 * Opens the cache of one person in this browser: their rooms, and the messages of opened rooms. The browser may delete
 * it at any time. Without storage, reads find nothing and writes do nothing.
 */
export function openCache(userId: string) {
  const { use, close } = deviceDatabase<CacheSchema>({ name: cacheName(userId), version: VERSION, upgrade });

  return {
    /** The initial state with all rooms; null if nothing is stored. */
    readStart: () =>
      use(async (database) => {
        const start = await database.get("start", "start");
        if (!start) return null;
        const { userRev, folders, drafts, ...beginning } = start;
        const rooms = await database.getAll("rooms");
        return { ...beginning, sidebar: { userRev, folders, drafts, rooms } };
      }).catch(() => null),

    readFeed: (roomId: string) =>
      use(async (database) => (await database.get("feeds", roomId)) ?? null).catch(() => null),

    /** Stores a change. Newer values written by another tab are kept. */
    write: (change: CacheChange) => use((database) => write(database, change)).catch(() => {}),

    /** Removes all rooms except these, which the server has just listed. */
    keepOnly: (roomIds: ReadonlySet<string>) =>
      use((database) => forgetExcept(database, roomIds)).catch(() => {}),

    close,
  };
}

function upgrade(database: IDBPDatabase<CacheSchema>) {
  for (const name of database.objectStoreNames) database.deleteObjectStore(name);
  database.createObjectStore("start");
  database.createObjectStore("rooms", { keyPath: "id" });
  database.createObjectStore("feeds", { keyPath: "roomId" }).createIndex("usedAt", "usedAt");
}

async function write(database: IDBPDatabase<CacheSchema>, change: CacheChange): Promise<void> {
  const transaction = database.transaction(STORES, "readwrite");
  const [rooms, feeds] = [transaction.objectStore("rooms"), transaction.objectStore("feeds")];
  await transaction.objectStore("start").put(change.start, "start");
  for (const room of change.rooms) {
    const known = await rooms.get(room.id);
    if (!known || known.rev <= room.rev) await rooms.put(room);
  }
  for (const feed of change.feeds) {
    const known = await feeds.get(feed.roomId);
    if (!known || known.rev <= feed.rev) await feeds.put(feed);
  }
  for (const roomId of change.gone) await Promise.all([rooms.delete(roomId), feeds.delete(roomId)]);
  const oldest = await feeds.index("usedAt").getAllKeys();
  for (const roomId of oldest.slice(0, -FEEDS)) await feeds.delete(roomId);
  await transaction.done;
}

async function forgetExcept(database: IDBPDatabase<CacheSchema>, roomIds: ReadonlySet<string>) {
  const transaction = database.transaction(["rooms", "feeds"], "readwrite");
  for (const name of ["rooms", "feeds"] as const) {
    const store = transaction.objectStore(name);
    for (const roomId of await store.getAllKeys()) if (!roomIds.has(roomId)) await store.delete(roomId);
  }
  await transaction.done;
}
