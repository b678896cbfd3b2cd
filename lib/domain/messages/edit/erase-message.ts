import type { ChangeContext } from "@/lib/delivery/room-operation";
import { recountThreads } from "../../threads/recount-thread";
import { publishToFollowers } from "../../threads/threads-of-commits";
import { changeMessage } from "../change-message";
import { recountMentions } from "../mentions/recount-mentions";
import type { MessageRow } from "../message-view";
import { ERASED_COLUMNS, eraseTraces } from "./rewrite-messages";

/** Makes a message a tombstone, as the room's next change. The room must be locked (roomOperation does that). */
export async function eraseMessage(ctx: ChangeContext, message: MessageRow): Promise<void> {
  const calls = await eraseTraces(ctx.db, [message.id]);
  await changeMessage(ctx, message, (now) => ({ ...ERASED_COLUMNS, deletedAt: now }));
  await recountThreads(ctx, [message.threadId]);
  ctx.afterCommit(await recountMentions(ctx.db, message.roomId, calls));
  if (message.threadId) await publishToFollowers(ctx, [message.threadId]);
}
