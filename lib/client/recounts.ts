import type { MyRoomView } from "@/lib/shared/views";

type Recounts = {
  /** The rooms whose counts only the server can tell. */
  unsure: () => readonly string[];
  /** The room as the server has it; null where nobody answered. */
  read: (roomId: string) => Promise<MyRoomView | null>;
  take: (room: MyRoomView) => void;
};

/** Milliseconds. Everybody in a room may become unsure by one change: the first question waits by chance, up to twice this. */
const PAUSE_MS = { first: 250, longest: 30_000 };

/** Asks how much is unread where that is not known, ever more patiently as long as the answers come too late. */
export function createRecounts({ unsure, read, take }: Recounts) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = PAUSE_MS.first;

  async function round() {
    for (const roomId of unsure()) {
      const room = await read(roomId);
      if (room && timer !== undefined) take(room);
    }
    if (timer === undefined) return;
    timer = undefined;
    pause = Math.min(PAUSE_MS.longest, pause * 2);
    want();
  }

  function want() {
    if (timer !== undefined) return;
    if (unsure().length === 0) pause = PAUSE_MS.first;
    else timer = setTimeout(() => void round(), pause * (1 + Math.random()));
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
