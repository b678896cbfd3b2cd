import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { operation, type WriteContext } from "@/lib/core/operation";
import { publishToMember } from "@/lib/delivery/publish";
import { LIMITS } from "@/lib/shared/limits";
import { id } from "../fields";
import { bumpUserRev, lockUser } from "../rooms/publish-my-room";
import { requireMessage } from "./access";
import { requireAllowed } from "./change-message";
import type { MessageRow } from "./message-view";

const messageScope = {
  input: z.object({ message: id }),
  authorize: async ({ db, me }: WriteContext, { message }: { message: string }) =>
    (await requireMessage(db, me, "read", message)).message,
};

/**
 * Saves a message for the caller alone; a saved one keeps its position in the list. The caller's other devices are
 * updated, and nobody else. Errors: `not_found`; `gone` for a deleted one; `conflict` (`too_many_saved`) above
 * LIMITS.savedMessages.
 */
export const saveMessage = operation({
  key: "message.save",
  summary: "Save a message",
  ...messageScope,
  async execute(ctx, _input, message): Promise<void> {
    const { userId } = ctx.me;
    requireAllowed("save", message, userId);
    await lockUser(ctx.db, userId);
    const key = { messageId: message.id, userId };
    if (await ctx.db.savedMessage.findUnique({ where: { messageId_userId: key } })) return;
    if ((await ctx.db.savedMessage.count({ where: { userId } })) >= LIMITS.savedMessages)
      throw conflict("You've reached the limit of saved messages. Remove some first.", "too_many_saved");
    const version = await bumpUserRev(ctx.db, userId);
    await ctx.db.savedMessage.create({ data: { ...key, roomId: message.roomId, version } });
    publishSaved(ctx, message, { isSaved: true, userRev: version });
  },
});

/** Removes a message from the caller's saved ones; a missing one is no error. Error: `not_found`. */
export const unsaveMessage = operation({
  key: "message.unsave",
  summary: "Remove a message from my saved messages",
  ...messageScope,
  async execute(ctx, _input, message): Promise<void> {
    const { userId } = ctx.me;
    await lockUser(ctx.db, userId);
    const { count } = await ctx.db.savedMessage.deleteMany({ where: { messageId: message.id, userId } });
    if (count > 0) publishSaved(ctx, message, { isSaved: false, userRev: await bumpUserRev(ctx.db, userId) });
  },
});

/** A person who has left the room by then does not get it. */
function publishSaved(
  { me, afterCommit }: WriteContext,
  { id, roomId, seq }: MessageRow,
  change: { isSaved: boolean; userRev: number },
): void {
  afterCommit(() => publishToMember(me.userId, roomId, "saved", { roomId, messageId: id, seq, ...change }));
}
