import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { readCaller } from "@/lib/core/caller";
import { notFound } from "@/lib/core/errors";
import { parse } from "@/lib/core/parse";
import { publishEphemeral } from "@/lib/delivery/ephemeral";
import { id } from "@/lib/domain/fields";
import { db } from "@/lib/platform/database/db";

const input = z.object({
  roomId: id,
  threadId: id.nullish(),
  isTyping: z.boolean({ error: "Must be true or false." }),
});

/**
 * Tells the others in a room that somebody began or stopped typing, in its line or in a thread. Nothing is stored; clients
 * forget it after LIMITS.typingSeconds. Others see it, so the session needs the scope `write`. No row is read, so
 * `threadId` may name any message: clients show it only beside a thread that they show.
 *
 * @throws `forbidden`; `not_found` for a room that the caller is not in
 */
export async function setTyping(actor: Actor, fields: Record<string, unknown>): Promise<object> {
  const { roomId, threadId, isTyping } = parse(input, fields);
  const { userId } = await readCaller(db(), actor, "write");
  const typing = { roomId, userId, isTyping };
  const isHeard = threadId
    ? publishEphemeral(roomId, userId, "thread_typing", { ...typing, threadId })
    : publishEphemeral(roomId, userId, "typing", typing);
  if (!isHeard) throw notFound("Room not found.");
  return {};
}
