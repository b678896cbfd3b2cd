import type { Outcome } from "@/lib/shared/errors";
import { rootOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { MyRoomView } from "@/lib/shared/views";
import { call as callEndpoint } from "../connection/call";
import type { CallCommand } from "../connection/send-command";
import { createEmitter } from "../state/emitter";
import type { Store } from "../state/store";
import type { WorkspaceAction } from "../sync/workspace";
import type { Workspace } from "../sync/workspace-state";
import { ReadMarks } from "./read-marks";

export type ReadingDeps = {
  workspace: Store<Workspace, WorkspaceAction>;
  isReady: () => boolean;
  call: CallCommand;
};

/** The reader's read marks: those of rooms are applied to the workspace at once, and all are sent when the server is reachable. */
export class Reading {
  /** The server has the mark of a line. */
  readonly kept = createEmitter<{ key: TimelineKey; seq: number }>();
  readonly #workspace: ReadingDeps["workspace"];
  readonly #marks: ReadMarks;
  readonly #linesInView = new Set<TimelineKey>();

  constructor({ workspace, isReady, call }: ReadingDeps) {
    this.#workspace = workspace;
    const send = (key: TimelineKey, lastReadSeq: number, force: boolean, keepalive: boolean) => {
      const message = rootOf(key);
      const mark = { lastReadSeq, force };
      if (message)
        return callEndpoint("POST /messages/{message}/thread/read", { message, ...mark }, { keepalive });
      return call("read", { roomId: key, ...mark }, { keepalive });
    };
    this.#marks = new ReadMarks({
      isReady,
      tell: (key, seq, isBack) => send(key, seq, isBack, false),
      tellLeaving: (key, seq, isBack) => void send(key, seq, isBack, true),
      onKept: (key, seq) => {
        workspace.dispatch({ type: "read-kept", roomId: key, seq });
        this.kept.emit({ key, seq });
      },
    });
  }

  start() {
    this.#marks.start();
  }

  stop() {
    this.#marks.stop();
  }

  /** Sends unconfirmed marks on a new connection. */
  resume() {
    this.#marks.resume();
  }

  /** Marks a room as read up to a message. Does nothing if it is already read that far. */
  read(roomId: string, seq: number) {
    const room = this.#workspace.get().rooms[roomId];
    if (room && room.lastReadSeq >= seq && room.unreadCount === 0) return;
    this.#workspace.dispatch({ type: "read", roomId, seq });
    this.#marks.move(roomId, seq);
  }

  /** Sends the mark of a line that was read up to a message. */
  move(key: TimelineKey, seq: number) {
    this.#marks.move(key, seq);
  }

  /** Restores the read state of a room: at once here, and on the server when it is reachable. */
  unread(before: MyRoomView) {
    this.#workspace.dispatch({ type: "taken-back", room: before });
    void this.#marks.takeBack(before.id, before.lastReadSeq);
  }

  /**
   * Moves the read mark of a line back to `seq`. Without a connection it is unreachable, and sent later.
   */
  unreadFrom(key: TimelineKey, seq: number): Promise<Outcome<unknown>> {
    this.#workspace.dispatch({ type: "unread", roomId: key });
    return this.#marks.takeBack(key, seq);
  }

  /** The reader looks at the end of a line: messages that arrive there are read. Returns a function that ends this. */
  look(key: TimelineKey): () => void {
    this.#linesInView.add(key);
    return () => void this.#linesInView.delete(key);
  }

  /** Returns whether the reader is looking at the end of a line, in this tab and now. */
  isLookingAt(key: TimelineKey): boolean {
    return this.#linesInView.has(key);
  }

  /** Runs `apply`, which changes the workspace, and sends the read mark if it moved. */
  whileReading(roomId: string, apply: () => void) {
    const readSeq = () => this.#workspace.get().rooms[roomId]?.lastReadSeq ?? 0;
    const before = readSeq();
    apply();
    if (readSeq() > before) this.#marks.move(roomId, readSeq());
  }
}
