import type { Frame } from "./frame";

/** A socket of whatever kind, with the session behind it. */
export type Connection = {
  readonly userId: string;
  readonly sessionId: string;
  /** A plain socket may be narrowed to one room; `null` hears all of its person's rooms. */
  readonly roomId: string | null;
  send(...frames: Frame[]): void;
  /** Says why, then closes. */
  end(reason: string): void;
};

/** Says something about a room to those of the connections that hear of it. */
export function sendRoomFrame(roomId: string, connections: Iterable<Connection>, frame: Frame): void {
  for (const connection of connections)
    if (connection.roomId === null || connection.roomId === roomId) connection.send(frame);
}
