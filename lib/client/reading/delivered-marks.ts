type DeliveredMarksDeps = {
  isReady: () => boolean;
  /** Returns whether the room was read this far. The delivery mark is then not needed. */
  isRead: (roomId: string, seq: number) => boolean;
  tell: (roomId: string, seq: number) => void;
};

const GATHER_MS = 1_000;

/** Reports how far messages arrived on this device: at most once a second per room, each message once. */
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
    /** Sends marks that could not be sent before. */
    resume() {
      if (marks.size > 0) timer ??= setTimeout(tellAll, GATHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
