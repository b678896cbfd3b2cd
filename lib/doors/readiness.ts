import { bus } from "@/lib/core/bus";
import { pool } from "@/lib/platform/db";

type Part = "ok" | "away";

/** What Parley needs, part by part. Without Redis, where it is set, chat goes on within each process, so that counts as ready. */
export async function readiness(): Promise<{ isReady: boolean; parts: Record<string, Part> }> {
  const database = await answers(() => pool().query("SELECT 1"));
  const redis = bus().state();
  return { isReady: database === "ok", parts: { database, ...(redis !== "none" && { redis }) } };
}

const PATIENCE_MS = 2_000;

async function answers(ask: () => Promise<unknown>): Promise<Part> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Part>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, "away");
  });
  const asked = ask().then(
    () => "ok" as const,
    () => "away" as const,
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
