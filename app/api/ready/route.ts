import { readiness } from "@/lib/doors/readiness";
import { refuseAllBut } from "@/lib/doors/rest";

/** Readiness: 200 if every dependency answers, else 503. Names each part. */
export async function GET(): Promise<Response> {
  const { isReady, parts } = await readiness();
  return Response.json(
    { status: isReady ? "ready" : "unavailable", parts },
    { status: isReady ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

export const dynamic = "force-dynamic";

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseAllBut("GET");
