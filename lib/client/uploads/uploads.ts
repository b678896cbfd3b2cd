import { roomOf } from "@/lib/shared/messages/timeline-key";
import { createStore } from "../state/store";
import { hasFilesKey } from "../storage/names";
import type { createEngine } from "./create-engine";
import type { reduceUploads } from "./reduce-uploads";
import { draftFiles, isUp, NO_UPLOADS, type Uploads as State, type UploadAction } from "./upload";
import type { UploadEngine, WaitingMessage } from "./upload-engine";

/** Pictures that were just sent are shown from this browser's bytes for this long; the bytes outlive it a little. */
const SENT_PREVIEW_MS = 100_000;

/** The engine's script is fetched this long after the start, when the page has what it needs itself. */
const AHEAD_MS = 10_000;

type UploadsDeps = {
  userId: string;
  /** The messages in the outbox, as stored. */
  waitingMessages: () => Promise<readonly WaitingMessage[]>;
  /** Loads the engine's script. */
  loadEngine?: () => Promise<{ createEngine: typeof createEngine; reduceUploads: typeof reduceUploads }>;
};

/**
 * A person's files on their way to the server: those of drafts, and those of messages in the outbox. Most visits send
 * none, so the engine behind it is loaded with the first file, or at once if an earlier visit or another tab left some.
 */
export class Uploads {
  readonly store = createStore(
    (state: State, action: UploadAction) => this.#reduce?.(state, action) ?? state,
    NO_UPLOADS,
  );
  /** Loaded with the engine, which adds the first file. */
  #reduce: typeof reduceUploads | null = null;
  readonly #deps: UploadsDeps;
  readonly #sentPreviews = new Map<string, string>();
  #engine: UploadEngine | null = null;
  #loading: Promise<UploadEngine> | null = null;
  #leaving: AbortController | null = null;

  constructor(deps: UploadsDeps) {
    this.#deps = deps;
  }

  start() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    const key = hasFilesKey(this.#deps.userId);
    this.#loadIfNeeded();
    // Ready before it is needed, because a file may be pasted in a tunnel.
    const ahead = setTimeout(() => void this.#script().catch(() => {}), AHEAD_MS);
    signal.addEventListener("abort", () => clearTimeout(ahead));
    window.addEventListener(
      "storage",
      (event) => event.key === key && event.newValue && void this.load().catch(() => {}),
      { signal },
    );
    window.addEventListener("online", () => this.wake(), { signal });
    window.addEventListener("beforeunload", (event) => this.#isFragile() && event.preventDefault(), {
      signal,
    });
    const unsubscribe = this.store.subscribe(() => this.#markPresence(key));
    signal.addEventListener("abort", unsubscribe);
  }

  stop() {
    this.#leaving?.abort();
    this.#leaving = null;
    this.#engine?.stop();
    this.#engine = null;
    this.#loading = null;
  }

  /** The engine that adds and changes files. Rejects if its script cannot be loaded now; then call again. */
  load(): Promise<UploadEngine> {
    this.#loading ??= this.#loadEngine().catch((error) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  get isStopped(): boolean {
    return this.#leaving === null;
  }

  /** The connection or the tab came back. */
  wake() {
    if (this.#engine) void this.#engine.wake();
    else this.#loadIfNeeded();
  }

  /** Takes the files out of a room's draft, for a message. Returns their ids in order. */
  take(roomId: string, clientId: string): string[] {
    const ids = draftFiles(this.store.get(), roomId).map(({ id }) => id);
    this.store.dispatch({ type: "dismiss", roomId });
    for (const id of ids) this.store.dispatch({ type: "patch", id, patch: { clientId, isTaken: true } });
    return ids;
  }

  /** Stores that a message, which is stored itself, has these files. */
  assign({ clientId, files }: WaitingMessage) {
    if (files.length > 0) this.#engine?.assign(files, clientId);
  }

  /** Resolves once the bytes of these files are stored, to whether they will outlast this tab. */
  async kept(ids: readonly string[]): Promise<boolean> {
    return ids.length === 0 || (await this.#engine?.kept(ids)) === true;
  }

  /** The server's ids of a message's files; null while one is not up, "lost" if this browser has it no more. */
  idsOf({ clientId, files }: WaitingMessage): string[] | null | "lost" {
    if (files.length === 0) return [];
    if (!this.#engine) {
      void this.load().catch(() => {});
      return null;
    }
    const uploads = files.map((id) => this.store.get().files[id]);
    // Gone, or taken by another message that was sent from another tab at the same moment.
    if (uploads.some((upload) => !upload || (upload.clientId ?? clientId) !== clientId)) return "lost";
    const wanted = uploads.flatMap((upload) => (upload && !upload.isRemoved ? [upload] : []));
    return wanted.every(isUp) ? wanted.map(({ fileId }) => fileId ?? "") : null;
  }

  async refresh(): Promise<void> {
    await this.#engine?.refresh();
  }

  /** Uploads a message's files again, because the server has swept them. */
  async again(files: readonly string[]): Promise<void> {
    await this.#engine?.again(files);
  }

  /** The server has a message. */
  forget(clientId: string) {
    if (!this.#has(clientId) || !this.#engine) return;
    for (const [fileId, url] of this.#engine.sentPreviews(clientId)) {
      this.#sentPreviews.set(fileId, url);
      setTimeout(() => this.#sentPreviews.delete(fileId), SENT_PREVIEW_MS);
    }
    this.#engine.forget(clientId);
  }

  /**
   * The address of a picture that this tab has just sent, shown until the server's own is loaded; undefined for others,
   * and after a while.
   */
  sentPreview = (fileId: string): string | undefined => this.#sentPreviews.get(fileId);

  /** The author discards a message. */
  discard(clientId: string) {
    if (this.#has(clientId)) this.#engine?.discard(clientId);
  }

  /** Removes the files in drafts of rooms that this person lost. Messages keep theirs. */
  dropLost(isLost: (roomId: string) => boolean) {
    // An engine that nothing loads has no files.
    if (!this.#engine) return void this.#loading?.then(() => this.dropLost(isLost)).catch(() => {});
    for (const { id, roomId, clientId } of Object.values(this.store.get().files))
      if (clientId === null && isLost(roomOf(roomId))) this.#engine.remove(id);
  }

  /** Moves the files of a message back into its room's draft. */
  giveBack(clientId: string) {
    if (this.#has(clientId)) this.#engine?.giveBack(clientId);
  }

  #has = (clientId: string) =>
    Object.values(this.store.get().files).some((upload) => upload.clientId === clientId);

  #script = () => this.#deps.loadEngine?.() ?? import("./create-engine");

  /** Loads the engine if an earlier visit or another tab left files. */
  #loadIfNeeded() {
    const key = hasFilesKey(this.#deps.userId);
    if (inStorage((storage) => storage.getItem(key))) void this.load().catch(() => {});
  }

  async #loadEngine(): Promise<UploadEngine> {
    const { userId, waitingMessages } = this.#deps;
    const { createEngine, reduceUploads } = await this.#script();
    this.#reduce = reduceUploads;
    const engine = createEngine(userId, this.store, waitingMessages);
    if (!this.#leaving) throw new Error("Stopped");
    await engine.start();
    this.#engine = engine;
    return engine;
  }

  /** A file that only this tab has would be lost with it. */
  #isFragile = () =>
    Object.values(this.store.get().files).some(
      ({ keeping, isRemoved, refusal }) =>
        keeping !== "stored" && !isRemoved && refusal?.why !== "unreadable",
    );

  /** Tells later visits and other tabs that there are files. */
  #markPresence(key: string) {
    const isPresent = Object.keys(this.store.get().files).length > 0;
    inStorage((storage) => {
      if (isPresent && !storage.getItem(key)) storage.setItem(key, "1");
      if (!isPresent && storage.getItem(key)) storage.removeItem(key);
    });
  }
}

/** Storage may be forbidden. */
function inStorage<T>(act: (storage: Storage) => T): T | undefined {
  try {
    return act(localStorage);
  } catch {
    return undefined;
  }
}
