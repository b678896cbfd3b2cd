import type { Tabs } from "../connection/tabs";
import type { Store } from "../state/store";
import type { StoredUpload, Upload, UploadAction, Uploads } from "./upload";
import { fromStore, storedPart } from "./upload-state";
import type { UploadStore } from "./upload-store";

/** Parts of an upload's state that are told to other tabs while it runs. */
export type UploadProgress = Pick<Upload, "activity" | "sentBytes" | "secondsLeft">;

/** A change that a tab broadcasts: a row, the progress of one, or removed ones. */
export type UploadNews =
  | { type: "row"; upload: StoredUpload }
  | { type: "progress"; id: string; progress: UploadProgress }
  | { type: "gone"; ids: readonly string[] };

type RowsDeps = {
  state: Store<Uploads, UploadAction>;
  store: UploadStore;
  join: (onNews: (news: UploadNews) => void) => Tabs<UploadNews>;
  /** Called after another tab changed something. */
  onNews: (news: UploadNews) => void;
};

/** The rows of all uploads: in this tab's state, in the browser's storage, and in the other tabs, kept alike. */
export class UploadRows {
  readonly #deps: RowsDeps;
  tabs: Tabs<UploadNews> | null = null;

  constructor(deps: RowsDeps) {
    this.#deps = deps;
  }

  start() {
    this.tabs = this.#deps.join((news) => {
      this.#apply(news);
      this.#deps.onNews(news);
    });
  }

  stop() {
    this.tabs?.close();
    this.tabs = null;
    this.#deps.store.close();
  }

  get(id: string): Upload | undefined {
    return this.#deps.state.get().files[id];
  }

  all(): Upload[] {
    return Object.values(this.#deps.state.get().files);
  }

  of(clientId: string): Upload[] {
    return this.all().filter((upload) => upload.clientId === clientId);
  }

  put(upload: Upload) {
    this.#deps.state.dispatch({ type: "put", upload });
  }

  /** Changes what only this tab knows about an upload. */
  note(id: string, patch: Partial<Upload>) {
    this.#deps.state.dispatch({ type: "patch", id, patch });
  }

  /** Changes the progress of an upload, in all tabs. */
  progress(id: string, progress: UploadProgress) {
    this.note(id, progress);
    if (this.get(id)?.keeping === "stored") this.tabs?.broadcast({ type: "progress", id, progress });
  }

  /**
   * Changes a row here, in storage and in other tabs. Resolves to the row as it is afterwards; null if it is gone.
   *
   * @param change gives the new values from the row, which another tab may have changed since
   */
  async change(
    id: string,
    change: (row: StoredUpload) => Partial<StoredUpload>,
  ): Promise<StoredUpload | null> {
    const upload = this.get(id);
    if (!upload) return null;
    this.note(id, change(storedPart(upload)));
    if (upload.keeping === "tab" || !this.tabs) return this.get(id) ?? null;
    const row = await this.#deps.store
      .patch(id, (row) => ({ ...row, ...change(row) }))
      .catch(() => undefined);
    // Storage fails: this tab's row is the only one.
    if (row === undefined) return this.get(id) ?? null;
    if (row === null) {
      this.#deps.state.dispatch({ type: "drop", ids: [id] });
      return null;
    }
    this.note(id, row);
    this.tabs?.broadcast({ type: "row", upload: row });
    return row;
  }

  /** Drops rows with their bytes, here, in storage and in other tabs. */
  async drop(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    this.#deps.state.dispatch({ type: "drop", ids });
    this.tabs?.broadcast({ type: "gone", ids });
    await this.#deps.store.drop(ids).catch(() => {});
  }

  /** Reads the stored rows again. Another tab may have changed them unheard. */
  async refresh(): Promise<void> {
    const rows = await this.#deps.store.all().catch(() => null);
    if (!rows || !this.tabs) return;
    const stored = new Set(rows.map(({ id }) => id));
    const gone = this.all().filter(({ id, keeping }) => keeping === "stored" && !stored.has(id));
    if (gone.length > 0) this.#deps.state.dispatch({ type: "drop", ids: gone.map(({ id }) => id) });
    for (const row of rows) {
      const known = this.get(row.id);
      this.#applyRow(known?.isTaken ? { ...row, clientId: known.clientId } : row);
    }
  }

  #apply(news: UploadNews) {
    if (news.type === "row") this.#applyRow(news.upload);
    else if (news.type === "gone") this.#deps.state.dispatch({ type: "drop", ids: news.ids });
    else this.note(news.id, news.progress);
  }

  #applyRow(row: StoredUpload) {
    const known = this.get(row.id);
    if (!known) return this.put(fromStore(row));
    // Read before a change that this tab has heard of since, or of a row that found no room here.
    if (row.rev <= known.rev || known.keeping === "tab") return;
    this.note(row.id, row.isWhole ? { ...row, keeping: "stored" } : row);
  }
}
