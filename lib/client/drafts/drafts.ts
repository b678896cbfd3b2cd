import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { Outcome } from "@/lib/shared/errors";
import { lengthNear } from "@/lib/shared/text/text-length";
import type { DraftHead, DraftView, Page } from "@/lib/shared/views";
import { BACKOFF, backoffMs, createWaits } from "../connection/backoff";
import { call } from "../connection/call";
import { retryAfterMs } from "../connection/outcome";
import { createStore } from "../state/store";
import { mergeTexts } from "./draft-merge";
import {
  type DraftAction,
  type DraftContent,
  isEmpty,
  isStale,
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
 * A person's drafts in all rooms. Every key is stored in this browser, for all its tabs. The server gets a draft when
 * the user pauses or leaves, for other devices.
 */
export class Drafts {
  readonly store;
  readonly #of: DraftsDeps;
  readonly #shared;
  readonly #timers = new Map<string, { timer: ReturnType<typeof setTimeout>; since: number }>();
  readonly #flights = new Set<string>();
  readonly #open = new Map<string, number>();
  /** Failed pushes in a row, by room. */
  readonly #tries = new Map<string, number>();
  /** Rooms whose draft was taken and whose message is not stored yet. */
  readonly #taken = new Map<string, number>();
  /** Rooms whose draft is being fetched, and the waits between attempts. */
  readonly #fetching = new Set<string>();
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
    const { signal } = this.#leaving;
    document.addEventListener("visibilitychange", () => document.hidden && this.flush(), { signal });
    window.addEventListener("pagehide", () => this.flush(), { signal });
    const onHeard = (roomId: string) => this.#pushForAnother(roomId);
    this.#shared.start(this.#of.roomIds(), this.#of.asOf, { signal, onHeard });
    this.resume();
  }

  stop() {
    this.flush();
    this.#leaving?.abort();
    this.#leaving = null;
  }

  get = (roomId: string) => this.store.get()[roomId] ?? NO_DRAFT;

  /**
   * A composer shows the room's draft; fetches a newer version from another device. Returns a function that ends this.
   */
  open(roomId: string): () => void {
    this.#open.set(roomId, (this.#open.get(roomId) ?? 0) + 1);
    void this.#fetchIfStale(roomId);
    return () => {
      this.#open.set(roomId, (this.#open.get(roomId) ?? 1) - 1);
      if (!this.get(roomId).isSaved) void this.#push(roomId);
    };
  }

  /**
   * Applies typed text.
   *
   * @param text the field's whole value, typed on top of the text that this tab showed
   */
  type(roomId: string, text: string) {
    const shown = this.get(roomId).text;
    this.#shared.readStored(roomId);
    const merged = mergeTexts(shown, this.get(roomId).text, text);
    this.#move(roomId, { type: "typed", roomId, text: merged, at: now() });
    this.#pushLater(roomId);
  }

  reply(roomId: string, replyTo: DraftView["replyTo"]) {
    if (this.get(roomId).replyTo?.id === replyTo?.id) return;
    this.#move(roomId, { type: "replied", roomId, replyTo, at: now() });
    this.#pushLater(roomId);
  }

  /** Clears a draft. Browser and server drop it once `kept` resolves. */
  async take(roomId: string, sent: string, kept: Promise<void>) {
    this.store.dispatch({ type: "replied", roomId, replyTo: null, at: now() });
    this.store.dispatch({ type: "typed", roomId, text: "", at: now() });
    this.#taken.set(roomId, (this.#taken.get(roomId) ?? 0) + 1);
    await kept;
    this.#taken.set(roomId, (this.#taken.get(roomId) ?? 1) - 1);
    if (this.#leaving) this.#shared.release(roomId, sent);
    await this.#push(roomId);
  }

  /** Discards a draft on all devices. */
  async drop(roomId: string) {
    await this.take(roomId, this.get(roomId).text.trimEnd(), Promise.resolve());
  }

  /** Applies a `draft` frame: another device's draft, or this one's own. */
  onDraft(draft: DraftView) {
    const { roomId } = draft;
    this.#move(roomId, { type: "told", draft });
    if (!this.get(roomId).isSaved && !this.#timers.has(roomId)) this.#pushLater(roomId);
  }

  /** Applies the server's list of drafts after a gap in the connection. */
  onHeads(heads: readonly DraftHead[], asOf: number) {
    const before = Object.keys(this.store.get());
    for (const roomId of before) this.#shared.readStored(roomId);
    this.store.dispatch({ type: "heads", heads, asOf });
    for (const roomId of before) this.#keepShared(roomId);
    this.#waits.cut();
    for (const roomId of Object.keys(this.store.get())) void this.#fetchIfStale(roomId);
  }

  /** Pushes unsaved drafts on a new connection. */
  resume() {
    for (const [roomId, { isSaved }] of Object.entries(this.store.get()))
      if (!isSaved) void this.#push(roomId);
  }

  /** Pushes all waiting drafts, because the page may close. */
  flush() {
    for (const [roomId, { isSaved }] of Object.entries(this.store.get()))
      if (!isSaved && this.#timers.has(roomId)) void this.#push(roomId, true);
  }

  /** Fetches the text of every draft known only by its version. Resolves to whether that worked. */
  async readAll(): Promise<boolean> {
    let cursor: string | null = "";
    while (cursor !== null && Object.values(this.store.get()).some(isStale)) {
      const page: Outcome<Page<DraftView>> = await call("GET /me/drafts", {
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
      .map(([roomId, { newest }]) => ({ roomId, version: newest }));
  }

  #move(roomId: string, action: DraftAction) {
    this.#shared.readStored(roomId);
    this.store.dispatch(action);
    this.#keepShared(roomId);
  }

  /** After `stop` nothing is stored: text typed while the session ends must not stay in the browser. */
  #keepShared(roomId: string) {
    const isOnItsWay = isEmpty(this.get(roomId)) && this.#taken.get(roomId);
    if (this.#leaving && !isOnItsWay) this.#shared.save(roomId);
  }

  /**
   * Fetches a room's draft until it is as new as its head, if a composer shows the room, or if a push had no answer and
   * the server may have it.
   */
  async #fetchIfStale(roomId: string) {
    const isWanted = () => {
      const draft = this.get(roomId);
      return isStale(draft) && (Boolean(this.#open.get(roomId)) || draft.sent.length > 0);
    };
    if (this.#fetching.has(roomId)) return;
    this.#fetching.add(roomId);
    // A failed fetch is repeated; without that the draft stays hidden until the next connection.
    for (let tries = 0; isWanted(); tries++) {
      await this.#fetch(roomId);
      if (isWanted()) await this.#waits.take(roomId, tries);
      if (!this.#leaving) break;
    }
    this.#fetching.delete(roomId);
  }

  /** Resolves to whether there was an answer. */
  async #fetch(roomId: string): Promise<boolean> {
    const { newest } = this.get(roomId);
    const draft = await call("GET /rooms/{room}/draft", { room: roomId });
    // The answer "no draft" has no version. It is as new as what was known when the request was sent.
    if (draft.ok) this.onDraft({ ...draft.data, version: draft.data.version || newest });
    return draft.ok;
  }

  #pushLater(roomId: string, ms = REST_MS, longest = LONGEST_MS) {
    if (!this.#leaving) return;
    const waiting = this.#timers.get(roomId);
    const since = waiting?.since ?? Date.now();
    clearTimeout(waiting?.timer);
    const wait = Math.max(0, Math.min(ms, since + longest - Date.now()));
    this.#timers.set(roomId, { timer: setTimeout(() => void this.#push(roomId), wait), since });
  }

  /** Pushes a draft that another tab typed and did not push in time, because that tab may be gone. */
  #pushForAnother(roomId: string) {
    if (this.get(roomId).isSaved || this.#timers.has(roomId)) return;
    this.#pushLater(roomId, OTHERS_MS, Number.POSITIVE_INFINITY);
  }

  /** Schedules another push after a failure. The next connection pushes at once. */
  #pushAgain(roomId: string, retryAfterMs = 0) {
    const tries = this.#tries.get(roomId) ?? 0;
    this.#tries.set(roomId, tries + 1);
    this.#pushLater(roomId, backoffMs(BACKOFF.drafts, tries, { retryAfterMs }), Number.POSITIVE_INFINITY);
  }

  async #push(roomId: string, isLeaving = false) {
    clearTimeout(this.#timers.get(roomId)?.timer);
    this.#timers.delete(roomId);
    if (this.#flights.has(roomId) && !isLeaving) return;
    this.#shared.readStored(roomId);
    const { text, replyTo, version, newest, isSaved, isThere, sent: earlier } = this.get(roomId);
    if (isSaved) return;
    const sent = { text, replyTo };
    // A reply without text stays in this browser.
    if (isEmpty(sent) && !isThere && earlier.length === 0) return;
    if (lengthNear(text, BROWSER_LIMITS.messageLength) > BROWSER_LIMITS.messageLength) return; // Neither to be kept nor to be sent.
    this.#flights.add(roomId);
    this.#move(roomId, { type: "sending", roomId, sent });
    const draft = { room: roomId, text, replyToId: replyTo?.id ?? null, version };
    const answer = await call("PUT /rooms/{room}/draft", draft, { keepalive: isLeaving });
    this.#flights.delete(roomId);
    await this.#settle(roomId, sent, newest, answer);
  }

  /** Applies the answer to a push of `sent`; `newest` is the newest version known when it was sent. */
  async #settle(roomId: string, sent: DraftContent, newest: number, answer: Outcome<DraftView>) {
    // Version 0: the server has no draft, and had none. Treated as older than `base`, it would be pushed forever.
    if (answer.ok) this.#move(roomId, { type: "kept", roomId, sent, version: answer.data.version || newest });
    else {
      const later = retryAfterMs(answer);
      if (later !== null) return this.#pushAgain(roomId, later);
      if (answer.error?.code === "validation_failed" && sent.replyTo) return this.#dropReply(roomId, sent);
      // The room is lost. The draft stays in this browser.
      if (answer.error?.code !== "conflict") return;
      if (!(await this.#fetch(roomId))) return this.#pushAgain(roomId);
    }
    this.#tries.delete(roomId);
    if (!this.get(roomId).isSaved) this.#pushLater(roomId);
  }

  /** The replied-to message is no longer visible. The text is kept without the reply. */
  #dropReply(roomId: string, { replyTo }: DraftContent) {
    if (this.get(roomId).replyTo?.id === replyTo?.id) this.reply(roomId, null);
    else this.#pushLater(roomId);
  }
}

const now = () => new Date().toISOString();
