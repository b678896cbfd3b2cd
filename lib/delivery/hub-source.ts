import type { RoomUpdate } from "./room-change";

/** A member who may receive a room, and the first `seq` that they may read. */
export type RoomReader = { userId: string; firstVisibleSeq: number };

/** The revision of a room when it was read, and the first `seq` that the reader may see. */
export type RoomHead = { rev: number; memberVersion: number; firstVisibleSeq: number };

/** The hub's access to the rows. The domain implements it, because core knows no chat. */
export type HubSource = {
  /** Reads which of these people may receive the room, with its member version and `rev`; null for a deleted room. */
  readAudience(
    roomId: string,
    userIds: string[],
  ): Promise<{ memberVersion: number; rev: number; listeners: RoomReader[] } | null>;
  /** Reads the rooms that a person is in, with their heads. */
  readRooms(userId: string): Promise<({ id: string; seq: number } & RoomHead)[]>;
  /** Reads all changes of a room after `rev` as one update; null for a deleted room. */
  readChanges(roomId: string, rev: number): Promise<RoomUpdate | null>;
  /** Reads the `room` frame for a person who was added to the room; null if they are not in it. */
  readRoom(userId: string, roomId: string): Promise<{ room: object; userRev: number } | null>;
  /** Returns those of the sessions that are still valid. */
  readLiveSessions(sessionIds: string[]): Promise<Set<string>>;
  /** Reads the current `rev` of these rooms and people. */
  readHeads(
    roomIds: string[],
    userIds: string[],
  ): Promise<{ rooms: Map<string, number>; people: Map<string, number> }>;
  /** Reads the status of these people, and their rooms that are not above the size limit for presence. */
  readStatuses(userIds: string[]): Promise<{ userId: string; status: object; roomIds: string[] }[]>;
  /** Records that these people were here until now. */
  recordLastSeen(userIds: string[]): Promise<void>;
  /** These people are not active on any device any more: what waits for that goes on. */
  onTurnedAway(userIds: string[]): Promise<void>;
  /** Reads the people whose sessions or rights changed in the last seconds, with their access version. */
  readAccessChanges(): Promise<{ userId: string; accessVersion: number }[]>;
};
