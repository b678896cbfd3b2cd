import type { ErrorCode } from "@/lib/shared/errors";
import type { LiveAnswer } from "@/lib/shared/live";
import type { MessageReceipt, MessageView } from "@/lib/shared/views";
import type { Draft, Refused } from "./pending";

type Outbox = {
  isReady: () => boolean;
  ask: (draft: Draft) => Promise<LiveAnswer | null>;
  onAnswered: (draft: Draft, message: MessageView | MessageReceipt | undefined) => void;
  onRefused: (draft: Draft, refusal: Refused) => void;
};

const AGAIN_MS = 1_500;

/**
 * Sends what was typed, a room's messages one after the other, so that they stand in the room as they were typed. What
 * nobody answered goes out again with the same key, for as long as it takes.
 */
export function createOutbox({ isReady, ask, onAnswered, onRefused }: Outbox) {
  const queues = new Map<string, Draft[]>();
  const busy = new Set<string>();
  const timers = new Set<ReturnType<typeof setTimeout>>();

  async function pump(roomId: string) {
    const queue = queues.get(roomId);
    if (!queue || busy.has(roomId)) return;
    busy.add(roomId);
    while (isReady()) {
      const draft = queue[0];
      if (!draft) break;
      const isDone = settle(draft, await ask(draft));
      if (!isDone) {
        again(roomId);
        break;
      }
      queue.shift();
    }
    busy.delete(roomId);
  }

  function settle(draft: Draft, answer: LiveAnswer | null): boolean {
    if (answer === null) return false;
    if (!answer.ok && answer.code === "unavailable") return false;
    if (answer.ok) onAnswered(draft, answer.message);
    else onRefused(draft, refusalOf(answer));
    return true;
  }

  function again(roomId: string) {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void pump(roomId);
    }, AGAIN_MS);
    timers.add(timer);
  }

  return {
    push(draft: Draft) {
      const queue = queues.get(draft.roomId) ?? [];
      queue.push(draft);
      queues.set(draft.roomId, queue);
      void pump(draft.roomId);
    },
    /** A new connection: everything that waits goes out. */
    resume() {
      for (const roomId of queues.keys()) void pump(roomId);
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** To send too much is another thing than to try a password too often, and is said in other words. */
function refusalOf({ code, detail }: { code: ErrorCode; detail: string }): Refused {
  return { code, detail, ...(code === "rate_limited" && { reason: "too_fast" }) };
}
