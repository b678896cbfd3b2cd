import { Metadata } from "@tus/server";
import { DomainError, invalidField } from "@/lib/core/errors";

/** The version of tus that is spoken. */
export const TUS_VERSION = "1.0.0";

/**
 * Refuses a request whose headers break tus 1.0 (https://tus.io/protocols/resumable-upload). The library would answer some of
 * them with other statuses than the protocol asks for, and names no field.
 *
 * @throws `precondition_failed` for another version of tus; `unsupported_media_type` for a part of another type;
 * `validation_failed` with the header's name
 */
export function requireTusHeaders({ method, headers }: Request): void {
  if (headers.get("tus-resumable") !== TUS_VERSION)
    throw new DomainError("precondition_failed", `Tus-Resumable: Must be ${TUS_VERSION}.`);
  if (method === "POST") requireCreation(headers);
  if (method === "PATCH") requirePart(headers);
}

function requireCreation(headers: Headers): void {
  if (headers.has("upload-concat"))
    throw invalidField("Upload-Concat", "Is not supported: send one upload.", "invalid");
  if (headers.has("upload-defer-length"))
    throw invalidField("Upload-Defer-Length", "Is not supported: send Upload-Length.", "invalid");
  requireBytes(headers, "Upload-Length");
  const metadata = headers.get("upload-metadata");
  try {
    if (metadata) Metadata.parse(metadata);
  } catch {
    throw invalidField("Upload-Metadata", "Must be pairs of a key and a Base64 value.", "malformed");
  }
}

function requirePart(headers: Headers): void {
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== PART_TYPE) throw new DomainError("unsupported_media_type", `The body must be ${PART_TYPE}.`);
  requireBytes(headers, "Upload-Offset");
}

const PART_TYPE = "application/offset+octet-stream";

function requireBytes(headers: Headers, name: string): void {
  const value = headers.get(name);
  if (value === null) throw invalidField(name, "Is needed.", "required");
  if (!/^\d+$/.test(value)) throw invalidField(name, "Must be a whole number of bytes.", "invalid");
}

/**
 * Returns the request with the method of its `X-HTTP-Method-Override`, with which clients that know no PATCH or DELETE send
 * a POST (tus 1.0, "X-HTTP-Method-Override").
 */
export function withRealMethod(request: Request): Request {
  const method = request.headers.get("x-http-method-override")?.toUpperCase() ?? "";
  if (request.method !== "POST" || !["PATCH", "DELETE"].includes(method)) return request;
  const { url, headers, signal, body } = request;
  return new Request(url, { method, headers, signal, ...(body && { body, duplex: "half" }) } as RequestInit);
}
