import { mentionedNames } from "@/lib/shared/messages/mentions";
import { parseMentions } from "@/lib/shared/messages/parse-mentions";
import type { Prisma } from "@/prisma/generated/client";
import { type GroupRows, groupsNamed } from "./groups";
import type { Colleague } from "./people";
import type { RoomLog } from "./room-log";

type MentionRow = Prisma.MentionCreateManyInput;

/** Sets the mentions of a room's messages. @returns the rows of the mentioned people */
export function nameIn(
  { messages, members }: RoomLog,
  colleagues: readonly Colleague[],
  groups: GroupRows,
): MentionRow[] {
  const idOf = new Map(colleagues.map(({ username, id }) => [username, id]));
  const joinedSeq = new Map(members.map(({ userId, joinedSeq = 0 }) => [userId, joinedSeq]));
  const handles = new Set(groups.groups.map(({ handleKey }) => handleKey));
  const isMember = (key: string) => joinedSeq.has(idOf.get(key) ?? "");

  return messages.flatMap((message) => {
    const mentions = parseMentions(message.text ?? "");
    const keys = mentionedNames(mentions, (key) => isMember(key) || handles.has(key));
    const isThere = (id: string) => (joinedSeq.get(id) ?? message.seq) < message.seq;
    const named = keys.filter(isMember).flatMap((key) => idOf.get(key) ?? []);
    const ofGroups = groupsNamed(groups, keys, isThere);
    message.mentionUserIds = named;
    message.mentionAll = mentions.all;
    if (ofGroups.length > 0) message.mentionGroups = ofGroups;
    return [...new Set([...named, ...ofGroups.flatMap(({ userIds }) => userIds)])]
      .filter((id) => id !== message.senderId && isThere(id))
      .map((userId) => ({ messageId: message.id, userId, roomId: message.roomId, seq: message.seq }));
  });
}
