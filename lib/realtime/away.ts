import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { parse } from "@/lib/core/parse";
import { presence } from "@/lib/core/presence";

const input = z.object({ isAway: z.boolean({ error: "Must be true or false." }) });

/** Notes that the speaker's device has not been in use for LIMITS.awayMinutes, or is again. */
export async function noteAway(
  { userId, sessionId }: Actor,
  fields: Record<string, unknown>,
): Promise<object> {
  const { isAway } = parse(input, fields);
  if (userId && sessionId) presence().setAway(userId, sessionId, isAway);
  return {};
}
