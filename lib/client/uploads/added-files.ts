import { newClientId } from "../connection/client-id";
import { createStore } from "../state/store";
import { byName, distinctName } from "./file-names";
import type { ByteSource, SendFile, UploadOutcome } from "./send-file";
import { isUp, type Upload } from "./upload";

/** Files that are sent at once. */
const PARALLEL = 3;
/** The least time before another attempt, in ms. */
const RETRY_MS = 2_000;

type AddedDeps = {
  send: SendFile;
  /** Deletes a file on the server. */
  remove: (fileId: string) => void;
};

/**
 * Files that are added to a message while it is edited. They are sent at once, and last as long as the form: an edit is
 * not kept beyond its tab either. Unlike files of a draft they need no storage in the browser.
 */
export class AddedFiles {
  readonly store = createStore((_: readonly Upload[], next: readonly Upload[]) => next, []);
  readonly #deps: AddedDeps;
  readonly #bytes = new Map<string, File>();
  readonly #attempts = new Map<string, AbortController>();

  constructor(deps: AddedDeps) {
    this.#deps = deps;
  }

  /**
   * Adds files, sorted by name, and begins to send them.
   *
   * @param room how many more the message may have; the others are left out
   */
  add(files: readonly File[], room: number): void {
    const taken = this.store.get().map(({ name }) => name);
    const added = byName(files)
      .slice(0, Math.max(0, room))
      .map((file) => {
        const name = distinctName(file.name || "file", taken);
        taken.push(name);
        const upload = newUpload(file, name);
        this.#bytes.set(upload.id, file);
        return upload;
      });
    this.store.dispatch([...this.store.get(), ...added]);
    this.#pump();
  }

  /** Removes a file, here and on the server. */
  remove(id: string): void {
    this.#attempts.get(id)?.abort();
    this.#attempts.delete(id);
    const upload = this.#get(id);
    if (upload?.fileId) this.#deps.remove(upload.fileId);
    this.store.dispatch(this.store.get().filter((each) => each.id !== id));
    this.#pump();
  }

  /** Sends a refused file again. */
  retry(id: string): void {
    this.#patch(id, { refusal: null });
    this.#pump();
  }

  /** The server's ids of all files; null while one is not up. */
  ids(): string[] | null {
    const uploads = this.store.get();
    return uploads.every(isUp) ? uploads.map(({ fileId }) => fileId ?? "") : null;
  }

  /** The message has these files: they are deleted no more. */
  saved(ids: readonly string[]): void {
    this.store.dispatch(this.store.get().filter(({ fileId }) => fileId === null || !ids.includes(fileId)));
  }

  /** The form is left: what it does not keep is deleted. */
  stop(): void {
    for (const { id } of this.store.get()) this.remove(id);
  }

  #pump() {
    const waiting = this.store
      .get()
      .filter((upload) => !isUp(upload) && upload.refusal === null && !this.#attempts.has(upload.id));
    for (const { id } of waiting.slice(0, PARALLEL - this.#attempts.size)) {
      const attempt = new AbortController();
      this.#attempts.set(id, attempt);
      void this.#send(id, attempt);
    }
  }

  async #send(id: string, attempt: AbortController) {
    const { signal } = attempt;
    while (!signal.aborted) {
      const outcome = await this.#attempt(id, signal);
      if (signal.aborted) {
        // Up in the same moment: the form has no place for it.
        if (outcome.type === "up") this.#deps.remove(outcome.fileId);
        return;
      }
      if (outcome.type === "up" || outcome.type === "refused") {
        this.#attempts.delete(id);
        this.#settle(id, outcome);
        return this.#pump();
      }
      if (outcome.type === "gone") this.#patch(id, { url: null, sentBytes: 0 });
      else {
        this.#patch(id, { activity: "stalled" });
        await new Promise((resolve) => setTimeout(resolve, Math.max(RETRY_MS, outcome.retryAfterMs)));
      }
    }
  }

  async #attempt(id: string, signal: AbortSignal): Promise<UploadOutcome> {
    const upload = this.#get(id);
    const file = this.#bytes.get(id);
    if (!upload || !file) return { type: "refused", refusal: { why: "unreadable", detail: "" } };
    return this.#deps.send({
      upload,
      bytes: bytesOf(file),
      signal,
      onUrl: (url) => this.#patch(id, { url }),
      onProgress: (sentBytes) => this.#patch(id, { sentBytes, activity: "going" }),
    });
  }

  #settle(id: string, outcome: Extract<UploadOutcome, { type: "up" | "refused" }>) {
    if (outcome.type === "refused") return this.#patch(id, { refusal: outcome.refusal, activity: "waiting" });
    const { name = "", description = "" } = this.#get(id) ?? {};
    this.#patch(id, { fileId: outcome.fileId, told: { name, description } });
  }

  #get = (id: string) => this.store.get().find((upload) => upload.id === id);

  #patch(id: string, part: Partial<Upload>) {
    this.store.dispatch(this.store.get().map((each) => (each.id === id ? { ...each, ...part } : each)));
  }
}

const bytesOf = (file: File): ByteSource => ({
  size: file.size,
  slice: async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
});

const newUpload = ({ type, size }: File, name: string): Upload => ({
  id: newClientId(),
  rev: 0,
  roomId: "",
  clientId: null,
  place: 0,
  addedAt: Date.now(),
  name,
  description: "",
  type,
  size,
  voice: null,
  isWhole: false,
  url: null,
  fileId: null,
  told: null,
  refusal: null,
  isRemoved: false,
  keeping: "tab",
  isTaken: false,
  activity: "waiting",
  sentBytes: 0,
  secondsLeft: null,
});
