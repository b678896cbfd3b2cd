"use client";

import { useEffect, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useScheduled } from "@/lib/client/chat/use-scheduled";
import { newClientId } from "@/lib/client/connection/client-id";
import { scheduledPath, scheduleInPath } from "@/lib/client/connection/paths";
import { type Refused, sendJson } from "@/lib/client/connection/rest";
import type { ScheduledView } from "@/lib/shared/views";

const AWAY: Refused = { code: "unavailable", detail: "" };

export type ScheduledActions = ReturnType<typeof useScheduledActions>;

/** Changes of scheduled messages, with the last refusal, and the last deletion, which can be undone. */
export function useScheduledActions() {
  const [{ drafts }, scheduled] = [useChat(), useScheduled()];
  const [refusal, refuse] = useState<Refused | null>(null);
  const [deleted, noteDeleted] = useState<ScheduledView | null>(null);
  useEffect(() => scheduled.load(), [scheduled]);

  async function request<T>(method: string, path: string, body?: object): Promise<T | null> {
    const answer = await sendJson<T>(method, path, body ? { body } : {});
    refuse(answer?.ok ? null : (answer?.refusal ?? AWAY));
    return answer?.ok ? answer.data : null;
  }

  async function change(item: ScheduledView, body: { text?: string; sendAt?: string }): Promise<boolean> {
    const next = await request<ScheduledView>("PATCH", scheduledPath(item.id), body);
    if (next) scheduled.apply({ id: next.id, scheduled: next });
    return next !== null;
  }

  return {
    refusal,
    deleted,
    change,
    reschedule: (item: ScheduledView, at: Date) => void change(item, { sendAt: at.toISOString() }),
    async sendNow(item: ScheduledView) {
      if (await request("POST", `${scheduledPath(item.id)}/send`, {}))
        scheduled.apply({ id: item.id, scheduled: null });
    },
    async remove(item: ScheduledView) {
      // One that was sent meanwhile is refused: undoing its deletion would send it again.
      const answer = await sendJson("DELETE", scheduledPath(item.id));
      refuse(answer?.ok ? null : (answer?.refusal ?? AWAY));
      if (!answer?.ok) return;
      scheduled.apply({ id: item.id, scheduled: null });
      noteDeleted(item);
    },
    /** Schedules the deleted message again; one whose time has passed or that failed goes into the draft of its room. */
    async undoDelete() {
      if (!deleted) return;
      noteDeleted(null);
      const { roomId, text, sendAt, replyTo, attachments } = deleted;
      const body = {
        text,
        sendAt,
        clientId: newClientId(),
        ...(replyTo && { replyToId: replyTo.id }),
        ...(attachments.length > 0 && { attachmentIds: attachments.map(({ id }) => id) }),
      };
      const made = await request<ScheduledView>("POST", scheduleInPath(roomId), body);
      if (made) scheduled.apply({ id: made.id, scheduled: made });
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
