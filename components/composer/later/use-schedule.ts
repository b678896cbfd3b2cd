"use client";

import { useState } from "react";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { scheduleDraft } from "@/lib/client/chat/schedule-draft";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { useAlsoInRoom } from "@/lib/client/threads/also-in-room";
import { roomOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import { countCalled } from "../calling/count-called";
import { MANY_PEOPLE } from "../calling/many-people";

/** A draft that mentions many people, and the moment for which it waits; null: it is sent now and asks to be confirmed. */
type Question = { at: Date | null; count: number };

/**
 * Schedules the draft of a room or a thread, or sends it now with a request to confirm it. A text that mentions many people
 * waits for confirmation, as it does when it is sent.
 */
export function useSchedule(timeline: TimelineKey) {
  const chat = useChat();
  const acts = useMessageActions();
  const room = useMyRooms()[roomOf(timeline)];
  const [alsoInRoom, chooseAlsoInRoom] = useAlsoInRoom();
  const [question, ask] = useState<Question | null>(null);

  async function schedule(at: Date | null) {
    const { text } = chat.drafts.get(timeline);
    // Without an answer nothing is asked: a message is not held up by the network.
    const count = room ? await countCalled(room, text).catch(() => 0) : 0;
    if (count > MANY_PEOPLE) return ask({ at, count });
    await scheduleNow(at);
  }

  async function scheduleNow(at: Date | null) {
    if (at === null) return sendConfirmed();
    const refusal = await scheduleDraft(chat, timeline, at, alsoInRoom);
    if (refusal) chat.refused.dispatch(refusal);
    else chooseAlsoInRoom(false);
    acts.focusComposer();
  }

  function sendConfirmed() {
    const { text, replyTo } = chat.drafts.get(timeline);
    const options = { replyTo, hasFiles: true, alsoInRoom, confirm: true };
    const kept = chat.ownMessages.send(timeline, text.trim(), options);
    chooseAlsoInRoom(false);
    void chat.drafts.take(timeline, text.trimEnd(), kept);
    acts.dropReply();
    acts.focusComposer();
  }

  function confirm() {
    if (!question) return;
    ask(null);
    void scheduleNow(question.at);
  }

  function cancel() {
    ask(null);
    acts.focusComposer();
  }

  return {
    schedule: (at: Date) => void schedule(at),
    askToConfirm: () => void schedule(null),
    question,
    confirm,
    cancel,
  };
}
