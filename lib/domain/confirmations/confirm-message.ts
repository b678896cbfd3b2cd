import { z } from "zod";
import type { Caller } from "@/lib/core/caller";
import { conflict, forbidden } from "@/lib/core/errors";
import { query } from "@/lib/core/operation";
import { publishToMember } from "@/lib/delivery/publish";
import { type ChangeContext, roomOperation } from "@/lib/delivery/room-operation";
import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { ServerFrames } from "@/lib/shared/live";
import { rightFor } from "@/lib/shared/messages/message-permissions";
import { may } from "@/lib/shared/permissions";
import type { OwnConfirmationView } from "@/lib/shared/views";
import { id } from "../fields";
import { type FoundMessage, requireMessage } from "../messages/access";
import { changeMessage, requireAllowed, stateOf } from "../messages/change-message";
import { answerScope } from "../messages/message-scopes";
import type { MessageRow } from "../messages/message-view";
import { countWaiting, isWaiting, requireConfirmation } from "./stored-confirmation";

const messageScope = { input: z.object({ message: id }), ...answerScope("react") };

/**
 * Confirms a message that asks for it; a confirmed one stays so, with its first time. Nobody is notified. Errors: `not_found`,
 * also for a message that asks nothing; `gone` for a deleted one; `forbidden` in an archived room, and for people who are not
 * asked (`not_asked`): its sender, bots, and those who came into the room later; `rate_limited`.
 */
export const confirmMessage = roomOperation({
  key: "message.confirm",
  summary: "Confirm a message that asks for it",
  ...messageScope,

  async execute(ctx, _input, message): Promise<void> {
    requireAllowed("confirm", message, ctx.me.userId);
    requireConfirmation(message);
    const known = await findOwn(ctx, message);
    if (known) return;
    if (!(await isWaiting(ctx.db, message, ctx.me.userId)))
      throw forbidden("This message doesn't ask you to confirm it.", "not_asked");
    const { confirmedAt } = await ctx.db.messageConfirmation.create({
      data: { messageId: message.id, userId: ctx.me.userId },
    });
    await countConfirmations(ctx, message, confirmedAt);
  },
});

/**
 * Takes the caller's confirmation back, within LIMITS.confirmUndoMinutes; a missing one is no error. Errors as for
 * confirming, and `conflict` (`too_late`).
 */
export const unconfirmMessage = roomOperation({
  key: "message.unconfirm",
  summary: "Take my confirmation of a message back",
  ...messageScope,

  async execute(ctx, _input, message): Promise<void> {
    requireAllowed("confirm", message, ctx.me.userId);
    requireConfirmation(message);
    if (!(await findFresh(ctx, message))) return;
    await ctx.db.messageConfirmation.deleteMany({
      where: { messageId: message.id, userId: ctx.me.userId },
    });
    await countConfirmations(ctx, message, null);
  },
});

const findOwn = ({ db, me }: { db: Db; me: Caller }, { id }: MessageRow) =>
  db.messageConfirmation.findUnique({ where: { messageId_userId: { messageId: id, userId: me.userId } } });

/** True if the caller's confirmation is there. Error: `conflict` if it is too old to be taken back. */
async function findFresh({ db, me }: ChangeContext, { id }: MessageRow): Promise<boolean> {
  const minutes = LIMITS.confirmUndoMinutes;
  const [known] = await db.$queryRaw<{ isLate: boolean }[]>`
    SELECT confirmed_at < clock_timestamp() - make_interval(mins => ${minutes}::int) AS "isLate"
      FROM message_confirmation WHERE message_id = ${id}::uuid AND user_id = ${me.userId}::uuid`;
  if (known?.isLate) throw conflict(`A confirmation can be taken back for ${minutes} minutes.`, "too_late");
  return known !== undefined;
}

/** Counts the confirmations from their rows, as a change of the message, and tells the caller's devices. */
async function countConfirmations(
  ctx: ChangeContext,
  message: MessageRow,
  confirmedAt: Date | null,
): Promise<void> {
  const confirmed = await ctx.db.messageConfirmation.count({ where: { messageId: message.id } });
  await changeMessage(ctx, message, () => ({
    confirmation: { ...requireConfirmation(message), confirmed },
  }));
  const frame: ServerFrames["confirmation"] = {
    messageId: message.id,
    confirmedAt: confirmedAt?.toISOString() ?? null,
  };
  ctx.afterCommit(() => publishToMember(ctx.me.userId, message.roomId, "confirmation", frame));
}

/**
 * Reads the caller's part in a request to confirm a message: whether they are asked, and when they confirmed. Its sender and
 * the room's moderators also get the number of people who have not. Error: `not_found`, also for a message that asks nothing.
 */
export const readConfirmation = query({
  key: "message.read-confirmation",
  summary: "Get my confirmation of a message",
  input: z.object({ message: id }),
  authorize: ({ db, me }, { message }) => requireMessage(db, me, "read", message),

  async execute({ db, me }, _input, found): Promise<OwnConfirmationView> {
    const { message } = found;
    requireConfirmation(message);
    const own = await findOwn({ db, me }, message);
    return {
      isAsked: own !== null || (await isWaiting(db, message, me.userId)),
      confirmedAt: own?.confirmedAt.toISOString() ?? null,
      waiting: maySee(me, found) ? await countWaiting(db, message) : null,
    };
  },
});

const maySee = (me: Caller, { message, room }: FoundMessage): boolean =>
  may(rightFor("see confirmations", stateOf(message), me.userId), room, {
    roomRole: room.role,
    workspaceRole: me.role,
  });
