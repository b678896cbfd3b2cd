import type { LiveAnswer } from "@/lib/shared/live";
import type { MyRoomView } from "@/lib/shared/views";
import type { Live } from "../connection/live-connection";
import type { Store } from "../state/store";
import type { WorkspaceAction } from "../sync/workspace";
import type { Workspace } from "../sync/workspace-state";
import { createReadMarks } from "./read-marks";

export type ReadingDeps = {
  workspace: Store<Workspace, WorkspaceAction>;
  isReady: () => boolean;
  ask: Live["ask"];
  /** Sends a mark in a way that outlives the page; with `force` it also moves back. */
  sendLeaving: (roomId: string, lastReadSeq: number, force: boolean) => void;
};

/** What the reader has read: moves the workspace at once, and the server's read mark when it can be reached. */
export class Reading {
  readonly #workspace: ReadingDeps["workspace"];
  readonly #marks: ReturnType<typeof createReadMarks>;
  #roomInView: string | null = null;

  constructor({ workspace, isReady, ask, sendLeaving }: ReadingDeps) {
    this.#workspace = workspace;
    this.#marks = createReadMarks({
      isReady,
      tell: (roomId, lastReadSeq, force) => ask("read", { roomId, lastReadSeq, force }),
      tellLeaving: sendLeaving,
      onKept: (roomId, seq) => workspace.dispatch({ type: "read-kept", roomId, seq }),
    });
  }

  start() {
    this.#marks.start();
  }

  stop() {
    this.#marks.stop();
  }

  /** A new connection: sends the marks that the server has not confirmed. */
  resume() {
    this.#marks.resume();
  }

  /** Marks a room as read up to a message. Costs nothing when it is known to be read that far. */
  read(roomId: string, seq: number) {
    const room = this.#workspace.get().rooms[roomId];
    if (room && room.lastReadSeq >= seq && room.unreadCount === 0) return;
    this.#workspace.dispatch({ type: "read", roomId, seq });
    this.#marks.move(roomId, seq);
  }

  /** Makes a room as read as it was `before`: at once here, and on the server when it can be reached. */
  unread(before: MyRoomView) {
    this.#workspace.dispatch({ type: "taken-back", room: before });
    void this.#marks.takeBack(before.id, before.lastReadSeq);
  }

  /** Makes a room read up to `seq` only. The server's answer; null without a connection, when the mark is sent later. */
  unreadFrom(roomId: string, seq: number): Promise<LiveAnswer | null> {
    this.#workspace.dispatch({ type: "unread", roomId });
    return this.#marks.takeBack(roomId, seq);
  }

  /** Says at the end of which room the reader is looking: what comes there is read as it comes. */
  look(roomId: string | null) {
    this.#roomInView = roomId;
  }

  /** Whether the reader is looking at the end of a room, in this tab and now. */
  isLookingAt(roomId: string): boolean {
    return this.#roomInView === roomId;
  }

  /** Runs `apply`, which moves the workspace by what comes, and sends the mark of what it made read. */
  whileReading(roomId: string, apply: () => void) {
    const readSeq = () => this.#workspace.get().rooms[roomId]?.lastReadSeq ?? 0;
    const before = readSeq();
    apply();
    if (readSeq() > before) this.#marks.move(roomId, readSeq());
  }
}
