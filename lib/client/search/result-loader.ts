import type * as errors from "@/lib/shared/errors";
import { type Address, withQuery } from "../connection/call";
import { retryAfterMs } from "../connection/outcome";
import { createStore } from "../state/store";

/** The answer to a search: a page of results and what is known about all of them. */
type ResultPage<T> = {
  items: T[];
  nextCursor: string | null;
  total: number;
  isPartial?: boolean;
  suggestion?: string | null;
  searchedFor?: string | null;
};

/** The reason why there are no new results. */
export type Failure =
  | { kind: "offline" }
  | { kind: "limited"; retryAfterMs: number }
  | { kind: "refused"; detail: string };

/** The results of the latest search that was answered, and how the present one stands. */
export type Results<T> = {
  /** The path that was searched last; null for nothing. */
  path: Address<ResultPage<T>> | null;
  /** The path whose answer `items` are. */
  shownPath: string | null;
  items: readonly T[];
  cursor: string | null;
  total: number;
  isPartial: boolean;
  /** A query with misspelt words mended. */
  suggestion: string | null;
  /** The query that was searched instead: as another keyboard layout would have typed it. */
  searchedFor: string | null;
  state: "idle" | "loading" | "whole" | "failed";
  failure: Failure | null;
};

const nothing = {
  path: null,
  shownPath: null,
  items: [],
  cursor: null,
  total: 0,
  isPartial: false,
  suggestion: null,
  searchedFor: null,
  state: "idle",
  failure: null,
} as const;

type Ask = <T>(path: Address<T>, signal: AbortSignal) => Promise<errors.Outcome<T>>;

/** Waits for the end of typing, in ms: less than a person notices, more than the time between two quick keys. */
export const TYPING_MS = 60;
/** A refused search is tried again after at least this time, in ms. */
const LEAST_RETRY_MS = 1_000;

/**
 * Loads the results of a search while it is being typed. The newest search wins: an earlier one is aborted, and its
 * answer is never shown. Results stay until the next ones are there.
 */
export class ResultLoader<T> {
  readonly store = createStore((_: Results<T>, next: Results<T>) => next, nothing as Results<T>);
  readonly #ask: Ask;
  #asking: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /**
   * Searches.
   *
   * @param path null for nothing
   * @param pauseMs how long to wait for the next key
   */
  search(path: Address<ResultPage<T>> | null, pauseMs = TYPING_MS): void {
    if (path === this.store.get().path) return;
    this.stop();
    if (path === null) this.store.dispatch(nothing as Results<T>);
    else {
      this.#change({ path, state: "loading", failure: null });
      this.#timer = setTimeout(() => void this.#load(path, null), pauseMs);
    }
  }

  /** Loads the next page. */
  more = (): void => {
    const { shownPath, path, cursor, state } = this.store.get();
    if (state === "whole" && cursor !== null && path !== null && path === shownPath)
      void this.#load(path, cursor);
  };

  /** Searches again after a failure. */
  again = (): void => {
    const { path, shownPath, cursor, items } = this.store.get();
    if (path !== null) void this.#load(path, path === shownPath && items.length > 0 ? cursor : null);
  };

  /** Loads again as far as the results were loaded, because messages have changed. */
  refresh = (): void => {
    const { path, state, items } = this.store.get();
    if (path !== null && state === "whole") void this.#load(path, null, items.length);
  };

  /** Stops what is under way. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = null;
  }

  async #load(path: Address<ResultPage<T>>, cursor: string | null, most = 0): Promise<void> {
    this.stop();
    const asking = new AbortController();
    this.#asking = asking;
    this.#change({ state: "loading", failure: null });
    const answer = await this.#read(path, cursor, most, asking.signal);
    if (this.#asking !== asking) return;
    this.#asking = null;
    if (answer.ok) this.#take(path, answer.data, cursor === null);
    else this.#fail(answer);
  }

  /** Reads pages from a cursor on, up to a number of results. */
  async #read(path: Address<ResultPage<T>>, cursor: string | null, most: number, signal: AbortSignal) {
    const items: T[] = [];
    let from = cursor;
    while (true) {
      const answer = await this.#ask(withQuery(path, { cursor: from }), signal);
      if (!answer.ok) return answer;
      items.push(...answer.data.items);
      from = answer.data.nextCursor;
      if (from === null || items.length >= most)
        return { ok: true as const, data: { ...answer.data, items } };
    }
  }

  #take(path: string, page: ResultPage<T>, isFirst: boolean) {
    const { items, suggestion, searchedFor } = this.store.get();
    this.#change({
      shownPath: path,
      items: isFirst ? page.items : [...items, ...page.items],
      cursor: page.nextCursor,
      total: page.total,
      isPartial: page.isPartial ?? false,
      suggestion: isFirst ? (page.suggestion ?? null) : suggestion,
      searchedFor: isFirst ? (page.searchedFor ?? null) : searchedFor,
      state: "whole",
    });
  }

  #fail(answer: errors.Failure) {
    const asked = retryAfterMs(answer);
    if (!answer.error && asked === 0) return this.#change({ state: "failed", failure: { kind: "offline" } });
    if (asked !== null) {
      const wait = Math.max(LEAST_RETRY_MS, asked);
      this.#timer = setTimeout(this.again, wait);
      return this.#change({ state: "failed", failure: { kind: "limited", retryAfterMs: wait } });
    }
    const { shownPath, path } = this.store.get();
    const isOther = shownPath !== path;
    this.#change({
      state: "failed",
      failure: { kind: "refused", detail: answer.error?.detail ?? "" },
      ...(isOther && {
        items: [],
        cursor: null,
        total: 0,
        suggestion: null,
        searchedFor: null,
        isPartial: false,
      }),
    });
  }

  #change(part: Partial<Results<T>>) {
    this.store.dispatch({ ...this.store.get(), ...part });
  }
}
