import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { enqueue } from "@/lib/core/jobs/enqueue";
import { type ChangeContext, roomOperation } from "@/lib/delivery/room-operation";
import { LIMITS } from "@/lib/shared/limits";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import { id } from "../fields";
import { changeMessage, requireAllowed } from "../messages/change-message";
import { managingScope } from "../messages/message-scopes";
import type { MessageRow } from "../messages/message-view";
import { remindToConfirmJob } from "./send-reminders";
import { countWaiting, requireConfirmation } from "./stored-confirmation";

/**
 * Reminds the people who are asked and have not confirmed a message: each gets a note, unless they confirm before it is
 * written. Answers with their number. Errors: `not_found`, also for a message that asks nothing; `gone` for a deleted one;
 * `forbidden` for everybody except its sender, the room's moderators and administrators in it, and in an archived room;
 * `rate_limited` within LIMITS.confirmRemindMinutes of the last time.
 */
export const remindToConfirm = roomOperation({
  key: "message.remind-to-confirm",
  summary: "Remind the people who have not confirmed a message",
  input: z.object({ message: id }),
  ...managingScope("remind to confirm"),

  async execute(ctx, _input, { message }): Promise<{ reminded: number }> {
    requireAllowed("remind to confirm", message, ctx.me.userId);
    const confirmation = requireConfirmation(message);
    await requirePause(ctx, message);
    const reminded = await countWaiting(ctx.db, message);
    if (reminded === 0) return { reminded };
    const { confirmation: changed } = await changeMessage(ctx, message, (now) => ({
      confirmation: { ...confirmation, remindedAt: new Date(now).toISOString() },
    }));
    await enqueue(ctx, remindToConfirmJob, { messageId: message.id, remindedAt: changed?.remindedAt ?? "" });
    return { reminded };
  },

  /** A sender who reminds of their own message is nobody else's business, and conversations are private. */
  audit: ({ reminded }, { me }, { message, room: { id, kind, name } }) =>
    reminded > 0 && message.senderId !== me.userId && !isConversation(kind)
      ? { target: { id, name: name ?? "" }, details: { seq: message.seq, count: reminded } }
      : null,
});

/** Error: `rate_limited` with the seconds until the next reminder, by the database's clock. */
async function requirePause({ db }: ChangeContext, message: MessageRow): Promise<void> {
  const { remindedAt } = requireConfirmation(message);
  if (remindedAt === null) return;
  const [{ seconds }] = await db.$queryRaw<[{ seconds: number }]>`
    SELECT ceil(extract(epoch FROM ${remindedAt}::timestamptz - clock_timestamp()
                + make_interval(mins => ${LIMITS.confirmRemindMinutes}::int)))::int AS seconds`;
  if (seconds > 0)
    throw new DomainError("rate_limited", `They were just reminded. Try again in ${seconds} s.`, {
      retryAfter: seconds,
    });
}
