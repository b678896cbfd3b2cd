import { parse as parseDisposition } from "content-disposition";
import type { Actor } from "@/lib/core/actor";
import { DomainError, invalidField } from "@/lib/core/errors";
import { LIMITS } from "@/lib/shared/limits";
import { admitUpload } from "../../domain/files/upload/admit-upload";
import { stageFile, tooLarge } from "../../domain/files/upload/stage-file";
import { type ReceivedUpload, readForm } from "./read-form";
import { requestChunks } from "./request-chunks";
import { inputOf } from "./upload-fields";

/**
 * Receives the file of a request on this machine's disk, hands it to `act`, and removes it. The file is the whole body,
 * or the one file of a form (`multipart/form-data`, RFC 7578). A refused upload is not read: its size, the person's quota
 * and the number of their uploads are checked before the first byte.
 *
 * Fields come with the form, in the address, or in headers: `filename`, `description`, `voice`, `duration`, `waveform`.
 *
 * @throws `payload_too_large`, `forbidden` (`quota`), `validation_failed` for a form without a file or with two,
 * `unsupported_media_type` for a compressed body, `unavailable` while too many uploads of the person run or the disk is full
 */
export async function receiveUpload(
  request: Request,
  actor: Actor,
  act: (input: Record<string, unknown>) => Promise<Response>,
): Promise<Response> {
  requirePlainBody(request);
  const isForm = /^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? "");
  const told = Number(request.headers.get("content-length") ?? 0);
  const { maxBytes, leave } = await admitUpload(actor, Math.max(0, told - (isForm ? LIMITS.formBytes : 0)), {
    isRetry: request.headers.has("idempotency-key"),
  });
  try {
    const { file, fields } = await (isForm ? readForm : readRaw)(request, maxBytes);
    try {
      return await act({ ...inputOf({ ...queryOf(request), ...fields }), file });
    } finally {
      await file.remove();
    }
  } finally {
    leave();
  }
}

/** Refuses compressed bytes: a file would be kept as something else than its sender has. */
function requirePlainBody({ headers }: Request): void {
  const coding = headers.get("content-encoding")?.trim().toLowerCase() || "identity";
  if (coding === "identity") return;
  throw new DomainError(
    "unsupported_media_type",
    "Content-Encoding: Is not supported: send the plain bytes.",
  );
}

async function readRaw(request: Request, maxBytes: number): Promise<ReceivedUpload> {
  const name = nameIn(request.headers.get("content-disposition"));
  const fields = name === undefined ? {} : { filename: name };
  const refuse = () => tooLarge(maxBytes);
  const file = await stageFile(requestChunks(request, maxBytes, refuse), maxBytes);
  if (file.size > 0 || name !== undefined) return { file, fields };
  await file.remove();
  throw invalidField("file", "The request has no file in it.", "required");
}

/** Reads the name in a `Content-Disposition` header (RFC 6266), also in UTF-8, which some clients send as it is. */
function nameIn(header: string | null): string | undefined {
  if (!header) return undefined;
  try {
    const { filename } = parseDisposition(utf8Of(header)).parameters;
    return filename;
  } catch {
    throw invalidField("Content-Disposition", "This header cannot be read.", "malformed");
  }
}

/** Headers arrive as ISO 8859-1. */
function utf8Of(header: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(header, "latin1"));
  } catch {
    return header;
  }
}

const queryOf = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);
