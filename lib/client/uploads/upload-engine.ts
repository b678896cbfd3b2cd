import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { Outcome } from "@/lib/shared/errors";
import { newClientId } from "../connection/client-id";
import type { Tabs } from "../connection/tabs";
import type { Store } from "../state/store";
import { byName, distinctName } from "./file-names";
import { LocalFiles } from "./local-files";
import type { SendFile } from "./send-file";
import {
  draftFiles,
  type FileWords,
  type Rejection,
  type Upload,
  type UploadAction,
  type Uploads,
  type VoiceInfo,
} from "./upload";
import { UploadQueue } from "./upload-queue";
import { type UploadNews, UploadRows } from "./upload-rows";
import { fromStore } from "./upload-state";
import type { UploadStore } from "./upload-store";

/** A message that waits in the outbox, and the files that it takes. */
export type WaitingMessage = { clientId: string; files: readonly string[] };

/** The server as the engine needs it. */
export type UploadServer = {
  send: SendFile;
  tell: (fileId: string, words: FileWords) => Promise<Outcome<unknown>>;
  removeFile: (fileId: string) => void;
  removeUpload: (url: string) => void;
  /** The most bytes of one file; null if the server did not say. */
  sizeLimit: () => Promise<number | null>;
};

export type EngineDeps = {
  state: Store<Uploads, UploadAction>;
  store: UploadStore;
  join: (onNews: (news: UploadNews) => void) => Tabs<UploadNews>;
  server: UploadServer;
  /** The messages in the outbox, as stored. Rejects if they cannot be read. */
  waitingMessages: () => Promise<readonly WaitingMessage[]>;
};

/** Adds files, copies their bytes into the browser's storage, and lets the queue send them. */
export class UploadEngine {
  readonly #deps: EngineDeps;
  readonly #rows: UploadRows;
  readonly #queue: UploadQueue;
  readonly #local: LocalFiles;
  #limit: Promise<number | null> | null = null;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    const { state, store, join, server } = deps;
    this.#rows = new UploadRows({ state, store, join, onNews: (news) => this.#onNews(news) });
    this.#local = new LocalFiles({ rows: this.#rows, store });
    this.#queue = new UploadQueue({
      rows: this.#rows,
      bytesOf: (upload) => this.#local.bytesOf(upload),
      send: server.send,
      tell: server.tell,
      remove: server.removeFile,
    });
  }

  /** Loads the files of earlier visits, and sends them. */
  async start(): Promise<void> {
    this.#rows.start();
    await this.#rows.refresh();
    await this.#reconcile();
    this.#local.recover();
    this.#queue.pump();
  }

  stop() {
    this.#rows.stop();
    this.#queue.stop();
  }

  /** The connection or the tab came back. */
  async wake() {
    await this.#rows.refresh();
    this.#queue.wake();
  }

  /** Reads the rows again, before a message with files is sent. */
  refresh = () => this.#rows.refresh();

  /**
   * Adds files to the draft of a room, sorted by name. They are shown and sent at once. Files that cannot be taken are
   * listed as rejections. Resolves to the ids of the others.
   */
  async add(roomId: string, files: readonly File[], voice: VoiceInfo | null = null): Promise<string[]> {
    const limit = await this.#sizeLimit();
    const present = draftFiles(this.#deps.state.get(), roomId);
    const { accepted, rejections } = choose(roomId, byName(files), { limit, count: present.length });
    this.reject(rejections);
    const taken = present.map(({ name }) => name);
    let place = Math.max(-1, ...present.map((upload) => upload.place));
    return accepted.map((file) => {
      const name = distinctName(file.name || "file", taken);
      taken.push(name);
      place += 1;
      return this.#take(file, { roomId, name, place, voice });
    });
  }

  /** Says that a file cannot be taken, such as a folder. */
  reject(rejections: readonly Rejection[]) {
    if (rejections.length > 0) this.#deps.state.dispatch({ type: "reject", rejections });
  }

  /** Resolves once the bytes are copied, to whether all of them will outlast this tab. */
  async kept(ids: readonly string[]): Promise<boolean> {
    await this.#local.copied(ids);
    return ids.every((id) => this.#rows.get(id)?.keeping === "stored");
  }

  /** Changes the name or the description of a file. */
  rename(id: string, words: FileWords) {
    void this.#rows.change(id, () => words).then(() => this.#queue.pump());
  }

  /** Puts the files of a draft into another order. */
  reorder(ids: readonly string[]) {
    this.#deps.state.dispatch({ type: "place", ids });
    for (const [place, id] of ids.entries()) void this.#rows.change(id, () => ({ place }));
  }

  /** Sends a refused file again. */
  retry(id: string) {
    void this.#rows.change(id, () => ({ refusal: null })).then(() => this.#queue.pump());
  }

  /** Uploads the files of a message again, because the server has swept them. */
  async again(ids: readonly string[]): Promise<void> {
    await Promise.all(
      ids.map((id) => this.#rows.change(id, () => ({ fileId: null, url: null, told: null }))),
    );
    this.#queue.pump();
  }

  /** Removes a file, here and on the server. A message that waits for it goes without it. */
  remove(id: string) {
    const upload = this.#rows.get(id);
    if (!upload) return;
    this.#queue.cancel(id);
    this.#removeFromServer(upload);
    if (upload.clientId === null) return void this.#drop([id]);
    this.#local.forget(id);
    void this.#rows.change(id, () => ({ isRemoved: true }));
    void this.#deps.store.dropBytes(id).catch(() => {});
  }

  /** Stores that a message has taken files out of a draft. */
  assign(ids: readonly string[], clientId: string) {
    for (const id of ids) {
      const upload = this.#rows.get(id);
      if (upload?.isTaken || upload?.clientId !== clientId) void this.#setOwner(id, { clientId });
    }
    this.#queue.pump();
  }

  /** Drops the files of a message that the server has. */
  forget(clientId: string) {
    void this.#drop(this.#rows.of(clientId).map(({ id }) => id));
  }

  /** Deletes the files of a message that its author discards. */
  discard(clientId: string) {
    const uploads = this.#rows.of(clientId);
    for (const upload of uploads) {
      this.#queue.cancel(upload.id);
      this.#removeFromServer(upload);
    }
    void this.#drop(uploads.map(({ id }) => id));
  }

  /** Moves the files of a message back into the draft of its room. */
  giveBack(clientId: string) {
    const uploads = this.#rows.of(clientId);
    const { roomId = "" } = uploads[0] ?? {};
    const after = Math.max(-1, ...draftFiles(this.#deps.state.get(), roomId).map(({ place }) => place));
    for (const { id, place } of uploads)
      void this.#setOwner(id, { clientId: null, place: after + 1 + place });
  }

  /** The address of a file's bytes in this browser, for a preview. Resolves to null if they are gone. */
  preview = (id: string): Promise<string | null> => this.#local.preview(id);

  /** The previews of a message's files by the server's ids, for its pictures until they are loaded. */
  sentPreviews(clientId: string): [fileId: string, url: string][] {
    return this.#rows.of(clientId).flatMap(({ id, fileId }) => {
      const url = this.#local.knownPreview(id);
      return fileId && url ? [[fileId, url]] : [];
    });
  }

  #take(file: File, own: Pick<Upload, "roomId" | "name" | "place" | "voice">): string {
    const id = newClientId();
    const { type, size } = file;
    const upload: Upload = {
      ...fromStore({
        ...{ id, rev: 0, type, size, clientId: null, description: "", addedAt: Date.now(), ...own },
        ...{ isWhole: false, url: null, fileId: null, told: null, refusal: null, isRemoved: false },
      }),
    };
    this.#rows.put(upload);
    void this.#local.copy(upload, file).then(() => this.#queue.pump());
    return id;
  }

  async #setOwner(id: string, owner: Partial<Pick<Upload, "clientId" | "place">>): Promise<void> {
    await this.#rows.change(id, () => owner);
    this.#rows.note(id, { isTaken: false });
  }

  /**
   * Brings rows and outbox together after a crash between their two databases: a message that was stored has its files,
   * and files whose message is gone go too.
   */
  async #reconcile(): Promise<void> {
    // Read after the rows: a row names its message only once that is stored.
    const rows = this.#rows.all();
    const messages = await this.#deps.waitingMessages().catch(() => null);
    if (!messages) return;
    const ownerOf = new Map(messages.flatMap(({ clientId, files }) => files.map((id) => [id, clientId])));
    const waiting = new Set(messages.map(({ clientId }) => clientId));
    for (const { id, clientId } of rows)
      if (clientId === null && ownerOf.has(id))
        await this.#rows.change(id, () => ({ clientId: ownerOf.get(id) ?? null }));
    const done = rows.filter(({ clientId }) => clientId !== null && !waiting.has(clientId));
    await this.#drop(done.map(({ id }) => id));
  }

  async #drop(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#local.forget(id);
    await this.#rows.drop(ids);
  }

  #removeFromServer({ fileId, url }: Upload) {
    if (fileId) this.#deps.server.removeFile(fileId);
    else if (url) this.#deps.server.removeUpload(url);
  }

  /** Another tab added or removed files. */
  #onNews(news: UploadNews) {
    if (news.type === "gone") for (const id of news.ids) this.#queue.cancel(id);
    if (news.type !== "row") return;
    if (news.upload.isRemoved) this.#queue.cancel(news.upload.id);
    this.#queue.pump();
  }

  /** Waits briefly: without an answer the server checks the size itself. */
  #sizeLimit(): Promise<number | null> {
    this.#limit ??= this.#deps.server.sizeLimit().then((limit) => {
      if (limit === null) this.#limit = null;
      return limit;
    });
    const late = new Promise<null>((resolve) => setTimeout(resolve, LIMIT_WAIT_MS, null));
    return Promise.race([this.#limit, late]);
  }
}

const LIMIT_WAIT_MS = 500;

/** Splits chosen files into those that a draft takes and those that it does not. */
function choose(
  roomId: string,
  files: readonly File[],
  { limit, count }: { limit: number | null; count: number },
): { accepted: File[]; rejections: Rejection[] } {
  const tooLarge = files.filter(({ size }) => limit !== null && size > limit);
  const fitting = files.filter((file) => !tooLarge.includes(file));
  const room = Math.max(0, BROWSER_LIMITS.attachments - count);
  const rejections = tooLarge.map(
    ({ name }): Rejection => ({ roomId, name, why: "tooLarge", limit: limit ?? 0 }),
  );
  const extra = fitting[room];
  if (extra) rejections.push({ roomId, name: extra.name, why: "tooMany", limit: BROWSER_LIMITS.attachments });
  return { accepted: fitting.slice(0, room), rejections };
}
