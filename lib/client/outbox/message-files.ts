import type { Refusal } from "@/lib/shared/errors";
import type { OutgoingMessage } from "./pending";

/** A message waits this long for the files of earlier messages in its room; then it overtakes them. */
export const FILES_WAIT_MS = 5_000;

/** A message waits at most this long to be taken back, also where the clock is set back meanwhile. */
export const HOLD_MS = 30_000;

/** The refusal of a message whose files this browser no longer has. */
export const LOST: Refusal = {
  code: "gone",
  detail: "A file of this message is no longer in this browser.",
  reason: "files_lost",
};

/** The files of messages, which are uploaded elsewhere. */
export type OutboxFiles = {
  /** The server's ids of a message's files; null while one is not up, "lost" if this browser has it no more. */
  idsOf: (message: OutgoingMessage) => string[] | null | "lost";
  /** Resolves once the bytes of these files are stored, to whether they will outlast this tab. */
  kept: (files: readonly string[]) => Promise<boolean>;
  /** A message that is stored has taken its files. */
  assign: (message: OutgoingMessage) => void;
  /** Reads what other tabs did. */
  refresh: () => Promise<void>;
  /** Uploads files again, because the server has swept them. */
  again: (files: readonly string[]) => Promise<void>;
  /** Deletes the files of a message that is not sent. */
  discard: (clientId: string) => void;
};

/** The server refuses files that it has swept by this field. They are uploaded again this often. */
const SWEPT = /^attachmentIds\b/;
const MOST_UPLOADS = 3;

/** Asks for the files of messages that are being sent. */
export class MessageFiles {
  readonly #files: OutboxFiles;
  /** Uploads of a message's files that the server swept. */
  readonly #swept = new Map<string, number>();

  constructor(files: OutboxFiles) {
    this.#files = files;
  }

  isReady = (message: OutgoingMessage): boolean => this.#files.idsOf(message) !== null;

  /** The server's ids of a message's files; null if one is not up after all. */
  async idsOf(message: OutgoingMessage): Promise<string[] | null | "lost"> {
    const ids = this.#files.idsOf(message);
    if (ids !== "lost") return ids;
    // Another tab may have just added it.
    await this.#files.refresh();
    return this.#files.idsOf(message);
  }

  /** Uploads a message's files again if the server has swept them. False if that is not why it was refused. */
  async uploadAgain({ clientId, files }: OutgoingMessage, detail: string): Promise<boolean> {
    const times = this.#swept.get(clientId) ?? 0;
    if (files.length === 0 || !SWEPT.test(detail) || times >= MOST_UPLOADS) return false;
    this.#swept.set(clientId, times + 1);
    await this.#files.again(files);
    return true;
  }
}

/** Messages that wait, for the files of earlier ones or to be taken back. Each waits once, for a bounded time. */
export class Patience {
  readonly #longestMs: number;
  readonly #waits = new Map<string, { isOver: boolean; timer: ReturnType<typeof setTimeout> }>();

  constructor(longestMs: number) {
    this.#longestMs = longestMs;
  }

  /** Returns whether a message has waited. Its wait begins with the first call, and `onOver` is called at its end. */
  hasWaited(clientId: string, onOver: () => void, ms = this.#longestMs): boolean {
    const known = this.#waits.get(clientId);
    if (known) return known.isOver;
    const wait = {
      isOver: false,
      timer: setTimeout(
        () => {
          wait.isOver = true;
          onOver();
        },
        Math.min(ms, this.#longestMs),
      ),
    };
    this.#waits.set(clientId, wait);
    return false;
  }

  forget(clientId: string) {
    clearTimeout(this.#waits.get(clientId)?.timer);
    this.#waits.delete(clientId);
  }

  stop() {
    for (const clientId of [...this.#waits.keys()]) this.forget(clientId);
  }
}
