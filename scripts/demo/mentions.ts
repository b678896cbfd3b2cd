import { mentionedNames } from "@/lib/shared/messages/mentions";
import { parseMentions } from "@/lib/shared/messages/parse-mentions";
import type { Prisma } from "@/prisma/generated/client";
import type { Colleague } from "./people";
import type { RoomLog } from "./room-log";

type MentionRow = Prisma.MentionCreateManyInput;

/** Sets the mentions of a room's messages. @returns the rows of the mentioned people */
export function nameIn({ messages, members }: RoomLog, colleagues: readonly Colleague[]): MentionRow[] {
  const idOf = new Map(colleagues.map(({ username, id }) => [username, id]));
  const joinedSeq = new Map(members.map(({ userId, joinedSeq = 0 }) => [userId, joinedSeq]));

  return messages.flatMap((message) => {
    const mentions = parseMentions(message.text ?? "");
    const { all } = mentions;
    const named = mentionedNames(mentions, (key) => joinedSeq.has(idOf.get(key) ?? "")).flatMap(
      (key) => idOf.get(key) ?? [],
    );
    message.mentionUserIds = named;
    message.mentionAll = all;
    return named
      .filter((id) => id !== message.senderId && (joinedSeq.get(id) ?? 0) < message.seq)
      .map((userId) => ({ messageId: message.id, userId, roomId: message.roomId, seq: message.seq }));
  });
}
