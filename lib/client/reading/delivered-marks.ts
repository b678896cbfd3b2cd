type DeliveredMarksDeps = {
  isReady: () => boolean;
  /** Whether the room has been read as far: then it need not be told that it arrived. */
  isRead: (roomId: string, seq: number) => boolean;
  tell: (roomId: string, seq: number) => void;
};

const GATHER_MS = 1_000;

/** Tells the server how far a room's messages have arrived on this device: at most once a second for a room, and once each. */
export function createDeliveredMarks({ isReady, isRead, tell }: DeliveredMarksDeps) {
  const marks = new Map<string, number>();
  const told = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tellAll() {
    timer = undefined;
    if (!isReady()) return;
    for (const [roomId, seq] of marks) {
      if (!isRead(roomId, seq)) tell(roomId, seq);
      told.set(roomId, seq);
    }
    marks.clear();
  }

  return {
    move(roomId: string, seq: number) {
      if (seq <= Math.max(told.get(roomId) ?? 0, marks.get(roomId) ?? 0)) return;
      marks.set(roomId, seq);
      timer ??= setTimeout(tellAll, GATHER_MS);
    },
    /** A new connection: what could not be told before is told now. */
    resume() {
      if (marks.size > 0) timer ??= setTimeout(tellAll, GATHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
