import type { Outcome } from "@/lib/shared/errors";
import { BACKOFF, createWaits } from "../connection/backoff";
import { type RetryLater, refusalOf, retryAfterMs } from "../connection/outcome";
import { createSpeedometer } from "./progress";
import type { ByteSource, SendFile, UploadOutcome } from "./send-file";
import type { FileWords, Upload } from "./upload";
import type { UploadRows } from "./upload-rows";
import { needsWork } from "./upload-state";

/** Uploads at once, of all tabs together. */
const PARALLEL = 3;

/** An attempt without progress for this long is cut: the connection may have died without a word. */
const SILENT_MS = 30_000;
/** The same after the last byte, while the server reads the file. */
const READING_MS = 120_000;
/** When the connection comes back, an attempt that is silent for this long is cut at once. */
const DOUBTFUL_MS = 3_000;

type QueueDeps = {
  rows: UploadRows;
  bytesOf: (upload: Upload) => ByteSource;
  send: SendFile;
  /** Tells the server a file's name and description. */
  tell: (fileId: string, words: FileWords) => Promise<Outcome<unknown>>;
  /** Deletes a file that the server has twice. */
  remove: (fileId: string) => void;
};

type Attempt = { controller: AbortController; isStopped: boolean; movedAt: number };

/**
 * Sends the files that wait, at most three at once. The files in storage are sent by the one tab that holds the lock;
 * when it dies, another one goes on. A file that only its tab has is sent by that tab. Where the browser hides locks
 * (plain http), two tabs may send the same file: the first to finish counts, and the other deletes its own.
 */
export class UploadQueue {
  readonly #deps: QueueDeps;
  readonly #waits = createWaits(BACKOFF.uploads);
  readonly #running = new Map<string, Attempt>();
  #isAsking = false;
  #endTurn: (() => void) | null = null;

  constructor(deps: QueueDeps) {
    this.#deps = deps;
  }

  /** Sends what waits. */
  pump() {
    if (!this.#deps.rows.tabs) return;
    this.#fill();
    void this.#takeTurn();
  }

  /** The connection is back: goes on at once. */
  wake() {
    const doubtful = Date.now() - DOUBTFUL_MS;
    for (const { controller, movedAt } of this.#running.values()) if (movedAt < doubtful) controller.abort();
    this.#waits.cut();
    this.pump();
  }

  /** Ends the attempt of an upload that was removed. */
  cancel(id: string) {
    const attempt = this.#running.get(id);
    if (!attempt) return;
    attempt.isStopped = true;
    attempt.controller.abort();
    this.#waits.cut();
  }

  stop() {
    for (const id of [...this.#running.keys()]) this.cancel(id);
    this.#endTurn?.();
  }

  async #takeTurn(): Promise<void> {
    const { rows } = this.#deps;
    if (this.#isAsking || !this.#hasStored()) return;
    this.#isAsking = true;
    let hadTurn = false;
    await rows.tabs?.withLock("uploads", async () => {
      hadTurn = true;
      // Another tab may have sent everything while this one waited for the lock.
      await rows.refresh();
      if (!rows.tabs) return;
      await new Promise<void>((resolve) => {
        this.#endTurn = resolve;
        this.#fill();
      });
      this.#endTurn = null;
    });
    this.#isAsking = false;
    if (rows.tabs && hadTurn) await this.#takeTurn();
  }

  #hasStored = () => this.#deps.rows.all().some((upload) => upload.keeping === "stored" && needsWork(upload));

  /** Starts uploads up to the limit, those of messages first. Ends this tab's turn when nothing is left. */
  #fill() {
    const waiting = this.#deps.rows
      .all()
      .filter((upload) => needsWork(upload) && !this.#running.has(upload.id))
      .filter(({ keeping }) => keeping === "tab" || this.#endTurn !== null)
      .sort(inOrder);
    for (const { id } of waiting.slice(0, Math.max(0, PARALLEL - this.#running.size))) void this.#run(id);
    if (this.#running.size === 0 && !this.#hasStored()) this.#endTurn?.();
  }

  async #run(id: string): Promise<void> {
    const { rows } = this.#deps;
    const attempt: Attempt = { controller: new AbortController(), isStopped: false, movedAt: Date.now() };
    this.#running.set(id, attempt);
    for (let tries = 0; !attempt.isStopped; ) {
      const upload = rows.get(id);
      if (!upload || !needsWork(upload)) break;
      const wait = await this.#try(upload, attempt);
      if (wait === null || attempt.isStopped) continue;
      const after = rows.get(id);
      tries = after && after.sentBytes > upload.sentBytes ? 0 : tries + 1;
      if (after) rows.progress(id, { ...progressOf(after), activity: "stalled", secondsLeft: null });
      await this.#waits.take(id, tries, wait.retryAfterMs);
    }
    this.#running.delete(id);
    if (rows.tabs) this.#fill();
    else this.#endTurn?.();
  }

  /** One attempt. Resolves to null when something changed for good, else to the wait that the server asked for. */
  async #try(upload: Upload, attempt: Attempt): Promise<RetryLater | null> {
    const { id, fileId } = upload;
    if (fileId !== null) return this.#tellWords(upload, fileId);
    attempt.controller = new AbortController();
    const outcome = await this.#send(upload, attempt);
    return attempt.isStopped && outcome.type !== "up" ? null : this.#settle(id, outcome);
  }

  async #send(upload: Upload, attempt: Attempt): Promise<UploadOutcome> {
    const { rows, send, bytesOf } = this.#deps;
    const { id, size } = upload;
    const speed = createSpeedometer(size);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { controller } = attempt;
    const watch = (sentBytes: number) => {
      attempt.movedAt = Date.now();
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(), sentBytes < size ? SILENT_MS : READING_MS);
    };
    watch(0);
    rows.progress(id, { ...progressOf(upload), activity: "going" });
    const outcome = await send({
      upload,
      bytes: bytesOf(upload),
      signal: controller.signal,
      onUrl: (url, told) => void rows.change(id, () => ({ url, told })),
      onProgress: (sentBytes) => {
        watch(sentBytes);
        const secondsLeft = speed.note(sentBytes, Date.now());
        if (speed.isDue(Date.now())) rows.progress(id, { activity: "going", sentBytes, secondsLeft });
      },
    });
    clearTimeout(timer);
    return outcome;
  }

  async #settle(id: string, outcome: UploadOutcome): Promise<RetryLater | null> {
    const { rows, remove } = this.#deps;
    if (outcome.type === "later") return outcome;
    if (outcome.type === "gone") {
      await rows.change(id, () => ({ url: null, told: null }));
      rows.note(id, { sentBytes: 0 });
      return { retryAfterMs: 0 };
    }
    if (outcome.type === "refused") {
      await rows.change(id, () => ({ refusal: outcome.refusal, url: null, told: null }));
      rows.progress(id, { activity: "waiting", sentBytes: 0, secondsLeft: null });
      return null;
    }
    const { fileId } = outcome;
    const row = await rows.change(id, (row) => ({ fileId: row.fileId ?? fileId, url: null }));
    if (row?.fileId !== fileId) remove(fileId);
    const size = rows.get(id)?.size ?? 0;
    rows.progress(id, { activity: "waiting", sentBytes: size, secondsLeft: null });
    return null;
  }

  async #tellWords({ id, name, description }: Upload, fileId: string): Promise<RetryLater | null> {
    const { rows, tell } = this.#deps;
    const words = { name, description };
    const answer = await tell(fileId, words);
    if (answer.ok) {
      await rows.change(id, () => ({ told: words }));
      return null;
    }
    const { code, detail } = refusalOf(answer);
    // Who logs in again goes on.
    const later = code === "unauthenticated" ? 0 : retryAfterMs(answer);
    if (later !== null) return { retryAfterMs: later };
    // The server has swept the file: it is uploaded again.
    if (code === "not_found") await rows.change(id, () => ({ fileId: null, url: null, told: null }));
    else await rows.change(id, () => ({ refusal: { why: "other", detail } }));
    return null;
  }
}

const progressOf = ({ activity, sentBytes, secondsLeft }: Upload) => ({ activity, sentBytes, secondsLeft });

/** Files of sent messages come before those of drafts, earlier ones before later ones. */
const inOrder = (a: Upload, b: Upload) =>
  Number(a.clientId === null) - Number(b.clientId === null) || a.addedAt - b.addedAt || a.place - b.place;
