import { openApiDocument } from "@/lib/doors/openapi";
import { refuseAllBut } from "@/lib/doors/rest";

/** The OpenAPI 3.1 document of /api/v1, generated from the registry of operations. */
export function GET(): Response {
  text ??= JSON.stringify(openApiDocument());
  return new Response(text, { headers: { "content-type": "application/json", "cache-control": "no-store" } });
}

/** It never changes, and is long to write. */
let text: string | undefined;

export const dynamic = "force-dynamic";

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseAllBut("GET");
