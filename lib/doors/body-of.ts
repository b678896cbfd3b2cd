import { DomainError } from "@/lib/core/errors";
import { LIMITS } from "@/lib/shared/limits";

/**
 * The JSON object in a request's body; none is an empty one. Errors: `payload_too_large` over LIMITS.jsonBodyBytes,
 * counted while it arrives; `unsupported_media_type`; `malformed_json`; `validation_failed` for JSON that is no object.
 */
export async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const bytes = await read(request);
  if (bytes.length === 0) return {};
  requireJson(request.headers.get("content-type"));
  const body = parseJson(bytes);
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new DomainError("validation_failed", "The body must be a JSON object.");
  }
  return body as Record<string, unknown>;
}

async function read(request: Request): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > LIMITS.jsonBodyBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > LIMITS.jsonBodyBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = () =>
  new DomainError("payload_too_large", `The body must have at most ${LIMITS.jsonBodyBytes} bytes.`);

function requireJson(contentType: string | null): void {
  if (/^application\/([\w.-]+\+)?json\b/i.test(contentType ?? "")) return;
  throw new DomainError("unsupported_media_type", "The body must be application/json.");
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new DomainError("malformed_json", "The body is not JSON in UTF-8.");
  }
}
