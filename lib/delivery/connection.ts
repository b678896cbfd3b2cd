import type { Frame } from "./frame";

/** A socket of either kind, with the session behind it. */
export type Connection = {
  readonly userId: string;
  readonly sessionId: string;
  /** True for a guest of the workspace, as of the connection's beginning. */
  readonly isGuest: boolean;
  /** Room filter of a plain socket; `null` receives all rooms of the person. */
  readonly roomId: string | null;
  send(...frames: Frame[]): void;
  /** Sends the reason, then closes the socket. */
  end(reason: string): void;
};

/** Sends a frame about a room to the connections that receive the room. */
export function sendRoomFrame(roomId: string, connections: Iterable<Connection>, frame: Frame): void {
  for (const connection of connections)
    if (connection.roomId === null || connection.roomId === roomId) connection.send(frame);
}
