import { create as contentDisposition } from "content-disposition";
import { parse as parseRange } from "range-parser";
import { DomainError } from "@/lib/core/errors";
import type { ByteRange } from "@/lib/platform/storage/storage";
import { isInlineType, isPdf, isPlayed } from "@/lib/shared/files/file-kinds";
import type { FileToSend } from "../../domain/files/read-file";
import type { ThumbnailToSend } from "../../domain/files/read-thumbnail";
import { problem } from "../problem";
import { downloadBody } from "./download-body";

/**
 * Policies of a file that a browser opens by itself: nothing runs or loads but the styles, the picture or the player with
 * which the browser draws it. In a sandbox its origin is opaque.
 */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; frame-ancestors 'none'";
const SANDBOX = `sandbox; ${POLICY}`;

/** A player asks for the bytes once more, and an opaque origin may not have them. Nothing runs here either. */
const PLAYER_SANDBOX = `sandbox allow-same-origin; ${POLICY}`;

/**
 * Firefox from 134 on, and older Chromium, start no PDF viewer in a sandbox. The type cannot be taken for another, because
 * of `nosniff`.
 */
const PDF_POLICY = "frame-ancestors 'none'";

/** Returns the policy of a file that is sent `inline`. */
function policyOf({ type }: { type: string }): string {
  if (isPdf(type)) return PDF_POLICY;
  return isPlayed(type) ? PLAYER_SANDBOX : SANDBOX;
}

/** Answers of a file differ by the reader's right, so that every use asks again (`no-cache`), and gets 304 mostly. */
const CACHING = "private, no-cache";

/**
 * Sends a file (RFC 9110): whole, or the one range that is asked for, or 304 if the reader has it. Several ranges and
 * malformed ones give the whole file; a range beyond the end gives 416.
 *
 * @param onEnd is called once nothing more is sent
 */
export async function fileResponse(out: unknown, request: Request, onEnd: () => void): Promise<Response> {
  const { file, open, encoding } = out as FileToSend;
  const isInline = isInlineType(file.type) && new URL(request.url).searchParams.get("download") !== "1";
  const etag = `"${file.hash}"`;
  const headers = new Headers({
    ...PROTECTED,
    "accept-ranges": "bytes",
    "content-disposition": contentDisposition(file.name, { type: isInline ? "inline" : "attachment" }),
    "content-security-policy": isInline ? policyOf(file) : SANDBOX,
    etag,
  });
  if (isKnown(request, etag)) return withoutBody(304, headers, onEnd);
  headers.set("content-type", contentType(file.type, await encoding()));
  const range = rangeOf(request, file.size, etag);
  if (range === "beyond") {
    onEnd();
    return beyondEnd(file.size);
  }
  headers.set("content-length", String(range ? range.end - range.start + 1 : file.size));
  if (range) headers.set("content-range", `bytes ${range.start}-${range.end}/${file.size}`);
  if (request.method === "HEAD") return withoutBody(200, headers, onEnd);
  const body = downloadBody(await open(range ?? undefined), onEnd);
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** Sends a thumbnail, or 304. @param onEnd is called once nothing more is sent */
export async function thumbnailResponse(
  out: unknown,
  request: Request,
  onEnd: () => void,
): Promise<Response> {
  const { tag, name, format, open } = out as ThumbnailToSend;
  const etag = `"${tag}"`;
  const headers = new Headers({
    ...PROTECTED,
    "content-disposition": contentDisposition(`${stemOf(name)}.${format}`, { type: "inline" }),
    "content-security-policy": SANDBOX,
    "content-type": `image/${format}`,
    etag,
    vary: "accept",
  });
  if (isKnown(request, etag)) return withoutBody(304, headers, onEnd);
  const { bytes, size } = await open();
  headers.set("content-length", String(size));
  if (request.method !== "HEAD") return new Response(downloadBody(bytes, onEnd), { headers });
  bytes.destroy();
  return withoutBody(200, headers, onEnd);
}

/** A name without its ending. */
const stemOf = (name: string): string => name.replace(/(?<=.)\.[^.]*$/, "");

/** Reads the query of a thumbnail; the format is AVIF where the browser takes it and none is asked for. */
export async function readThumbnailQuery(request: Request): Promise<Record<string, unknown>> {
  const isAvif = request.headers.get("accept")?.includes("image/avif");
  return { ...(isAvif && { format: "avif" }), ...Object.fromEntries(new URL(request.url).searchParams) };
}

const PROTECTED = {
  "cache-control": CACHING,
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

/** Refuses a range that begins behind the last byte (RFC 9110, 15.5.17). */
function beyondEnd(size: number): Response {
  const response = problem(
    new DomainError("range_not_satisfiable", `The range begins behind the end: the file has ${size} bytes.`),
  );
  response.headers.set("content-range", `bytes */${size}`);
  return response;
}

function withoutBody(status: number, headers: Headers, onEnd: () => void): Response {
  onEnd();
  return new Response(null, { status, headers });
}

/** True if the reader has these bytes already (RFC 9110, 13.1.2: weak comparison). */
function isKnown(request: Request, etag: string): boolean {
  const given = request.headers.get("if-none-match");
  if (given === null) return false;
  return given.trim() === "*" || given.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

/**
 * Returns the one range that is asked for; null for the whole file. A Range counts for GET only, and under `If-Range` only
 * if the bytes are the same (RFC 9110, 13.1.5: strong comparison).
 */
function rangeOf(request: Request, size: number, etag: string): ByteRange | "beyond" | null {
  const given = request.headers.get("range");
  const condition = request.headers.get("if-range");
  if (given === null || request.method !== "GET" || (condition !== null && condition.trim() !== etag))
    return null;
  const { code, type, ranges } = parseRange(size, given);
  if (type !== "bytes" || code & MALFORMED) return null;
  if (ranges.length === 0) return code & UNSATISFIABLE ? "beyond" : null;
  return ranges.length === 1 && code === 0 ? ranges[0]! : null;
}

/** Bits of range-parser's `code`. */
const MALFORMED = 1;
const UNSATISFIABLE = 2;

/** A media type that can stand in a header, with the encoding of a text: browsers guess none by themselves. */
function contentType(type: string, encoding: string | null): string {
  if (!/^[\w.+-]+\/[\w.+-]+(;\s*charset=[\w-]+)?$/.test(type)) return "application/octet-stream";
  return type.startsWith("text/") && !type.includes(";") ? `${type}; charset=${encoding ?? "utf-8"}` : type;
}
