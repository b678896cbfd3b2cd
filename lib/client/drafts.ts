import { LIMITS } from "@/lib/shared/limits";
import type { DraftHead, DraftView, Page } from "@/lib/shared/views";
import { BACKOFF, backoffMs } from "./backoff";
import { type Draft, type DraftAction, isEmpty, isStale, NO_DRAFT, reduceDrafts } from "./draft-states";
import { readStored, writeStored } from "./draft-storage";
import { getJson, sendJson } from "./rest";
import { createStore } from "./store";
import { lengthNear } from "./text-length";

/** Typing is told to the server when it rests so long, or at the latest so long after it began. */
const REST_MS = 1_000;
const LONGEST_MS = 8_000;

type Said = Pick<Draft, "text" | "replyTo">;

type Of = {
  userId: string;
  heads: readonly DraftHead[];
  /** How new `heads` are. */
  asOf: number;
  /** The rooms that one is in. */
  roomIds: () => string[];
};

/**
 * What a person has typed and not sent, in all rooms: kept in this browser with every key, and on the server, for their
 * other devices, when they pause or go.
 */
export class Drafts {
  readonly store;
  readonly #of: Of;
  readonly #timers = new Map<string, { timer: ReturnType<typeof setTimeout>; since: number }>();
  readonly #flights = new Map<string, Said>();
  readonly #open = new Map<string, number>();
  /** How often in a row nobody took a room's draft. */
  readonly #tries = new Map<string, number>();
  #leaving: AbortController | null = null;

  constructor(of: Of) {
    this.#of = of;
    this.store = createStore(
      reduceDrafts,
      reduceDrafts({}, { type: "heads", heads: of.heads, asOf: of.asOf }),
    );
  }

  /** Takes what this browser has kept; to be called once the page stands, which the server drew without it. */
  start() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    document.addEventListener("visibilitychange", () => document.hidden && this.flush(), { signal });
    window.addEventListener("pagehide", () => this.flush(), { signal });
    const { userId, asOf } = this.#of;
    for (const roomId of this.#of.roomIds()) {
      const stored = readStored(userId, roomId);
      if (stored) this.#move(roomId, { type: "found", roomId, stored, asOf });
    }
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
    this.#fetchIfStale(roomId);
    return () => {
      this.#open.set(roomId, (this.#open.get(roomId) ?? 1) - 1);
      if (!this.get(roomId).isSaved) void this.#push(roomId);
    };
  }

  type(roomId: string, text: string) {
    this.#move(roomId, { type: "typed", roomId, text, at: now() });
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
    await kept;
    const stored = readStored(this.#of.userId, roomId);
    if (stored && stored.text.trimEnd() === sent) this.#persist(roomId);
    await this.#push(roomId);
  }

  /** Throws a draft away, on all devices. */
  async drop(roomId: string) {
    await this.take(roomId, this.get(roomId).text.trimEnd(), Promise.resolve());
  }

  /** News of another device, or one's own come back. */
  hear(draft: DraftView) {
    const sent = this.#flights.get(draft.roomId);
    if (sent?.text.normalize("NFC") === draft.text) this.#keep(draft.roomId, sent, draft.version);
    else this.#move(draft.roomId, { type: "told", draft });
  }

  /** What the server says there is, after it was not heard for a while. */
  meet(heads: readonly DraftHead[], asOf: number) {
    const before = Object.keys(this.store.get());
    this.store.dispatch({ type: "heads", heads, asOf });
    for (const roomId of before) this.#persist(roomId);
    for (const roomId of this.#open.keys()) this.#fetchIfStale(roomId);
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
      for (const draft of page.items) this.hear(draft);
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
    this.store.dispatch(action);
    this.#persist(roomId);
  }

  #persist(roomId: string) {
    if (this.#leaving) writeStored(this.#of.userId, roomId, this.get(roomId));
  }

  #fetchIfStale(roomId: string) {
    if (this.#open.get(roomId) && isStale(this.get(roomId))) void this.#fetch(roomId);
  }

  async #fetch(roomId: string) {
    const draft = await getJson<DraftView>(`/api/v1/rooms/${roomId}/draft`);
    // Where there is none any more, that is as new as what is known.
    if (draft) this.hear({ ...draft, version: draft.version || this.get(roomId).newest });
  }

  #pushLater(roomId: string, ms = REST_MS, longest = LONGEST_MS) {
    if (!this.#leaving) return;
    const waiting = this.#timers.get(roomId);
    const since = waiting?.since ?? Date.now();
    clearTimeout(waiting?.timer);
    const wait = Math.max(0, Math.min(ms, since + longest - Date.now()));
    this.#timers.set(roomId, { timer: setTimeout(() => void this.#push(roomId), wait), since });
  }

  /** Nobody took it: it is told again after a while, or with the next connection. */
  #pushAgain(roomId: string, retryAfterMs: number) {
    const tries = this.#tries.get(roomId) ?? 0;
    this.#tries.set(roomId, tries + 1);
    this.#pushLater(roomId, backoffMs(BACKOFF.drafts, tries, { retryAfterMs }), Number.POSITIVE_INFINITY);
  }

  async #push(roomId: string, isLeaving = false) {
    clearTimeout(this.#timers.get(roomId)?.timer);
    this.#timers.delete(roomId);
    if (this.#flights.has(roomId) && !isLeaving) return;
    const { text, replyTo, version, isSaved, isThere } = this.get(roomId);
    if (isSaved) return;
    const sent = { text, replyTo };
    if (isEmpty(sent) && !isThere) return this.#keep(roomId, sent, version);
    if (lengthNear(text, LIMITS.messageLength) > LIMITS.messageLength) return; // Neither to be kept nor to be sent.
    this.#flights.set(roomId, sent);
    const answer = await sendJson<DraftView>("PUT", `/api/v1/rooms/${roomId}/draft`, {
      body: { text, replyToId: replyTo?.id ?? null, version },
      isLeaving,
    });
    this.#flights.delete(roomId);
    if (answer?.ok) this.#tries.delete(roomId);
    if (answer?.ok) this.#keep(roomId, sent, answer.data.version);
    else if (answer?.status === 409) await this.#fetch(roomId);
    else if (!answer || answer.status === 429 || answer.status >= 500)
      return this.#pushAgain(roomId, answer?.retryAfterMs ?? 0);
    else return; // The room is lost: it stays in this browser.
    if (!this.get(roomId).isSaved) this.#pushLater(roomId);
  }

  #keep(roomId: string, sent: Said, version: number) {
    this.#move(roomId, { type: "kept", roomId, sent, version });
  }
}

const now = () => new Date().toISOString();
