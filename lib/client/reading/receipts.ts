import type { ServerFrames } from "@/lib/shared/live";
import type { MemberView, MessageView } from "@/lib/shared/views";
import { createStore } from "../state/store";

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

/** Tracks how far the members of rooms have read: read once for a room and connection, and moved by frames after that. */
export function createReceipts() {
  const store = createStore(reduceReceipts, {} as Receipts);
  /** The rooms whose members were read in this connection, with the number of members at that time. */
  const memberCounts = new Map<string, number>();

  return {
    store,
    /** Whether the marks of a room are known. When a member came or went they have to be read again. */
    has: (roomId: string, memberCount: number): boolean => memberCounts.get(roomId) === memberCount,
    /**
     * Takes the marks that the server has just answered.
     *
     * @param memberCount the room's, when the marks were asked for
     * @param isWhole whether `members` are all of them
     */
    meet(roomId: string, memberCount: number, members: readonly MemberView[], isWhole: boolean) {
      memberCounts.set(roomId, memberCount);
      store.dispatch({ type: "met", roomId, members, isWhole });
    },
    applyRead: ({ roomId, userId, lastReadSeq: seq }: ServerFrames["read"]) =>
      store.dispatch({ type: "read", roomId, userId, seq }),
    applyDelivered: ({ roomId, userId, lastDeliveredSeq: seq }: ServerFrames["delivered"]) =>
      store.dispatch({ type: "delivered", roomId, userId, seq }),
    /** A new connection: frames were missed, so every room has to be read again. */
    reset: () => memberCounts.clear(),
  };
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
