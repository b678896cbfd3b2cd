import { availableActions } from "@/lib/client/actions/available-actions";
import { onlyThreadOf } from "@/lib/shared/messages/timeline-key";
import { isAllowedNow } from "@/lib/shared/permissions";
import type { AccountView, FileHitView, MyRoomView, SearchHitView } from "@/lib/shared/views";

/** A message that a reply answers; `threadId` if the answer goes into its thread. */
export type ReplyTarget = { roomId: string; id: string; seq: number; threadId: string | null };

type Rooms = Readonly<Record<string, MyRoomView>>;
type Me = Pick<AccountView, "id" | "role">;

/** The message of a found one that the reader may reply to; null if they may not. */
export function replyToHit({ message }: SearchHitView, rooms: Rooms, me: Me): ReplyTarget | null {
  const room = rooms[message.roomId];
  if (!room || !availableActions(message, room, me).includes("reply")) return null;
  return { roomId: room.id, id: message.id, seq: message.seq, threadId: onlyThreadOf(message) };
}

/** The message of a found file that the reader may reply to; null if they may not. */
export function replyToFile({ file }: FileHitView, rooms: Rooms, me: Me): ReplyTarget | null {
  const room = rooms[file.roomId];
  if (!room || !isAllowedNow("send", room, { roomRole: room.role, workspaceRole: me.role })) return null;
  return { roomId: room.id, id: file.messageId, seq: file.seq, threadId: file.threadId };
}
