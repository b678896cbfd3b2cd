import { z } from "zod";
import { roomOperation } from "@/lib/delivery/room-operation";
import { id } from "../../fields";
import { managingScope } from "../message-scopes";
import { eraseMessage } from "./erase-message";

/**
 * Deletes a message. Its row stays as a tombstone for replies and cursors, without its text, earlier texts, reactions,
 * mentions and files. Deleting it again changes nothing. Errors: `not_found`; `forbidden` for everybody except the author,
 * the room's moderators and administrators in it, for a system message, and in an archived room.
 */
export const deleteMessage = roomOperation({
  key: "message.delete",
  summary: "Delete a message",
  input: z.object({ message: id }),
  ...managingScope("delete"),

  async execute(ctx, _input, { message }): Promise<void> {
    if (!message.deletedAt) await eraseMessage(ctx, message);
  },
});
