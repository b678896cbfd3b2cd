import type { MyRoomView } from "@/lib/shared/views";
import { BACKOFF, backoffMs } from "../connection/backoff";

type RecountDeps = {
  /** The rooms whose counts only the server can tell. */
  unsure: () => readonly string[];
  /** The room as the server has it; null where nobody answered. */
  read: (roomId: string) => Promise<MyRoomView | null>;
  apply: (room: MyRoomView) => void;
};

/**
 * Asks how much is unread where that is not known. One change may make everybody in a room ask, so the first question
 * waits too; the waits grow while answers come too late.
 */
export function createRecounts({ unsure, read, apply: take }: RecountDeps) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;

  async function round() {
    for (const roomId of unsure()) {
      const room = await read(roomId);
      if (room && timer !== undefined) take(room);
    }
    if (timer === undefined) return;
    timer = undefined;
    tries++;
    want();
  }

  function want() {
    if (timer !== undefined) return;
    if (unsure().length === 0) tries = 0;
    else timer = setTimeout(() => void round(), backoffMs(BACKOFF.sync, tries));
  }

  return {
    /** Called after every change: begins to ask where there is something to ask for. */
    want,
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
