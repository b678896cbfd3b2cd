import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { roomOperation } from "@/lib/delivery/room-operation";
import { rightFor } from "@/lib/shared/messages/message-permissions";
import { isBlank } from "@/lib/shared/text/blank";
import { id } from "../../fields";
import { deleteUnattached } from "../../files/detach-files";
import { updateRoot } from "../../threads/recount-thread";
import { requireMessage, roomOfMessage } from "../access";
import { changeMessage, stateOf } from "../change-message";
import { eraseMessage } from "./erase-message";

/**
 * Removes one file from a message, for everybody at once. The file itself is deleted unless a forward shares it. The
 * last file of a message without text takes the message with it. People who may delete the message may do this.
 * Errors: `not_found` for the message, and for a file that it does not have; `forbidden` as for deleting it.
 */
export const removeAttachment = roomOperation({
  key: "message.remove-attachment",
  summary: "Remove a file from a message",
  input: z.object({ message: id, file: id }),
  prepare: (actor, { message }) => roomOfMessage(actor, message),
  rooms: (_actor, _input, { roomId }) => [roomId],

  async authorize({ db, me }, { message, file }) {
    const found = await requireMessage(db, me, "read", message);
    if (!found.message.attachments?.some(({ id }) => id === file))
      throw notFound("This message doesn't have this file.");
    return requireMessage(db, me, rightFor("delete", stateOf(found.message), me.userId), message);
  },

  async execute(ctx, { file }, { message }): Promise<void> {
    if (message.fileCount === 1 && isBlank(message.text)) return eraseMessage(ctx, message);
    await ctx.db.attachment.deleteMany({ where: { messageId: message.id, fileId: file } });
    await deleteUnattached(ctx.db, [file]);
    await changeMessage(ctx, message, () => ({ fileCount: { decrement: 1 } }));
    await updateRoot(ctx, message);
  },
});
