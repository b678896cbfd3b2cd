import { refuseAllBut } from "@/lib/doors/rest";

/** Liveness: the process answers. Dependencies are checked by /api/ready. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}

export const dynamic = "force-dynamic";

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseAllBut("GET");
