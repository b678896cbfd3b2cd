"use client";

import { useRouter } from "next/navigation";
import { useChat } from "@/lib/client/chat/chat-context";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { timelineKey } from "@/lib/shared/messages/timeline-key";
import { messageAddress } from "@/lib/shared/rooms/room-path";
import { fileKey } from "./file-key";
import { type ReplyTarget, replyToFile, replyToHit } from "./reply-target";
import type { Found } from "./use-result-rows";

/** Replies to results: the room opens at the message, with the reply begun in its composer. */
export function useReply({ messages, files }: Pick<Found, "messages" | "files">, onLeave: () => void) {
  const router = useRouter();
  const { account, drafts } = useChat();
  const rooms = useMyRooms();

  function targetOf(key: string): ReplyTarget | null {
    const hit = messages.find(({ message }) => `message ${message.id}` === key);
    if (hit) return replyToHit(hit, rooms, account);
    const file = files.find((each) => fileKey(each) === key);
    return file ? replyToFile(file, rooms, account) : null;
  }

  return {
    mayReply: (key: string) => targetOf(key) !== null,
    /** Does nothing for a person, a room, or a message that may not be replied to. */
    reply(key: string) {
      const target = targetOf(key);
      const room = target && rooms[target.roomId];
      if (!target || !room) return;
      const { id, seq, threadId } = target;
      drafts.reply(timelineKey(room.id, threadId), { id, seq });
      onLeave();
      router.push(messageAddress(room, target));
    },
  };
}
