import { type DetailedError, type HttpRequest, type HttpResponse, Upload } from "tus-js-client";
import { UPLOADS_PATH } from "@/lib/shared/files/file-paths";
import { retryAfterOf } from "../connection/backoff";
import type { FileWords, StoredUpload, UploadRefusal } from "./upload";
import { UnreadableFile } from "./upload-store";

/** The bytes of a file, read piece by piece. */
export type ByteSource = {
  size: number;
  /** Rejects with `UnreadableFile` if the bytes are gone. */
  slice: (start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>;
};

export type UploadJob = {
  upload: StoredUpload;
  bytes: ByteSource;
  /** Aborted: the file was removed, or the attempt hangs. */
  signal: AbortSignal;
  /** Called when the server gives the upload an address. `told` is the name and description that it got. */
  onUrl: (url: string, told: FileWords) => void;
  onProgress: (sentBytes: number) => void;
};

/** The end of one attempt. `later`: no answer, or a temporary refusal. */
export type UploadOutcome =
  | { type: "up"; fileId: string }
  | { type: "later"; retryAfterMs: number }
  /** The server has no such upload any more. */
  | { type: "gone" }
  | { type: "refused"; refusal: UploadRefusal };

/** Sends one file. Never rejects. */
export type SendFile = (job: UploadJob) => Promise<UploadOutcome>;

const ID_HEADER = "Upload-Attachment-Id";

/** A file of up to this many bytes goes along with the request that creates its upload. */
const SMALL_BYTES = 512 * 1024;

/** Bytes of one request. The second is used where a proxy refuses the first: nginx allows 1 MB by default. */
const REQUEST_BYTES = [8 * 1024 * 1024, 900_000] as const;

type End = (outcome: UploadOutcome) => void;

/** Bytes of one request that this server's proxies are known to pass. */
let requestBytes: number = REQUEST_BYTES[0];

/** An answer that is no answer to an upload. tus-js-client would take some of them for a lost upload and start anew. */
class Unexpected extends Error {
  constructor(readonly response: HttpResponse) {
    super(`HTTP ${response.getStatus()}`);
  }
}

/**
 * Makes the sender of files over tus 1.0 (https://tus.io/protocols/resumable-upload). It goes on where an earlier
 * attempt stopped: with a HEAD request to the upload's address, kept in its row without its origin, because behind a
 * proxy the server may not know its own.
 */
export const sendByTus =
  (origin: string): SendFile =>
  (job) =>
    new Promise((resolve) => {
      const { signal } = job;
      const end = (outcome: UploadOutcome) => {
        signal.removeEventListener("abort", onAbort);
        resolve(outcome);
      };
      const sending = uploadOf(job, origin, end);
      const onAbort = () => {
        void sending.abort();
        end({ type: "later", retryAfterMs: 0 });
      };
      if (signal.aborted) return onAbort();
      signal.addEventListener("abort", onAbort);
      sending.start();
    });

function uploadOf({ upload, bytes, signal, onUrl, onProgress }: UploadJob, origin: string, end: End): Upload {
  const told = { name: upload.name, description: upload.description };
  const sending = new Upload(bytes as unknown as Blob, {
    endpoint: `${origin}${UPLOADS_PATH}`,
    uploadUrl: upload.url && `${origin}${upload.url}`,
    metadata: metadataOf(upload),
    chunkSize: requestBytes,
    uploadDataDuringCreation: bytes.size <= SMALL_BYTES,
    // The queue waits between attempts, and this browser's database keeps the place of each upload.
    retryDelays: null,
    storeFingerprintForResuming: false,
    fingerprint: () => Promise.resolve(""),
    fileReader: { openFile: async () => sourceOf(bytes) },
    onProgress,
    onUploadUrlAvailable: () => {
      const path = pathOf(sending, origin);
      if (path !== upload.url) onUrl(path, told);
    },
    onAfterResponse: refuseUnexpected,
    onSuccess({ lastResponse }) {
      const fileId = lastResponse.getHeader(ID_HEADER);
      if (fileId) end({ type: "up", fileId });
      else void askForId(`${origin}${pathOf(sending, origin)}`, signal).then(end);
    },
    onError: (error) => end(outcomeOf(error as DetailedError)),
  });
  return sending;
}

/** The address of an upload without its origin. */
function pathOf({ url }: Upload, origin: string): string {
  const { pathname, search } = new URL(url ?? UPLOADS_PATH, origin);
  return pathname + search;
}

/** Asks once for the id of a file that is up. Where even this answer has none, a proxy takes it out of all of them. */
async function askForId(url: string, signal: AbortSignal): Promise<UploadOutcome> {
  const options = {
    method: "HEAD",
    headers: { "tus-resumable": "1.0.0" },
    cache: "no-store",
    signal,
  } as const;
  const answer = await fetch(url, options).catch(() => null);
  const fileId = answer?.ok && answer.headers.get(ID_HEADER);
  if (fileId) return { type: "up", fileId };
  if (answer?.ok) return { type: "refused", refusal: { why: "proxyHeaders", detail: "" } };
  if (answer?.status === 404 || answer?.status === 410) return { type: "gone" };
  return { type: "later", retryAfterMs: answer ? retryAfterOf(answer.headers) : 0 };
}

/** Keeps an upload's place when the server is only away for a moment, and never creates a second one beside it. */
function refuseUnexpected(request: HttpRequest, response: HttpResponse) {
  const status = response.getStatus();
  const isLost = status === 404 || status === 410;
  if (request.getMethod() === "HEAD" && status >= 400 && !isLost) throw new Unexpected(response);
}

function outcomeOf(error: DetailedError): UploadOutcome {
  const { causingError } = error;
  if (error instanceof UnreadableFile || causingError instanceof UnreadableFile)
    return { type: "refused", refusal: { why: "unreadable", detail: "" } };
  const response = causingError instanceof Unexpected ? causingError.response : error.originalResponse;
  if (!response) return { type: "later", retryAfterMs: 0 };
  return outcomeOfResponse(response, error.originalRequest.getMethod());
}

/** Statuses after which the same request may work: locks, conflicts of offsets, limits of rate, and lost log-ins. */
const PASSING = new Set([401, 408, 409, 423, 425, 429]);

function outcomeOfResponse(response: HttpResponse, method: string): UploadOutcome {
  const status = response.getStatus();
  if (status >= 500 || PASSING.has(status))
    return { type: "later", retryAfterMs: retryAfterOf(headersOf(response)) };
  if (status === 404 || status === 410) return { type: "gone" };
  const problem = problemOf(response.getBody());
  // Too many unfinished uploads, which the server sweeps by itself.
  if (problem?.reason === "uploads") return { type: "later", retryAfterMs: 0 };
  // The size is checked when the upload is created. A later 413 without Parley's reason came from a proxy on the way.
  const isProxy = status === 413 && !problem && method === "PATCH";
  if (isProxy && requestBytes > REQUEST_BYTES[1]) {
    requestBytes = REQUEST_BYTES[1];
    return { type: "later", retryAfterMs: 0 };
  }
  if (isProxy) return { type: "refused", refusal: { why: "proxy", detail: "" } };
  return { type: "refused", refusal: refusalOf(status, problem) };
}

const headersOf = (response: HttpResponse) =>
  new Headers({ "retry-after": response.getHeader("Retry-After") ?? "" });

type Problem = { code: string; detail: string; reason?: string; errors?: { limit?: number }[] };

function refusalOf(status: number, problem: Problem | null): UploadRefusal {
  const detail = problem?.detail ?? "";
  const limit = problem?.errors?.[0]?.limit;
  if (status === 413) return { why: "tooLarge", detail, ...(limit !== undefined && { limit }) };
  if (problem?.reason === "quota") return { why: "quota", detail };
  if (status === 415) return { why: problem?.reason === "broken" ? "broken" : "kind", detail };
  return { why: status === 403 ? "forbidden" : "other", detail };
}

function problemOf(body: string): Problem | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return parsed && typeof (parsed as Problem).code === "string" ? (parsed as Problem) : null;
  } catch {
    return null;
  }
}

function metadataOf({ name, description, type, voice }: StoredUpload): Record<string, string> {
  return {
    filename: name,
    ...(type && { filetype: type }),
    ...(description && { description }),
    ...(voice && { voice: "1", duration: `${voice.duration}`, waveform: voice.waveform.join(",") }),
  };
}

/** `done` is never told: tus-js-client would compare sizes of Blobs, and this reads arrays. */
const sourceOf = ({ size, slice }: ByteSource) => ({
  size,
  slice: async (start: number, end: number) => ({ value: await slice(start, end), done: false }),
  close() {},
});
