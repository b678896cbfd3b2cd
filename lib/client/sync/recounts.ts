import type { Outcome } from "@/lib/shared/errors";
import type { MyRoomView } from "@/lib/shared/views";
import { BACKOFF, backoffMs } from "../connection/backoff";

type RecountDeps = {
  /** The rooms whose counts only the server knows. */
  unsure: () => readonly string[];
  /** Reads the room as the server has it. */
  read: (roomId: string) => Promise<Outcome<MyRoomView>>;
  apply: (room: MyRoomView) => void;
};

/**
 * Fetches counts that are not known. One change may make every member of a room ask, so the first request waits too.
 * The waits grow while answers are missing.
 */
export function createRecounts({ unsure, read, apply: take }: RecountDeps) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;

  async function round() {
    for (const roomId of unsure()) {
      const room = await read(roomId);
      if (room.ok && timer !== undefined) take(room.data);
    }
    if (timer === undefined) return;
    timer = undefined;
    tries++;
    request();
  }

  function request() {
    if (timer !== undefined) return;
    if (unsure().length === 0) tries = 0;
    else timer = setTimeout(() => void round(), backoffMs(BACKOFF.sync, tries));
  }

  return {
    /** Called after every change; starts asking if a count is unknown. */
    want: request,
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
