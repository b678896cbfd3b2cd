import type { TimelineKey } from "@/lib/shared/messages/timeline-key";

/** A recorded voice message: seconds, and its loudness over time, each value 0 to 100. */
export type VoiceInfo = { duration: number; waveform: readonly number[] };

/** The words of a file that its uploader may change. */
export type FileWords = { name: string; description: string };

/** Reasons for which a file is not uploaded, or not accepted by the server. Only a retry by its owner goes on. */
export type UploadRefusal = {
  why:
    | "tooLarge"
    | "quota"
    | "kind"
    | "broken"
    | "unreadable"
    | "proxy"
    | "proxyHeaders"
    | "forbidden"
    | "other";
  /** The server's sentence, if it gave one. */
  detail: string;
  /** The size limit in bytes, for `tooLarge`. */
  limit?: number;
};

/**
 * A file on its way to the server, as this browser stores it. Its bytes have records of their own, so that the queue
 * stays small.
 */
export type StoredUpload = FileWords & {
  id: string;
  /** Counts the stored changes of the row, so that an older state never replaces a newer one. */
  rev: number;
  /** The line in whose draft it was chosen: a room's, or a thread's. */
  roomId: TimelineKey;
  /** The message that takes the file; null while it is in the room's draft. */
  clientId: string | null;
  /** Position among the files of its draft or message. */
  place: number;
  /** When it was chosen, in milliseconds since 1970. Earlier ones are sent first. */
  addedAt: number;
  /** The media type by the browser's guess. The server tells it from the bytes. */
  type: string;
  size: number;
  voice: VoiceInfo | null;
  /** False until all bytes are copied into this browser's storage. */
  isWhole: boolean;
  /** The address of the tus upload that has a part of the bytes. */
  url: string | null;
  /** The server's id of the file, once all bytes are there. */
  fileId: string | null;
  /** Name and description as the server has them. */
  told: FileWords | null;
  refusal: UploadRefusal | null;
  /** Removed from a message that waits. The row stays until the message goes, so that it is not taken for a lost one. */
  isRemoved: boolean;
};

/** A file with its state in this tab. */
export type Upload = StoredUpload & {
  /** `tab`: the browser has no room for the bytes, so they last as long as this tab. */
  keeping: "copying" | "stored" | "tab";
  /** A message of this tab has taken it, and storage does not say so yet. */
  isTaken: boolean;
  activity: "waiting" | "going" | "stalled";
  sentBytes: number;
  /** Seconds until it is up at the present speed; null while unknown. */
  secondsLeft: number | null;
};

/** A file that was not taken into the draft of a room. */
export type Rejection = {
  roomId: string;
  name: string;
  why: "tooLarge" | "tooMany" | "folder";
  limit?: number;
};

export type Uploads = {
  readonly files: Readonly<Record<string, Upload>>;
  readonly rejections: readonly Rejection[];
};

export type UploadAction =
  | { type: "put"; upload: Upload }
  | { type: "patch"; id: string; patch: Partial<Upload> }
  | { type: "place"; ids: readonly string[] }
  | { type: "drop"; ids: readonly string[] }
  | { type: "reject"; rejections: readonly Rejection[] }
  | { type: "dismiss"; roomId: string };

export const NO_UPLOADS: Uploads = { files: {}, rejections: [] };

/** The files of a draft, in their order. */
export const draftFiles = ({ files }: Uploads, key: TimelineKey): Upload[] =>
  Object.values(files)
    .filter((upload) => upload.roomId === key && upload.clientId === null && !upload.isRemoved)
    .sort((a, b) => a.place - b.place);

/** Returns whether the server has the file, with its name and description. */
export const isUp = ({ fileId, told, name, description }: StoredUpload): boolean =>
  fileId !== null && told?.name === name && told.description === description;
