import { readiness } from "@/lib/doors/readiness";
import { refuseAllBut } from "@/lib/doors/rest";

/** 200 once everything that Parley needs answers, else 503 with each part named. */
export async function GET(): Promise<Response> {
  const { isReady, parts } = await readiness();
  return Response.json(
    { status: isReady ? "ready" : "unavailable", parts },
    { status: isReady ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

export const dynamic = "force-dynamic";

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseAllBut("GET");
