import type { UploadJob, UploadOutcome } from "@/lib/client/uploads/send-file";

/** Outcome of one attempt to send a file. `deadly`: the server has it, and the tab dies before it learns so. */
export type UploadFate = "whole" | "cut" | "unheard" | "unanswered" | "deadly" | "refused";

type Upload = { bytes: Uint8Array; size: number; fileId: string | null };
type StoredFile = { bytes: string; isAttached: boolean };

/** For tests: a server that takes files in parts, as tus does, and may sweep those that no message has. */
export class FileServerModel {
  readonly #uploads = new Map<string, Upload>();
  readonly files = new Map<string, StoredFile>();
  fates: UploadFate[] = [];
  /** Attempts that are running, and the most at once. */
  running = 0;
  mostAtOnce = 0;
  #count = 0;

  async send(job: UploadJob, isAway: boolean, die: () => void): Promise<UploadOutcome> {
    this.running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
    const outcome = await this.#take(job, isAway, die).catch(
      (): UploadOutcome => ({
        type: "refused",
        refusal: { why: "unreadable", detail: "" },
      }),
    );
    this.running -= 1;
    return job.signal.aborted ? { type: "later", retryAfterMs: 0 } : outcome;
  }

  async #take({ upload, bytes, onUrl, onProgress }: UploadJob, isAway: boolean, die: () => void) {
    const later: UploadOutcome = { type: "later", retryAfterMs: 0 };
    const fate = isAway ? "unheard" : (this.fates.shift() ?? "whole");
    if (fate === "unheard") return later;
    if (fate === "refused") return { type: "refused", refusal: { why: "quota", detail: "" } } as const;
    let url = upload.url ?? "";
    if (!this.#uploads.has(url)) {
      url = `/uploads/${++this.#count}`;
      this.#uploads.set(url, { bytes: new Uint8Array(0), size: bytes.size, fileId: null });
      onUrl(url, { name: upload.name, description: upload.description });
    }
    const known = this.#uploads.get(url) as Upload;
    const end = fate === "cut" ? Math.floor((known.bytes.length + bytes.size) / 2) : bytes.size;
    const part = await bytes.slice(known.bytes.length, end);
    known.bytes = new Uint8Array([...known.bytes, ...part]);
    onProgress(known.bytes.length);
    if (fate === "cut") return later;
    if (known.fileId === null) {
      known.fileId = `file-${++this.#count}`;
      this.files.set(known.fileId, { bytes: new TextDecoder().decode(known.bytes), isAttached: false });
    }
    if (fate === "deadly") die();
    return fate === "whole" ? ({ type: "up", fileId: known.fileId } as const) : later;
  }

  /** Puts files into a message. False if one of them is not there, or in another message. */
  attach(ids: readonly string[]): boolean {
    const files = ids.map((id) => this.files.get(id));
    if (files.some((file) => !file || file.isAttached)) return false;
    for (const file of files) if (file) file.isAttached = true;
    return true;
  }

  remove(fileId: string) {
    if (!this.files.get(fileId)?.isAttached) this.files.delete(fileId);
  }

  /** Deletes what no message has, as the server's job does after a day. */
  sweep() {
    this.#uploads.clear();
    for (const [id, { isAttached }] of this.files) if (!isAttached) this.files.delete(id);
  }

  textsOf(ids: readonly string[] = []): (string | undefined)[] {
    return ids.map((id) => this.files.get(id)?.bytes);
  }
}
