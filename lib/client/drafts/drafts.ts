import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { Outcome } from "@/lib/shared/errors";
import { roomOf, rootOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import { lengthNear } from "@/lib/shared/text/text-length";
import type { DraftHead, DraftView, Page } from "@/lib/shared/views";
import { BACKOFF, backoffMs, createWaits } from "../connection/backoff";
import { call } from "../connection/call";
import { retryAfterMs } from "../connection/outcome";
import { createStore } from "../state/store";
import { loadWordMerge, mergeTexts } from "./draft-merge";
import {
  type DraftAction,
  type DraftContent,
  isEmpty,
  isStale,
  keyOfDraft,
  NO_DRAFT,
  reduceDrafts,
} from "./draft-states";
import { SharedDrafts } from "./shared-drafts";

/** A draft is pushed after this pause in typing, and at the latest `LONGEST_MS` after the first key. */
const REST_MS = 1_000;
const LONGEST_MS = 8_000;
const OTHERS_MS = 12_000;

type DraftsDeps = {
  userId: string;
  heads: readonly DraftHead[];
  /** The revision at which `heads` was read. */
  asOf: number;
  /** The ids of my rooms. */
  roomIds: () => string[];
};

/**
 * A person's drafts in all rooms and threads. Every key is stored in this browser, for all its tabs. The server gets a draft when
 * the user pauses or leaves, for other devices.
 */
export class Drafts {
  readonly store;
  readonly #of: DraftsDeps;
  readonly #shared;
  readonly #timers = new Map<TimelineKey, { timer: ReturnType<typeof setTimeout>; since: number }>();
  readonly #flights = new Set<TimelineKey>();
  readonly #open = new Map<TimelineKey, number>();
  /** Failed pushes in a row. */
  readonly #tries = new Map<TimelineKey, number>();
  /** Drafts that were taken and whose message is not stored yet. */
  readonly #taken = new Map<TimelineKey, number>();
  /** Drafts that are being fetched, and the waits between attempts. */
  readonly #fetching = new Set<TimelineKey>();
  readonly #waits = createWaits(BACKOFF.drafts);
  #leaving: AbortController | null = null;

  constructor(of: DraftsDeps) {
    this.#of = of;
    this.store = createStore(
      reduceDrafts,
      reduceDrafts({}, { type: "heads", heads: of.heads, asOf: of.asOf }),
    );
    this.#shared = new SharedDrafts(of.userId, this.store);
  }

  /** Loads the stored drafts. Call it after hydration, because the server rendered the page without them. */
  start() {
    this.#leaving = new AbortController();
    void loadWordMerge();
    const { signal } = this.#leaving;
    document.addEventListener("visibilitychange", () => document.hidden && this.flush(), { signal });
    window.addEventListener("pagehide", () => this.flush(), { signal });
    const onHeard = (key: TimelineKey) => this.#pushForAnother(key);
    this.#shared.start(this.#of.roomIds(), this.#of.asOf, { signal, onHeard });
    this.resume();
  }

  stop() {
    this.flush();
    this.#leaving?.abort();
    this.#leaving = null;
  }

  get = (key: TimelineKey) => this.store.get()[key] ?? NO_DRAFT;

  /**
   * A composer shows the draft; fetches a newer version from another device. Returns a function that ends this.
   */
  open(key: TimelineKey): () => void {
    this.#open.set(key, (this.#open.get(key) ?? 0) + 1);
    void this.#fetchIfStale(key);
    return () => {
      this.#open.set(key, (this.#open.get(key) ?? 1) - 1);
      if (!this.get(key).isSaved) void this.#push(key);
    };
  }

  /**
   * Applies typed text.
   *
   * @param text the field's whole value, typed on top of the text that this tab showed
   */
  type(key: TimelineKey, text: string) {
    const shown = this.get(key).text;
    this.#shared.readStored(key);
    const merged = mergeTexts(shown, this.get(key).text, text);
    this.#move(key, { type: "typed", key, text: merged, at: now() });
    this.#pushLater(key);
  }

  reply(key: TimelineKey, replyTo: DraftView["replyTo"]) {
    if (this.get(key).replyTo?.id === replyTo?.id) return;
    this.#move(key, { type: "replied", key, replyTo, at: now() });
    this.#pushLater(key);
  }

  /** Clears a draft. Browser and server drop it once `kept` resolves. */
  async take(key: TimelineKey, sent: string, kept: Promise<void>) {
    this.store.dispatch({ type: "replied", key, replyTo: null, at: now() });
    this.store.dispatch({ type: "typed", key, text: "", at: now() });
    this.#taken.set(key, (this.#taken.get(key) ?? 0) + 1);
    await kept;
    this.#taken.set(key, (this.#taken.get(key) ?? 1) - 1);
    if (this.#leaving) this.#shared.release(key, sent);
    await this.#push(key);
  }

  /** Discards a draft on all devices. */
  async drop(key: TimelineKey) {
    await this.take(key, this.get(key).text.trimEnd(), Promise.resolve());
  }

  /** Applies a `draft` or `thread_draft` frame: another device's draft, or this one's own. */
  onDraft(draft: DraftView) {
    const key = keyOfDraft(draft);
    this.#move(key, { type: "told", draft });
    if (!this.get(key).isSaved && !this.#timers.has(key)) this.#pushLater(key);
  }

  /** Applies the server's list of drafts after a gap in the connection. */
  onHeads(heads: readonly DraftHead[], asOf: number) {
    const before = Object.keys(this.store.get());
    for (const key of before) this.#shared.readStored(key);
    this.store.dispatch({ type: "heads", heads, asOf });
    for (const key of before) this.#keepShared(key);
    this.#waits.cut();
    for (const key of Object.keys(this.store.get())) void this.#fetchIfStale(key);
  }

  /** Pushes unsaved drafts on a new connection. */
  resume() {
    for (const [key, { isSaved }] of Object.entries(this.store.get())) if (!isSaved) void this.#push(key);
  }

  /** Pushes all waiting drafts, because the page may close. */
  flush() {
    for (const [key, { isSaved }] of Object.entries(this.store.get()))
      if (!isSaved && this.#timers.has(key)) void this.#push(key, true);
  }

  /** Fetches the text of every draft known only by its version. Resolves to whether that worked. */
  async readAll(): Promise<boolean> {
    let cursor: string | null = "";
    while (cursor !== null && Object.values(this.store.get()).some(isStale)) {
      const page: Outcome<Page<DraftView>> = await call("GET /me/drafts", {
        thread: "all",
        limit: 200,
        ...(cursor && { cursor }),
      });
      if (!page.ok) return false;
      for (const draft of page.data.items) this.onDraft(draft);
      cursor = page.data.nextCursor;
    }
    return true;
  }

  /** The drafts that the server is known to hold. */
  heads(): DraftHead[] {
    return Object.entries(this.store.get())
      .filter(([, { isThere }]) => isThere)
      .map(([key, { newest }]) => ({ roomId: roomOf(key), threadId: rootOf(key), version: newest }));
  }

  #move(key: TimelineKey, action: DraftAction) {
    this.#shared.readStored(key);
    this.store.dispatch(action);
    this.#keepShared(key);
  }

  /** After `stop` nothing is stored: text typed while the session ends must not stay in the browser. */
  #keepShared(key: TimelineKey) {
    const isOnItsWay = isEmpty(this.get(key)) && this.#taken.get(key);
    if (this.#leaving && !isOnItsWay) this.#shared.save(key);
  }

  /**
   * Fetches a draft until it is as new as its head, if a composer shows it, or if a push had no answer and
   * the server may have it.
   */
  async #fetchIfStale(key: TimelineKey) {
    const isWanted = () => {
      const draft = this.get(key);
      return isStale(draft) && (Boolean(this.#open.get(key)) || draft.sent.length > 0);
    };
    if (this.#fetching.has(key)) return;
    this.#fetching.add(key);
    // A failed fetch is repeated; without that the draft stays hidden until the next connection.
    for (let tries = 0; isWanted(); tries++) {
      await this.#fetch(key);
      if (isWanted()) await this.#waits.take(key, tries);
      if (!this.#leaving) break;
    }
    this.#fetching.delete(key);
  }

  /** Resolves to whether there was an answer. */
  async #fetch(key: TimelineKey): Promise<boolean> {
    const { newest } = this.get(key);
    const draft = await call("GET /rooms/{room}/draft", placeOf(key));
    // The answer "no draft" has no version. It is as new as what was known when the request was sent.
    if (draft.ok) this.onDraft({ ...draft.data, version: draft.data.version || newest });
    return draft.ok;
  }

  #pushLater(key: TimelineKey, ms = REST_MS, longest = LONGEST_MS) {
    if (!this.#leaving) return;
    const waiting = this.#timers.get(key);
    const since = waiting?.since ?? Date.now();
    clearTimeout(waiting?.timer);
    const wait = Math.max(0, Math.min(ms, since + longest - Date.now()));
    this.#timers.set(key, { timer: setTimeout(() => void this.#push(key), wait), since });
  }

  /** Pushes a draft that another tab typed and did not push in time, because that tab may be gone. */
  #pushForAnother(key: TimelineKey) {
    if (this.get(key).isSaved || this.#timers.has(key)) return;
    this.#pushLater(key, OTHERS_MS, Number.POSITIVE_INFINITY);
  }

  /** Schedules another push after a failure. The next connection pushes at once. */
  #pushAgain(key: TimelineKey, retryAfterMs = 0) {
    const tries = this.#tries.get(key) ?? 0;
    this.#tries.set(key, tries + 1);
    this.#pushLater(key, backoffMs(BACKOFF.drafts, tries, { retryAfterMs }), Number.POSITIVE_INFINITY);
  }

  async #push(key: TimelineKey, isLeaving = false) {
    clearTimeout(this.#timers.get(key)?.timer);
    this.#timers.delete(key);
    if (this.#flights.has(key) && !isLeaving) return;
    this.#shared.readStored(key);
    const { text, replyTo, version, newest, isSaved, isThere, sent: earlier } = this.get(key);
    if (isSaved) return;
    const sent = { text, replyTo };
    // A reply without text stays in this browser.
    if (isEmpty(sent) && !isThere && earlier.length === 0) return;
    if (lengthNear(text, BROWSER_LIMITS.messageLength) > BROWSER_LIMITS.messageLength) return; // Neither to be kept nor to be sent.
    this.#flights.add(key);
    this.#move(key, { type: "sending", key, sent });
    const draft = { ...placeOf(key), text, replyToId: replyTo?.id ?? null, version };
    const answer = await call("PUT /rooms/{room}/draft", draft, { keepalive: isLeaving });
    this.#flights.delete(key);
    await this.#settle(key, sent, newest, answer);
  }

  /** Applies the answer to a push of `sent`; `newest` is the newest version known when it was sent. */
  async #settle(key: TimelineKey, sent: DraftContent, newest: number, answer: Outcome<DraftView>) {
    // Version 0: the server has no draft, and had none. Treated as older than `base`, it would be pushed forever.
    if (answer.ok) this.#move(key, { type: "kept", key, sent, version: answer.data.version || newest });
    else {
      const later = retryAfterMs(answer);
      if (later !== null) return this.#pushAgain(key, later);
      if (answer.error?.code === "validation_failed" && sent.replyTo) return this.#dropReply(key, sent);
      // The room is lost. The draft stays in this browser.
      if (answer.error?.code !== "conflict") return;
      if (!(await this.#fetch(key))) return this.#pushAgain(key);
    }
    this.#tries.delete(key);
    if (!this.get(key).isSaved) this.#pushLater(key);
  }

  /** The replied-to message is no longer visible. The text is kept without the reply. */
  #dropReply(key: TimelineKey, { replyTo }: DraftContent) {
    if (this.get(key).replyTo?.id === replyTo?.id) this.reply(key, null);
    else this.#pushLater(key);
  }
}

/** The line of a draft, as the server takes it. */
const placeOf = (key: TimelineKey) => {
  const threadId = rootOf(key);
  return { room: roomOf(key), ...(threadId && { threadId }) };
};

const now = () => new Date().toISOString();
