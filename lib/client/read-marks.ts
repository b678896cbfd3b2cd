import type { LiveAnswer } from "@/lib/shared/live";

type ReadMarks = {
  isReady: () => boolean;
  tell: (roomId: string, seq: number) => Promise<LiveAnswer | null>;
  onKept: (roomId: string, seq: number) => void;
};

const GATHER_MS = 300;

/** Tells the server how far this person has read: gathered, so that a lively room costs three words a second at most. */
export function createReadMarks({ isReady, tell, onKept }: ReadMarks) {
  const marks = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function tellOne(roomId: string, seq: number) {
    const answer = await tell(roomId, seq);
    // Refused is settled too: the room is gone. Only silence keeps the mark, for the next connection.
    if (answer === null) return;
    if (marks.get(roomId) === seq) marks.delete(roomId);
    onKept(roomId, seq);
  }

  function tellAll() {
    clearTimeout(timer);
    timer = undefined;
    if (!isReady()) return;
    for (const [roomId, seq] of marks) void tellOne(roomId, seq);
  }

  return {
    move(roomId: string, seq: number) {
      marks.set(roomId, Math.max(seq, marks.get(roomId) ?? 0));
      timer ??= setTimeout(tellAll, GATHER_MS);
    },
    resume: tellAll,
    stop: () => clearTimeout(timer),
  };
}
