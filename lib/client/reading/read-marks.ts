import type { Outcome } from "@/lib/shared/errors";
import { BACKOFF, backoffMs } from "../connection/backoff";
import { isUnreachable, UNREACHABLE } from "../connection/outcome";

export type ReadMarksDeps = {
  isReady: () => boolean;
  /** Sends a mark. With `isBack` it may move back. */
  tell: (roomId: string, seq: number, isBack: boolean) => Promise<Outcome<unknown>>;
  /** Sends a mark while the page closes and no answer can be received. */
  tellLeaving: (roomId: string, seq: number, isBack: boolean) => void;
  /** Called when the server has stored a mark. */
  onKept: (roomId: string, seq: number) => void;
};

type Mark = { seq: number; isBack: boolean };

/** The shortest time between two sends, in ms. */
const REST_MS = 300;

/**
 * Sends the reader's read marks: the first at once, so that a reader who leaves right after finds the room read, and
 * then at most one per room and 300 ms, so that a busy room costs about three frames a second. One frame per room is on
 * its way at a time, so that a mark that moves back never overtakes the mark that it replaces.
 */
export class ReadMarks {
  readonly #deps: ReadMarksDeps;
  readonly #marks = new Map<string, Mark>();
  readonly #sending = new Map<string, Promise<Outcome<unknown>>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isMoved = false;
  /** Sends without an answer, one after the other. */
  #tries = 0;

  constructor(deps: ReadMarksDeps) {
    this.#deps = deps;
  }

  start() {
    // A reload requests its page before this one is hidden, and should find there what was read here.
    window.addEventListener("beforeunload", this.#sendAll);
    window.addEventListener("pagehide", this.#sendLast);
  }

  stop() {
    clearTimeout(this.#timer);
    window.removeEventListener("beforeunload", this.#sendAll);
    window.removeEventListener("pagehide", this.#sendLast);
  }

  /** A new connection: sends the marks that are not stored yet. */
  resume() {
    this.#sendAll();
  }

  /** Moves the mark of a room forward to `seq`. */
  move(roomId: string, seq: number) {
    const known = this.#marks.get(roomId);
    const furthest = known && !known.isBack ? Math.max(seq, known.seq) : seq;
    if (known?.seq !== furthest || known.isBack) this.#marks.set(roomId, { seq: furthest, isBack: false });
    this.#isMoved = true;
    if (this.#timer === undefined) this.#sendAll();
  }

  /** Sets the mark of a room to `seq`, also backward. Unreachable without a connection. */
  async takeBack(roomId: string, seq: number): Promise<Outcome<unknown>> {
    this.#marks.set(roomId, { seq, isBack: true });
    return this.#deps.isReady() ? this.#sendRoom(roomId) : UNREACHABLE;
  }

  #sendAll = () => {
    this.#isMoved = false;
    this.#rest();
    if (!this.#deps.isReady()) return;
    for (const roomId of this.#marks.keys()) void this.#sendRoom(roomId);
  };

  /** The page closes: sends every mark that has no answer once more, in a way that outlives the page. */
  #sendLast = () => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [roomId, { seq, isBack }] of this.#marks) this.#deps.tellLeaving(roomId, seq, isBack);
  };

  #rest(ms: number = REST_MS) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isMoved) this.#sendAll();
    }, ms);
  }

  #sendRoom(roomId: string): Promise<Outcome<unknown>> {
    const sent =
      this.#sending.get(roomId) ?? this.#sendMarks(roomId).finally(() => this.#sending.delete(roomId));
    this.#sending.set(roomId, sent);
    return sent;
  }

  /** Sends the mark of one room, and every mark that moves back meanwhile. Resolves to the last outcome. */
  async #sendMarks(roomId: string): Promise<Outcome<unknown>> {
    for (;;) {
      const mark = this.#marks.get(roomId);
      if (!mark) return UNREACHABLE;
      const answer = await this.#deps.tell(roomId, mark.seq, mark.isBack);
      // A refusal settles the mark too, because the room is gone. A request may go unanswered while the socket is up.
      if (isUnreachable(answer)) {
        this.#sendLater(backoffMs(BACKOFF.marks, this.#tries++));
        return answer;
      }
      this.#tries = 0;
      const next = this.#marks.get(roomId);
      if (next?.isBack && next !== mark) continue;
      if (next === mark) this.#settle(roomId, mark);
      else this.#sendLater();
      return answer;
    }
  }

  #settle(roomId: string, { seq, isBack }: Mark) {
    this.#marks.delete(roomId);
    if (!isBack) this.#deps.onKept(roomId, seq);
  }

  #sendLater(ms?: number) {
    this.#isMoved = true;
    if (this.#timer === undefined) this.#rest(ms);
  }
}
