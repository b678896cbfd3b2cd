import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import { operation } from "@/lib/core/operation";
import type { PollView, ScheduledView } from "@/lib/shared/views";
import { attachedText, id, time } from "../fields";
import { requireOpenAt } from "../polls/poll-fields";
import { lockUser } from "../rooms/publish-my-room";
import { publishScheduled } from "./publish-scheduled";
import { lockScheduled, toScheduledView } from "./scheduled-view";
import { secondsUntil, wakeAt } from "./send-at";

const input = z.object({ scheduled: id, text: attachedText.optional(), sendAt: time.optional() });

/**
 * Changes the text or the time of the caller's scheduled message. A new time makes one that failed or is overdue wait again.
 * Errors: `not_found`, also where it was sent meanwhile; `validation_failed`.
 */
export const changeScheduled = operation({
  key: "scheduled.change",
  summary: "Change a scheduled message",
  input,
  async authorize({ db, me }, { scheduled }) {
    // The author before the row, as the sender of due messages locks them.
    await lockUser(db, me.userId);
    return lockScheduled(db, me.userId, scheduled);
  },

  async execute(ctx, { text, sendAt }, row): Promise<ScheduledView> {
    const { db, me } = ctx;
    if (text === "" && (!row.attachments || row.poll))
      throw invalidField("text", "Must not be empty.", "required");
    if (sendAt !== undefined && row.poll) requireOpenAt(row.poll as PollView, sendAt, "sendAt");
    if (sendAt !== undefined) await wakeAt(ctx, await secondsUntil(db, sendAt));
    await db.scheduledMessage.update({
      where: { id: row.id },
      data: { ...(text !== undefined && { text }), ...(sendAt !== undefined && waitingUntil(sendAt)) },
    });
    await publishScheduled(ctx, me.userId, row.id);
    return toScheduledView(await lockScheduled(db, me.userId, row.id));
  },
});

const waitingUntil = (sendAt: string) => ({
  dueAt: sendAt,
  tryAt: sendAt,
  state: "waiting",
  reason: null,
  attempts: 0,
});
