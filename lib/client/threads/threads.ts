import type { Outcome } from "@/lib/shared/errors";
import type { ThreadState } from "@/lib/shared/views";
import { call } from "../connection/call";
import { createStore } from "../state/store";
import type { ThreadChange } from "../sync/list-changes";
import { NO_THREADS, reduceThreads } from "./thread-states";

type ThreadsDeps = {
  /** Sends a read mark, again until the server has it. */
  move: (roomId: string, rootId: string, seq: number) => void;
};

/** My state in threads: which are unread, and which I follow. Read when something shows it, and kept by frames. */
export class Threads {
  readonly store = createStore(reduceThreads, NO_THREADS);
  /** Counts changes, for lists that the server makes. */
  readonly changes = createStore((count: number, by: number) => count + by, 0);
  readonly #deps: ThreadsDeps;
  #isWanted = false;

  constructor(deps: ThreadsDeps) {
    this.#deps = deps;
  }

  /** Reads the unread threads, once. */
  load() {
    if (this.#isWanted) return;
    this.#isWanted = true;
    void this.#list();
  }

  /** Applies a change by a frame. */
  readonly apply = (change: ThreadChange) => {
    if (change === null) {
      if (this.#isWanted) void this.#list();
      return;
    }
    if ("readIn" in change) this.store.dispatch({ type: "all-read", roomId: change.readIn });
    else this.store.dispatch({ type: "told", state: change });
    this.changes.dispatch(1);
  };

  /** Reads my state in a thread. */
  async read(rootId: string): Promise<Outcome<ThreadState>> {
    const answer = await call("GET /messages/{message}/thread", { message: rootId });
    if (answer.ok) this.store.dispatch({ type: "told", state: answer.data });
    return answer;
  }

  /** Marks a thread as read up to its newest reply: at once here, and on the server when it is reachable. */
  markRead(roomId: string, rootId: string, seq: number) {
    const known = this.store.get().byRoot[rootId];
    if (known && known.lastReadSeq >= seq && known.unreadCount === 0) return;
    this.store.dispatch({ type: "read", rootId, seq });
    this.#deps.move(roomId, rootId, seq);
  }

  /** Follows a thread or stops following it: at once here, unless it is refused. */
  async follow(rootId: string, isFollowed: boolean): Promise<Outcome<unknown>> {
    this.store.dispatch({ type: "followed", rootId, isFollowed });
    const thread = { message: rootId };
    const answer = isFollowed
      ? await call("PUT /messages/{message}/follow", thread)
      : await call("DELETE /messages/{message}/follow", thread);
    if (!answer.ok) this.store.dispatch({ type: "followed", rootId, isFollowed: !isFollowed });
    return answer;
  }

  /** Marks the threads of a room as read, or of all rooms. */
  async markAllRead(roomId: string | null): Promise<Outcome<unknown>> {
    const answer = await call("POST /me/threads/read", roomId ? { room: roomId } : {});
    if (answer.ok) this.apply({ readIn: roomId });
    return answer;
  }

  async #list() {
    const answer = await call("GET /me/threads/unread", {});
    if (answer.ok) this.store.dispatch({ type: "listed", items: answer.data.items });
    else if (!this.store.get().isListed) this.#isWanted = false;
    this.changes.dispatch(1);
  }
}
