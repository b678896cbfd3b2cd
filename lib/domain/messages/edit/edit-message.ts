import { v7 as uuid } from "uuid";
import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import { throttleSend } from "@/lib/core/throttle";
import { type ChangeContext, roomOperation } from "@/lib/delivery/room-operation";
import { LIMITS } from "@/lib/shared/limits";
import type { MessageView } from "@/lib/shared/views";
import { updateActivity } from "../../activity/activity-of-edit";
import { enqueueCards } from "../../cards/enqueue-cards";
import { shownCards } from "../../cards/stored-card";
import { keepChecks } from "../../checklists/keep-checks";
import { attachedText, attachmentIds, id } from "../../fields";
import { attachFiles } from "../../files/attach-files";
import { mailToMentioned } from "../../mail/notifications/mails-of-messages";
import { pushToMentioned } from "../../push/pushes-of-messages";
import { followNamed } from "../../threads/follow-named";
import { updateRoot } from "../../threads/recount-thread";
import { publishToFollowers } from "../../threads/threads-of-commits";
import { requireMessage, roomOfMessage } from "../access";
import { changeMessage, requireAllowed } from "../change-message";
import { type MentionChange, recountMentions } from "../mentions/recount-mentions";
import { updateMentions } from "../mentions/update-mentions";
import { type MessageRow, toMessageView } from "../message-view";

/**
 * Replaces the text of the caller's own message; the earlier text stays in its history. People whom the new text mentions
 * count it as a mention, and those whom it names follow its thread; people whom it no longer mentions do not, on all their
 * devices. The same text again changes nothing. Its files stay, and `addAttachmentIds` come after them: uploads of the author
 * that no message has yet. Checks of items that are still there stay. The text may be empty beside files. Errors: `not_found`;
 * `forbidden` for everybody except the author, for a forwarded message (`forwarded`: another person's words), for a question
 * that has votes (`voted`), and in an archived room; `gone` for a deleted one; `validation_failed`.
 */
export const editMessage = roomOperation({
  key: "message.edit",
  summary: "Edit a message",
  input: z.object({ message: id, text: attachedText, addAttachmentIds: attachmentIds.default([]) }),

  async prepare(actor, { message }) {
    await throttleSend(actor);
    return roomOfMessage(actor, message);
  },

  rooms: (_actor, _input, { roomId }) => [roomId],

  async authorize({ db, me }, { message }) {
    const found = await requireMessage(db, me, "change own message", message);
    requireAllowed("edit", found.message, me.userId);
    return found.message;
  },

  async execute(ctx, { text, addAttachmentIds }, message): Promise<MessageView> {
    const added = await attachFiles(ctx.db, { ...message, senderId: ctx.me.userId }, addAttachmentIds);
    if (text === "" && (message.fileCount + added === 0 || message.poll))
      throw invalidField("text", "Must not be empty.", "required");
    const fileCount = { increment: added };
    if (text === message.text) {
      if (added === 0) return toMessageView(message);
      const withFiles = await changeMessage(ctx, message, (now) => ({ fileCount, editedAt: now }));
      await updateRoot(ctx, message);
      return withFiles;
    }
    await keepRevision(ctx, message);
    const { columns, changed, added: mentioned } = await updateMentions(ctx.db, message, text);
    const edited = await changeMessage(ctx, message, (now) => ({
      text,
      editedAt: now,
      ...columns,
      ...keepChecks(message, text),
      ...(added > 0 && { fileCount }),
    }));
    await updateRoot(ctx, message);
    ctx.afterCommit(await recountMentions(ctx.db, message.roomId, [changed]));
    await updateFollowers(ctx, message, edited, changed);
    await pushToMentioned(ctx, message, mentioned);
    await updateActivity(ctx, message, text);
    await mailToMentioned(ctx, message, mentioned);
    await enqueueCards(ctx, [{ id: message.id, text, hadCards: shownCards(message.cards).length > 0 }]);
    return edited;
  },
});

/** Lets people whom the new text names follow its thread, and publishes to followers what their counts are now. */
async function updateFollowers(
  ctx: ChangeContext,
  message: MessageRow,
  { mentions }: MessageView,
  { userIds, isForAll }: MentionChange,
): Promise<void> {
  const named = mentions.userIds.filter(
    (userId) => userId !== message.senderId && !message.mentionUserIds.includes(userId),
  );
  const rootId = await followNamed(ctx.db, message, named);
  if (rootId && (isForAll || userIds.length > 0)) await publishToFollowers(ctx, [rootId]);
}

/** Keeps the previous text in the message's history; above LIMITS.revisionsPerMessage the oldest are deleted. */
async function keepRevision({ db }: ChangeContext, { id, text, createdAt, editedAt }: MessageRow) {
  await db.messageRevision.create({
    data: { id: uuid(), messageId: id, text, writtenAt: editedAt ?? createdAt },
  });
  await db.$executeRaw`
    DELETE FROM message_revision
     WHERE message_id = ${id}::uuid AND id <=
           (SELECT id FROM message_revision WHERE message_id = ${id}::uuid
             ORDER BY id DESC OFFSET ${LIMITS.revisionsPerMessage} LIMIT 1)`;
}
