import { z } from "zod";
import { attachedText, attachmentIds, clientId, id } from "../../fields";
import { pollFields } from "../../polls/poll-fields";

/** The fields of a message that is sent now or later; see `checkMessage`. */
export const messageFields = {
  text: attachedText.default(""),
  clientId,
  replyToId: id.nullish(),
  threadId: id.nullish(),
  alsoInRoom: z.boolean({ error: "Must be true or false." }).default(false),
  attachmentIds: attachmentIds.optional(),
  poll: pollFields.nullish(),
};

/** Refuses a message without text and files, a poll without a question, and one that is sent to its room too but in no thread. */
export function checkMessage(given: z.output<z.ZodObject<typeof messageFields>>, ctx: z.RefinementCtx): void {
  const { text, attachmentIds = [], threadId, alsoInRoom, poll } = given;
  const refuse = (field: string, message: string, reason: string) =>
    ctx.addIssue({ code: "custom", path: [field], message, params: { reason } });
  if (text === "" && (attachmentIds.length === 0 || poll)) refuse("text", "Must not be empty.", "required");
  if (alsoInRoom && !threadId)
    refuse("alsoInRoom", "Only a reply in a thread can be sent to its room too.", "invalid");
}
