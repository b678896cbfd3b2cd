import { z } from "zod";
import { roomOperation } from "@/lib/delivery/room-operation";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import { id } from "../fields";
import { requireAllowed } from "../messages/change-message";
import { managingScope } from "../messages/message-scopes";
import { countVotes } from "./count-votes";
import { requirePoll } from "./stored-poll";

/**
 * Closes a poll before its time, for good; a closed one stays as it is. Errors: `not_found`, also for a message without a poll;
 * `gone` for a deleted one; `forbidden` for everybody except the author, the room's moderators and administrators in it, and
 * in an archived room.
 */
export const closePoll = roomOperation({
  key: "poll.close",
  summary: "Close a poll",
  input: z.object({ message: id }),
  ...managingScope("close poll"),

  async execute(ctx, _input, { message }): Promise<boolean> {
    requireAllowed("close poll", message, ctx.me.userId);
    const { closedAt } = requirePoll(message);
    if (closedAt === null) await countVotes(ctx, message, (now) => now);
    return closedAt === null;
  },

  /** An author closing their own is nobody else's business, and conversations are private. */
  audit: (isClosed, { me }, { message, room: { id, kind, name } }) =>
    isClosed && message.senderId !== me.userId && !isConversation(kind)
      ? { target: { id, name: name ?? "" }, details: { seq: message.seq } }
      : null,
});
