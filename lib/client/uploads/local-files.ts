import type { ByteSource } from "./send-file";
import type { Upload } from "./upload";
import type { UploadRows } from "./upload-rows";
import { storedPart } from "./upload-state";
import { readBytes, UnreadableFile, type UploadStore } from "./upload-store";

/** A file of at most this many bytes is read into memory where the browser's storage has no room for it. */
const MEMORY_BYTES = 32 * 1024 * 1024;

/** A preview outlives its upload for this long, until the message has loaded its own picture. */
const PREVIEW_MS = 120_000;

const UNREADABLE = { why: "unreadable", detail: "" } as const;

type LocalFilesDeps = { rows: UploadRows; store: UploadStore };

/**
 * The bytes of files in this browser. They are copied into its storage as soon as they are chosen: where they lie, they
 * may change, or be out of reach when the upload comes to them.
 */
export class LocalFiles {
  readonly #deps: LocalFilesDeps;
  /** The bytes of files that only this tab has. */
  readonly #blobs = new Map<string, Blob>();
  readonly #copies = new Map<string, Promise<void>>();
  readonly #previews = new Map<string, Promise<string | null>>();
  /** The same, of those that are made. */
  readonly #urls = new Map<string, string>();

  constructor(deps: LocalFilesDeps) {
    this.#deps = deps;
  }

  /** Copies the bytes of a new upload. Without room for them they stay in this tab. Never rejects. */
  copy(upload: Upload, file: File): Promise<void> {
    const { id, type, voice } = upload;
    // Shown and heard at once: the copy of a large file takes a while.
    if (type.startsWith("image/") || voice) this.#previews.set(id, Promise.resolve(this.#urlOf(id, file)));
    const copied = this.#copy(upload, file).finally(() => this.#copies.delete(id));
    this.#copies.set(id, copied);
    return copied;
  }

  /** Resolves once these uploads are not being copied any more. */
  async copied(ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map((id) => this.#copies.get(id)));
  }

  /** Marks files whose tab died while it copied them: they have to be chosen again. */
  recover() {
    const { rows } = this.#deps;
    for (const { id, isWhole } of rows.all()) {
      if (isWhole || this.#copies.has(id)) continue;
      void rows.tabs?.withLock(lockOf(id), async () => {
        await rows.change(id, (row) => (row.isWhole ? {} : { refusal: UNREADABLE }));
        rows.note(id, { keeping: "stored" });
      });
    }
  }

  bytesOf({ id, size, keeping }: Upload): ByteSource {
    const { store } = this.#deps;
    const blob = this.#blobs.get(id);
    if (keeping === "stored" && !blob) return { size, slice: (start, end) => store.slice(id, start, end) };
    return {
      size,
      async slice(start, end) {
        const bytes = blob && (await readBytes(blob, start, end).catch(() => null));
        if (!bytes) throw new UnreadableFile();
        return new Uint8Array(bytes);
      },
    };
  }

  /**
   * The address of a file's bytes in this browser, for a preview. Waits while this tab copies them. Resolves to null if
   * they are gone, or while another tab copies them.
   */
  preview(id: string): Promise<string | null> {
    const known = this.#previews.get(id);
    if (known) return known;
    const made = this.#makePreview(id).catch(() => {
      this.#previews.delete(id);
      return null;
    });
    this.#previews.set(id, made);
    return made;
  }

  /** The address of a preview that was made before; undefined without one. */
  knownPreview = (id: string): string | undefined => this.#urls.get(id);

  /** Lets go of the bytes that only this tab has, and later of the preview. */
  forget(id: string) {
    this.#blobs.delete(id);
    this.#previews.delete(id);
    const url = this.#urls.get(id);
    if (!url) return;
    this.#urls.delete(id);
    setTimeout(() => URL.revokeObjectURL(url), PREVIEW_MS);
  }

  async #copy(upload: Upload, file: File): Promise<void> {
    const { rows, store } = this.#deps;
    const { id } = upload;
    try {
      await store.put(storedPart(upload));
      let failure: unknown = null;
      await rows.tabs?.withLock(lockOf(id), async () => {
        failure = await store.copy(id, file).catch((error: unknown) => error ?? new Error("Not stored"));
        if (!failure) await rows.change(id, () => ({ isWhole: true, refusal: null }));
      });
      if (failure) throw failure;
      // Removed while it was copied.
      if (!rows.get(id)) return void (await store.drop([id]));
      rows.note(id, { keeping: "stored" });
    } catch (error) {
      await this.#keepInTab(id, file, error instanceof UnreadableFile);
    }
  }

  async #keepInTab(id: string, file: File, isUnreadable: boolean): Promise<void> {
    const { rows, store } = this.#deps;
    const isSmall = file.size <= MEMORY_BYTES && !isUnreadable;
    const read = isSmall ? await readBytes(file, 0, file.size).catch(() => null) : undefined;
    this.#blobs.set(id, read ? new Blob([read], { type: file.type }) : file);
    rows.note(id, { keeping: "tab", refusal: isUnreadable || read === null ? UNREADABLE : null });
    await store.drop([id]).catch(() => {});
  }

  async #makePreview(id: string): Promise<string> {
    await this.#copies.get(id);
    const upload = this.#deps.rows.get(id);
    if (!upload) throw new UnreadableFile();
    const { size, type } = upload;
    const bytes = await this.bytesOf(upload).slice(0, size);
    return this.#urlOf(id, new Blob([bytes], { type }));
  }

  #urlOf(id: string, bytes: Blob): string {
    const url = URL.createObjectURL(bytes);
    this.#urls.set(id, url);
    return url;
  }
}

/** The lock that a tab holds while it copies a file. */
const lockOf = (id: string) => `copy ${id}`;
