import type { Outcome } from "@/lib/shared/errors";
import type { SearchHitView } from "@/lib/shared/views";
import type { Address } from "../connection/call";
import { createStore } from "../state/store";

/** The index has a new message within a second. */
export const INDEXED_MS = 1_500;
/** The server is asked at most this often, however many messages come. */
export const ASK_EVERY_MS = 10_000;
/** New messages that are remembered; the oldest are forgotten first. */
const MOST = 500;

/** The last `seq` of each room. */
type Heads = Readonly<Record<string, { seq: number }>>;
type Heard = { id: string; roomId: string; seq: number };

type HitsAddress = Address<{ items: SearchHitView[] }>;

type Deps = {
  ask: (path: HitsAddress) => Promise<Outcome<{ items: SearchHitView[] }>>;
  /** False while nobody sees the page: the question waits. */
  isSeen: () => boolean;
};

/**
 * Finds out which messages that come while results are shown belong to them. Only the server knows the forms of words,
 * so it is asked for the newest hits, a while after a message came.
 */
export class FreshHits {
  /** The ids of new messages that match. */
  readonly store = createStore((_: readonly string[], next: readonly string[]) => next, []);
  readonly #deps: Deps;
  #path: HitsAddress | null = null;
  #heads: Heads = {};
  #heard: readonly string[] = [];
  #askedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Begins anew with other results.
   *
   * @param path the search for the newest messages; null for none
   * @param heads the rooms as they are now: messages after these are new
   */
  begin(path: HitsAddress | null, heads: Heads): void {
    this.stop();
    this.#path = path;
    this.#heads = heads;
    this.#heard = [];
    if (this.store.get().length > 0) this.store.dispatch([]);
  }

  /** Takes in messages that came or changed. */
  hear(messages: readonly Heard[]): void {
    const isNew = ({ id, roomId, seq }: Heard) =>
      seq > (this.#heads[roomId]?.seq ?? Number.POSITIVE_INFINITY) && !this.#heard.includes(id);
    const fresh = messages.filter(isNew).map(({ id }) => id);
    if (fresh.length === 0 || this.#path === null) return;
    this.#heard = [...this.#heard, ...fresh].slice(-MOST);
    this.#askSoon();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #askSoon() {
    const wait = Math.max(INDEXED_MS, this.#askedAt + ASK_EVERY_MS - Date.now());
    this.#timer ??= setTimeout(() => void this.#find(), wait);
  }

  async #find() {
    const path = this.#path;
    this.#timer = undefined;
    this.#askedAt = Date.now();
    if (path === null) return;
    if (!this.#deps.isSeen()) return this.#askSoon();
    const answer = await this.#deps.ask(path);
    if (path !== this.#path) return;
    // No network, or too many questions: the next one may be answered.
    if (!answer.ok) return this.#askSoon();
    const found = answer.data.items.map(({ message }) => message.id);
    const matching = found.filter((id) => this.#heard.includes(id));
    if (matching.length > 0) this.store.dispatch(matching);
  }
}
