import type { MemberView, MessageView } from "@/lib/shared/views";

/** How far the members of rooms have got, by room: of those whose members were read, and live since. */
export type Receipts = Readonly<Record<string, RoomReceipts>>;

type RoomReceipts = {
  people: Readonly<Record<string, Mark>>;
  /** The room has no members but these. */
  isWhole: boolean;
};

type Mark = { joinedAt: string; read: number; delivered: number };

export type ReceiptsAction =
  | { type: "met"; roomId: string; members: readonly MemberView[]; isWhole: boolean }
  | { type: "read" | "delivered"; roomId: string; userId: string; seq: number };

/** The marks after something was heard. They never move back. Bots read nothing, and nobody waits for them. */
export function reduceReceipts(receipts: Receipts, action: ReceiptsAction): Receipts {
  const room = receipts[action.roomId];
  if (action.type === "met") {
    const people = action.members.filter(({ user }) => !user.isBot);
    const marks = people.map((member) => [member.user.id, markOf(member, room?.people[member.user.id])]);
    return { ...receipts, [action.roomId]: { people: Object.fromEntries(marks), isWhole: action.isWhole } };
  }
  const mark = room?.people[action.userId];
  if (!room || !mark) return receipts;
  const moved = { ...mark, ...furtherOf(mark, action.type, action.seq) };
  return { ...receipts, [action.roomId]: { ...room, people: { ...room.people, [action.userId]: moved } } };
}

function markOf({ joinedAt, lastReadSeq, lastDeliveredSeq }: MemberView, known: Mark | undefined): Mark {
  const read = Math.max(lastReadSeq, known?.read ?? 0);
  return { joinedAt, read, delivered: Math.max(lastDeliveredSeq, known?.delivered ?? 0, read) };
}

function furtherOf({ read, delivered }: Mark, word: "read" | "delivered", seq: number) {
  const to = word === "read" ? Math.max(read, seq) : read;
  return { read: to, delivered: Math.max(delivered, seq, to) };
}

/** How far a message has come: `of` people who were there when it was sent, null where they are too many to be known. */
export type Tick = { state: "sent" | "delivered" | "some" | "all"; read: number; of: number | null };

/** How far one's own message has come; null where there is nobody whom it could reach. */
export function tickOf(room: RoomReceipts | undefined, message: MessageView): Tick | null {
  if (!room) return null;
  const others = Object.entries(room.people).filter(
    ([userId, { joinedAt }]) => userId !== message.sender.id && joinedAt <= message.createdAt,
  );
  if (others.length === 0) return null;
  const read = others.filter(([, mark]) => mark.read >= message.seq).length;
  const isDelivered = others.every(([, mark]) => mark.delivered >= message.seq);
  const of = room.isWhole ? others.length : null;
  if (read === of) return { state: "all", read, of };
  if (read > 0) return { state: "some", read, of };
  return { state: isDelivered && room.isWhole ? "delivered" : "sent", read, of };
}
