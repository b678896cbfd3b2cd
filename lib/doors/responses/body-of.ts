import { DomainError } from "@/lib/core/errors";
import { LIMITS } from "@/lib/shared/limits";

/**
 * Reads the JSON object in a request's body; an absent body is an empty object.
 *
 * @throws `payload_too_large` over LIMITS.jsonBodyBytes, counted while it arrives; `unsupported_media_type`;
 * `malformed_json`; `validation_failed` for JSON that is no object
 */
export async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const bytes = await read(request, LIMITS.jsonBodyBytes);
  if (bytes.length === 0) return {};
  requireJson(request.headers.get("content-type"));
  const body = parseJson(bytes);
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new DomainError("validation_failed", "The body must be a JSON object.");
  }
  return body as Record<string, unknown>;
}

/**
 * Reads the one file of a request: its whole body, or the first file of a form (`multipart/form-data`, RFC 7578).
 *
 * @param most size limit in bytes, counted while they arrive
 * @throws `payload_too_large`; `unsupported_media_type` for a form without a file
 */
export const fileOf = async (request: Request, most: number): Promise<Uint8Array> =>
  (await fileAndFieldsOf(request, most)).file;

/** Reads the same with the other fields of the form, in their order. */
export async function fileAndFieldsOf(
  request: Request,
  most: number,
): Promise<{ file: Uint8Array; fields: [string, string][] }> {
  const type = request.headers.get("content-type") ?? "";
  const isForm = /^multipart\/form-data\b/i.test(type);
  const bytes = await read(request, most + (isForm ? FORM_BYTES : 0));
  if (!isForm) return { file: bytes, fields: [] };
  const body = new Uint8Array(bytes);
  const form = await new Response(body, { headers: { "content-type": type } }).formData().catch(() => null);
  const parts = [...(form ?? [])];
  const file = parts.map(([, value]) => value).find((value) => typeof value !== "string");
  if (!file) throw new DomainError("unsupported_media_type", "The form has no file.");
  const fields = parts.filter((part): part is [string, string] => typeof part[1] === "string");
  return { file: Buffer.from(await file.arrayBuffer()), fields };
}

/** Allowance for a form's own bytes around its file. */
const FORM_BYTES = 16 * 1024;

async function read(request: Request, most: number): Promise<Buffer> {
  const tooLarge = () => new DomainError("payload_too_large", `The body can have at most ${most} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function requireJson(contentType: string | null): void {
  if (/^application\/([\w.-]+\+)?json\b/i.test(contentType ?? "")) return;
  throw new DomainError("unsupported_media_type", "The body must be application/json.");
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new DomainError("malformed_json", "The body isn't valid JSON in UTF-8.");
  }
}
