import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { readCaller } from "@/lib/core/caller";
import { notFound } from "@/lib/core/errors";
import { parse } from "@/lib/core/parse";
import { publishEphemeral } from "@/lib/delivery/ephemeral";
import { id } from "@/lib/domain/fields";
import { db } from "@/lib/platform/database/db";

const input = z.object({ roomId: id, isTyping: z.boolean({ error: "Must be true or false." }) });

/**
 * Tells the others in a room that somebody began or stopped typing. Nothing is stored; clients forget it after
 * LIMITS.typingSeconds. Others see it, so the session needs the scope `write`.
 *
 * @throws `forbidden`; `not_found` for a room that the caller is not in
 */
export async function setTyping(actor: Actor, fields: Record<string, unknown>): Promise<object> {
  const { roomId, isTyping } = parse(input, fields);
  const { userId } = await readCaller(db(), actor, "write");
  if (!publishEphemeral(roomId, userId, "typing", { roomId, userId, isTyping })) {
    throw notFound("Room not found.");
  }
  return {};
}
