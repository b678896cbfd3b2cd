import type { RoomUpdate } from "./room-change";

/** Somebody who may hear a room, and from which message on it is theirs to read. */
export type RoomReader = { userId: string; firstVisibleSeq: number };

/** How far a room was when it was looked at, and from which message on it is the reader's. */
export type RoomHead = { rev: number; memberVersion: number; firstVisibleSeq: number };

/** What the hub needs to know of the rows. The domain gives it, since core knows no chat. */
export type HubSource = {
  /** Who of these people may hear the room, with the version and rev that go with it; null for a room that is gone. */
  readAudience(
    roomId: string,
    userIds: string[],
  ): Promise<{ memberVersion: number; rev: number; listeners: RoomReader[] } | null>;
  /** The rooms in which a person is, with their heads. */
  readRooms(userId: string): Promise<({ id: string; seq: number } & RoomHead)[]>;
  /** Everything that changed in the room after `rev`, as one frame for the hub; null for a room that is gone. */
  readChanges(roomId: string, rev: number): Promise<RoomUpdate | null>;
  /** The `room` frame for a person who gained the room; null when they are not in it after all. */
  readRoom(userId: string, roomId: string): Promise<{ room: object; userRev: number } | null>;
  /** Those of the sessions that may still be used. */
  readLiveSessions(sessionIds: string[]): Promise<Set<string>>;
  /** The heads of these rooms, and the revs of these people, as the rows have them now. */
  readHeads(
    roomIds: string[],
    userIds: string[],
  ): Promise<{ rooms: Map<string, number>; people: Map<string, number> }>;
  /** What is told of these people when their standing changes, and in which rooms that are not too large they are. */
  readStatuses(userIds: string[]): Promise<{ userId: string; status: object; roomIds: string[] }[]>;
  /** Notes down that these people were here until now. */
  recordLastSeen(userIds: string[]): Promise<void>;
  /** People whose sessions or rights changed in the last seconds, with the version of that. */
  readAccessChanges(): Promise<{ userId: string; accessVersion: number }[]>;
};
