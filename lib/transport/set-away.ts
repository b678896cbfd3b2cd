import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { readCaller } from "@/lib/core/caller";
import { parse } from "@/lib/core/parse";
import { presence } from "@/lib/delivery/presence";
import { db } from "@/lib/platform/database/db";

const input = z.object({ isAway: z.boolean({ error: "Must be true or false." }) });

/**
 * Sets a device idle after LIMITS.awayMinutes without activity, or active again. Others see it, so the session needs
 * the scope `write`.
 *
 * @throws `forbidden`
 */
export async function setAway(actor: Actor, fields: Record<string, unknown>): Promise<object> {
  const { isAway } = parse(input, fields);
  const { userId, sessionId } = await readCaller(db(), actor, "write");
  presence().setAway(userId, sessionId, isAway);
  return {};
}
