import { openApiDocument } from "@/lib/doors/openapi";
import { refuseAllBut } from "@/lib/doors/rest";

/** The OpenAPI 3.1 document of /api/v1, generated from the registry of operations. */
export function GET(): Response {
  return Response.json(openApiDocument(), { headers: { "cache-control": "no-store" } });
}

export const dynamic = "force-dynamic";

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseAllBut("GET");
