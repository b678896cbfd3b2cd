import type { LiveAnswer } from "@/lib/shared/live";

type ReadMarks = {
  isReady: () => boolean;
  /** Sends a mark. With `isBack` it may move back. */
  tell: (roomId: string, seq: number, isBack: boolean) => Promise<LiveAnswer | null>;
  /** Sends a mark while the page closes, without waiting for an answer. */
  tellLeaving: (roomId: string, seq: number, isBack: boolean) => void;
  /** The server has confirmed a read mark. */
  onKept: (roomId: string, seq: number) => void;
};

type Mark = { seq: number; isBack: boolean };

const REST_MS = 300;

/**
 * Sends read marks: the first at once, so that leaving right after finds the room read, and later ones batched over 300
 * ms, so that a busy room costs about three requests a second. One request per room runs at a time, so undoing never
 * overtakes what it undoes.
 */
export function createReadMarks({ isReady, tell, tellLeaving, onKept }: ReadMarks) {
  const marks = new Map<string, Mark>();
  const telling = new Map<string, Promise<LiveAnswer | null>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isMoved = false;

  /** Sends the mark of one room, and changes made meanwhile. Resolves to the last answer; null without one. */
  async function tellOne(roomId: string): Promise<LiveAnswer | null> {
    for (;;) {
      const mark = marks.get(roomId);
      if (!mark) return null;
      const answer = await tell(roomId, mark.seq, mark.isBack);
      // A refusal settles the mark, because the room is lost. Only a missing answer keeps it for the next connection.
      if (answer === null) return null;
      const next = marks.get(roomId);
      if (next?.isBack && next !== mark) continue;
      if (next !== mark) {
        isMoved = true;
        if (timer === undefined) rest();
        return answer;
      }
      marks.delete(roomId);
      if (!mark.isBack) onKept(roomId, mark.seq);
      return answer;
    }
  }

  function tellRoom(roomId: string): Promise<LiveAnswer | null> {
    const told = telling.get(roomId) ?? tellOne(roomId).finally(() => telling.delete(roomId));
    telling.set(roomId, told);
    return told;
  }

  function moved() {
    isMoved = true;
    if (timer === undefined) tellAll();
  }

  function rest() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      if (isMoved) tellAll();
    }, REST_MS);
  }

  function tellAll() {
    isMoved = false;
    rest();
    if (!isReady()) return;
    for (const roomId of marks.keys()) void tellRoom(roomId);
  }

  /** The page closes: sends unconfirmed marks again in a request that outlives it. */
  function tellLast() {
    clearTimeout(timer);
    timer = undefined;
    for (const [roomId, { seq, isBack }] of marks) tellLeaving(roomId, seq, isBack);
  }

  return {
    /** Moves the read mark of a room to a message. */
    move(roomId: string, seq: number) {
      const known = marks.get(roomId);
      const furthest = known && !known.isBack ? Math.max(seq, known.seq) : seq;
      if (known?.seq !== furthest || known.isBack) marks.set(roomId, { seq: furthest, isBack: false });
      moved();
    },

    /** Moves the read mark back to `seq`. Resolves to the server's answer; null without a connection. */
    async takeBack(roomId: string, seq: number): Promise<LiveAnswer | null> {
      marks.set(roomId, { seq, isBack: true });
      return isReady() ? tellRoom(roomId) : null;
    },

    resume: tellAll,

    start() {
      // A reload requests its page before this one is hidden, and must find the marks made here.
      window.addEventListener("beforeunload", tellAll);
      window.addEventListener("pagehide", tellLast);
    },

    stop() {
      clearTimeout(timer);
      window.removeEventListener("beforeunload", tellAll);
      window.removeEventListener("pagehide", tellLast);
    },
  };
}
