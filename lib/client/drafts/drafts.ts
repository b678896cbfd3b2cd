import { LIMITS } from "@/lib/shared/limits";
import { lengthNear } from "@/lib/shared/text-length";
import type { DraftHead, DraftView, Page } from "@/lib/shared/views";
import { BACKOFF, backoffMs, createWaits } from "../connection/backoff";
import { getJson, sendJson } from "../connection/rest";
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

/** Typing is told to the server when it rests so long, or at the latest so long after it began. */
const REST_MS = 1_000;
const LONGEST_MS = 8_000;
const OTHERS_MS = 12_000;

type DraftsDeps = {
  userId: string;
  heads: readonly DraftHead[];
  /** How new `heads` are. */
  asOf: number;
  /** The rooms that one is in. */
  roomIds: () => string[];
};

/**
 * What a person has typed and not sent, in all rooms: kept in this browser with every key, for all of its tabs, and on the
 * server, for their other devices, when they pause or go.
 */
export class Drafts {
  readonly store;
  readonly #of: DraftsDeps;
  readonly #shared;
  readonly #timers = new Map<string, { timer: ReturnType<typeof setTimeout>; since: number }>();
  readonly #flights = new Set<string>();
  readonly #open = new Map<string, number>();
  /** How often in a row nobody took a room's draft. */
  readonly #tries = new Map<string, number>();
  /** Rooms whose draft is taken and not kept elsewhere yet. */
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

  /** Takes what this browser has kept; to be called once the page stands, which the server drew without it. */
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

  /** Somebody looks at a room's draft: it is fetched if another device has a newer one. The answer ends that. */
  open(roomId: string): () => void {
    this.#open.set(roomId, (this.#open.get(roomId) ?? 0) + 1);
    void this.#fetchIfStale(roomId);
    return () => {
      this.#open.set(roomId, (this.#open.get(roomId) ?? 1) - 1);
      if (!this.get(roomId).isSaved) void this.#push(roomId);
    };
  }

  /** `text` is what the field holds now that somebody has typed in sight of what this tab showed. */
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

  /** Takes a draft away. Browser and server forget it only once what it became is kept elsewhere. */
  async take(roomId: string, sent: string, kept: Promise<void>) {
    this.store.dispatch({ type: "replied", roomId, replyTo: null, at: now() });
    this.store.dispatch({ type: "typed", roomId, text: "", at: now() });
    this.#taken.set(roomId, (this.#taken.get(roomId) ?? 0) + 1);
    await kept;
    this.#taken.set(roomId, (this.#taken.get(roomId) ?? 1) - 1);
    if (this.#leaving) this.#shared.release(roomId, sent);
    await this.#push(roomId);
  }

  /** Throws a draft away, on all devices. */
  async drop(roomId: string) {
    await this.take(roomId, this.get(roomId).text.trimEnd(), Promise.resolve());
  }

  /** News of another device, or one's own come back. */
  onDraft(draft: DraftView) {
    const { roomId } = draft;
    this.#move(roomId, { type: "told", draft });
    if (!this.get(roomId).isSaved && !this.#timers.has(roomId)) this.#pushLater(roomId);
  }

  /** What the server says there is, after it was not heard for a while. */
  onHeads(heads: readonly DraftHead[], asOf: number) {
    const before = Object.keys(this.store.get());
    for (const roomId of before) this.#shared.readStored(roomId);
    this.store.dispatch({ type: "heads", heads, asOf });
    for (const roomId of before) this.#keepShared(roomId);
    this.#waits.cut();
    for (const roomId of Object.keys(this.store.get())) void this.#fetchIfStale(roomId);
  }

  /** A new connection: what could not be told is told. */
  resume() {
    for (const [roomId, { isSaved }] of Object.entries(this.store.get()))
      if (!isSaved) void this.#push(roomId);
  }

  /** The page may go: nothing waits any longer. */
  flush() {
    for (const [roomId, { isSaved }] of Object.entries(this.store.get()))
      if (!isSaved && this.#timers.has(roomId)) void this.#push(roomId, true);
  }

  /** Fetches the texts of all drafts that are known by their heads alone; whether that worked. */
  async readAll(): Promise<boolean> {
    let cursor: string | null = "";
    while (cursor !== null && Object.values(this.store.get()).some(isStale)) {
      const from: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<DraftView> | null = await getJson(`/api/v1/me/drafts?limit=200${from}`);
      if (!page) return false;
      for (const draft of page.items) this.onDraft(draft);
      cursor = page.nextCursor;
    }
    return true;
  }

  /** In which rooms the server holds a draft, as far as is known. */
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

  /** Stopped: what is typed while the session ends must not be left in the browser. */
  #keepShared(roomId: string) {
    const isOnItsWay = isEmpty(this.get(roomId)) && this.#taken.get(roomId);
    if (this.#leaving && !isOnItsWay) this.#shared.save(roomId);
  }

  /**
   * Fetches a room's draft until it is as new as its head, if somebody looks at the room, or if a push of it had no answer
   * and the server may have it.
   */
  async #fetchIfStale(roomId: string) {
    const isWanted = () => {
      const draft = this.get(roomId);
      return isStale(draft) && (Boolean(this.#open.get(roomId)) || draft.sent.length > 0);
    };
    if (this.#fetching.has(roomId)) return;
    this.#fetching.add(roomId);
    // A failed fetch is repeated: without it the draft stays hidden here until the next connection.
    for (let tries = 0; isWanted(); tries++) {
      await this.#fetch(roomId);
      if (isWanted()) await this.#waits.take(roomId, tries);
      if (!this.#leaving) break;
    }
    this.#fetching.delete(roomId);
  }

  /** Whether there was an answer. */
  async #fetch(roomId: string): Promise<boolean> {
    const { newest } = this.get(roomId);
    const draft = await getJson<DraftView>(`/api/v1/rooms/${roomId}/draft`);
    // The answer "no draft" has no version. It is as new as what was known when the request was sent.
    if (draft) this.onDraft({ ...draft, version: draft.version || newest });
    return draft !== null;
  }

  #pushLater(roomId: string, ms = REST_MS, longest = LONGEST_MS) {
    if (!this.#leaving) return;
    const waiting = this.#timers.get(roomId);
    const since = waiting?.since ?? Date.now();
    clearTimeout(waiting?.timer);
    const wait = Math.max(0, Math.min(ms, since + longest - Date.now()));
    this.#timers.set(roomId, { timer: setTimeout(() => void this.#push(roomId), wait), since });
  }

  /** What another tab has typed is told by this one when that tab has not done so in time: it may be gone. */
  #pushForAnother(roomId: string) {
    if (this.get(roomId).isSaved || this.#timers.has(roomId)) return;
    this.#pushLater(roomId, OTHERS_MS, Number.POSITIVE_INFINITY);
  }

  /** Nobody took it: it is told again after a while, or with the next connection. */
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
    // A reply without words is this browser's alone.
    if (isEmpty(sent) && !isThere && earlier.length === 0) return;
    if (lengthNear(text, LIMITS.messageLength) > LIMITS.messageLength) return; // Neither to be kept nor to be sent.
    this.#flights.add(roomId);
    this.#move(roomId, { type: "sending", roomId, sent });
    const answer = await sendJson<DraftView>("PUT", `/api/v1/rooms/${roomId}/draft`, {
      body: { text, replyToId: replyTo?.id ?? null, version },
      isLeaving,
    });
    this.#flights.delete(roomId);
    await this.#settle(roomId, sent, newest, answer);
  }

  /** Applies the answer to a push of `sent`; `newest` is the newest version that was known when it was sent. */
  async #settle(
    roomId: string,
    sent: DraftContent,
    newest: number,
    answer: Awaited<ReturnType<typeof sendJson<DraftView>>>,
  ) {
    // Version 0: the server has no draft, nor had one. Taken as older than `base` it would be pushed without end.
    if (answer?.ok)
      this.#move(roomId, { type: "kept", roomId, sent, version: answer.data.version || newest });
    else if (!answer || answer.status === 429 || answer.status >= 500)
      return this.#pushAgain(roomId, answer?.retryAfterMs);
    else if (answer.status === 422 && sent.replyTo) return this.#dropReply(roomId, sent);
    // The room is lost: it stays in this browser.
    else if (answer.status !== 409) return;
    else if (!(await this.#fetch(roomId))) return this.#pushAgain(roomId);
    this.#tries.delete(roomId);
    if (!this.get(roomId).isSaved) this.#pushLater(roomId);
  }

  /** A message that is hidden by now is nothing to reply to: the words go on without it. */
  #dropReply(roomId: string, { replyTo }: DraftContent) {
    if (this.get(roomId).replyTo?.id === replyTo?.id) this.reply(roomId, null);
    else this.#pushLater(roomId);
  }
}

const now = () => new Date().toISOString();
