"use client";

import { useEffect, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useScheduled } from "@/lib/client/chat/use-scheduled";
import { call } from "@/lib/client/connection/call";
import { newClientId } from "@/lib/client/connection/client-id";
import { refusalOf } from "@/lib/client/connection/outcome";
import type { Outcome, Refusal } from "@/lib/shared/errors";
import type { ScheduledView } from "@/lib/shared/views";

export type ScheduledActions = ReturnType<typeof useScheduledActions>;

/** Changes of scheduled messages, with the last refusal, and the last deletion, which can be undone. */
export function useScheduledActions() {
  const [{ drafts }, scheduled] = [useChat(), useScheduled()];
  const [refusal, refuse] = useState<Refusal | null>(null);
  const [deleted, noteDeleted] = useState<ScheduledView | null>(null);
  useEffect(() => scheduled.load(), [scheduled]);

  /** Waits for a call, and shows why it failed. */
  async function shown<T>(called: Promise<Outcome<T>>): Promise<Outcome<T>> {
    const outcome = await called;
    refuse(outcome.ok ? null : refusalOf(outcome));
    return outcome;
  }

  async function change(item: ScheduledView, body: { text?: string; sendAt?: string }): Promise<boolean> {
    const next = await shown(call("PATCH /me/scheduled/{scheduled}", { scheduled: item.id, ...body }));
    if (next.ok) scheduled.apply({ id: item.id, scheduled: next.data });
    return next.ok;
  }

  return {
    refusal,
    deleted,
    change,
    reschedule: (item: ScheduledView, at: Date) => void change(item, { sendAt: at.toISOString() }),
    async sendNow(item: ScheduledView) {
      const sent = await shown(call("POST /me/scheduled/{scheduled}/send", { scheduled: item.id }));
      if (sent.ok) scheduled.apply({ id: item.id, scheduled: null });
    },
    async remove(item: ScheduledView) {
      // One that was sent meanwhile is refused: undoing its deletion would send it again.
      if (!(await shown(call("DELETE /me/scheduled/{scheduled}", { scheduled: item.id }))).ok) return;
      scheduled.apply({ id: item.id, scheduled: null });
      noteDeleted(item);
    },
    /** Schedules the deleted message again; one whose time has passed or that failed goes into the draft of its room. */
    async undoDelete() {
      if (!deleted) return;
      noteDeleted(null);
      const { roomId, text, sendAt, replyTo, attachments } = deleted;
      const input = {
        room: roomId,
        text,
        sendAt,
        clientId: newClientId(),
        ...(replyTo && { replyToId: replyTo.id }),
        ...(attachments.length > 0 && { attachmentIds: attachments.map(({ id }) => id) }),
      };
      const made = await shown(call("POST /rooms/{room}/scheduled", input));
      if (made.ok) scheduled.apply({ id: made.data.id, scheduled: made.data });
      else if (text) toDraft(roomId, text);
    },
    /** Hands a text over to the draft of its room: the message was sent while it was being edited. */
    toDraft,
  };

  function toDraft(roomId: string, text: string) {
    const typed = drafts.get(roomId).text;
    drafts.type(roomId, typed.trim() === "" ? text : `${typed.trimEnd()}\n${text}`);
  }
}
