import type { LiveAnswer } from "@/lib/shared/live";

type ReadMarks = {
  isReady: () => boolean;
  /** With `isBack` the mark goes where it is told, also back. */
  tell: (roomId: string, seq: number, isBack: boolean) => Promise<LiveAnswer | null>;
  /** The same while the page goes, which hears no answer any more. */
  tellLeaving: (roomId: string, seq: number, isBack: boolean) => void;
  /** The server knows that this person has read so far. */
  onKept: (roomId: string, seq: number) => void;
};

type Mark = { seq: number; isBack: boolean };

const REST_MS = 300;

/**
 * Tells the server how far this person has read: at once, so that whoever leaves right after finds it read, and then
 * what comes in the next 300 ms in one word, so that a lively room costs some three words a second. Of one room one word
 * is on its way at a time: what was taken back never overtakes what it takes back.
 */
export function createReadMarks({ isReady, tell, tellLeaving, onKept }: ReadMarks) {
  const marks = new Map<string, Mark>();
  const telling = new Map<string, Promise<LiveAnswer | null>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isMoved = false;

  /** Tells of one room, and of what is taken back meanwhile; the answer to the last word, null if none came. */
  async function tellOne(roomId: string): Promise<LiveAnswer | null> {
    for (;;) {
      const mark = marks.get(roomId);
      if (!mark) return null;
      const answer = await tell(roomId, mark.seq, mark.isBack);
      // Refused is settled too: the room is gone. Only silence keeps the mark, for the next connection.
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

  /** The page goes: what has no answer yet is told once more, in a way that outlives it. */
  function tellLast() {
    clearTimeout(timer);
    timer = undefined;
    for (const [roomId, { seq, isBack }] of marks) tellLeaving(roomId, seq, isBack);
  }

  return {
    /** Somebody has read up to a message. */
    move(roomId: string, seq: number) {
      const known = marks.get(roomId);
      const furthest = known && !known.isBack ? Math.max(seq, known.seq) : seq;
      if (known?.seq !== furthest || known.isBack) marks.set(roomId, { seq: furthest, isBack: false });
      moved();
    },

    /** Only what is up to `seq` is to count as read; the server's answer, or null while it cannot be heard. */
    async takeBack(roomId: string, seq: number): Promise<LiveAnswer | null> {
      marks.set(roomId, { seq, isBack: true });
      return isReady() ? tellRoom(roomId) : null;
    },

    resume: tellAll,

    start() {
      // A reload asks for its page before this one is hidden, and is to find there what was read here.
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
