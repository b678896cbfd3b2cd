"use client";

import { useAsk } from "@/components/sidebar/dialogs/use-ask";
import { useAlsoInRoom } from "@/lib/client/threads/also-in-room";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";

/** Returns a function that opens the form of a new poll for a room or a thread, with the words of its question. */
export function useAskPoll(timeline: TimelineKey): (question: string) => void {
  const ask = useAsk();
  const [alsoInRoom, chooseAlsoInRoom] = useAlsoInRoom();
  const onSent = () => chooseAlsoInRoom(false);
  return (question) => ask({ kind: "poll", timeline, question, alsoInRoom, onSent });
}
