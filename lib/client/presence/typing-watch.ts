import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { ServerFrames } from "@/lib/shared/live";
import { timelineKey } from "@/lib/shared/messages/timeline-key";
import { createStore } from "../state/store";
import { reduceTyping, type Typing } from "./typing";

export type TypingWatchDeps = {
  /** The reader's own id; own typing is not shown. */
  me: string;
  /** Fetches the name of a typing person, unless it is known. */
  meet: (userId: string) => void;
};

const CHECK_MS = 1_000;

/** Tracks who is typing in which room or thread. An entry expires `BROWSER_LIMITS.typingSeconds` after its last frame. */
export class TypingWatch {
  readonly store = createStore(reduceTyping, {} as Typing);
  readonly #deps: TypingWatchDeps;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(deps: TypingWatchDeps) {
    this.#deps = deps;
  }

  start() {
    this.#timer = setInterval(() => this.store.dispatch({ type: "passed", now: Date.now() }), CHECK_MS);
  }

  stop() {
    clearInterval(this.#timer);
  }

  /** Applies a `typing` or `thread_typing` frame. A message counts as one with `isTyping: false`. */
  apply({
    roomId,
    threadId,
    userId,
    isTyping,
  }: ServerFrames["typing"] & { threadId?: string | null | undefined }) {
    if (userId === this.#deps.me) return;
    if (isTyping) this.#deps.meet(userId);
    const until = Date.now() + BROWSER_LIMITS.typingSeconds * 1_000;
    this.store.dispatch({ type: "heard", key: timelineKey(roomId, threadId), userId, isTyping, until });
  }
}
