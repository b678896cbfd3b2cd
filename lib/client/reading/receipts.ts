import type { ServerFrames } from "@/lib/shared/live";
import type { MemberView, MessageView } from "@/lib/shared/views";
import { createStore } from "../state/store";

/** Read and delivery marks of members, by room: fetched once, then updated by frames. */
export type Receipts = Readonly<Record<string, RoomReceipts>>;

type RoomReceipts = {
  people: Readonly<Record<string, Mark>>;
  /** All members of the room are included. */
  isWhole: boolean;
};

type Mark = { joinedAt: string; read: number; delivered: number };

export type ReceiptsAction =
  | { type: "met"; roomId: string; members: readonly MemberView[]; isWhole: boolean }
  | { type: "read" | "delivered"; roomId: string; userId: string; seq: number };

/** Reduces the marks. They never move back. Bots are left out, because they read nothing. */
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

/** Tracks read and delivery marks of members: fetched once per room and connection, then updated by frames. */
export function createReceipts() {
  const store = createStore(reduceReceipts, {} as Receipts);
  /** The rooms whose marks were fetched in this connection, with their member count at that time. */
  const memberCounts = new Map<string, number>();

  return {
    store,
    /** Returns whether the marks of a room are known. A changed member count requires fetching them again. */
    has: (roomId: string, memberCount: number): boolean => memberCounts.get(roomId) === memberCount,
    /**
     * Applies fetched marks.
     *
     * @param memberCount that of the room at the time of the request
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
    /** A new connection: frames were missed, so every room has to be fetched again. */
    reset: () => memberCounts.clear(),
  };
}

/**
 * The delivery state of a message among `of` people who were members when it was sent; null in rooms that are too
 * large.
 */
export type Tick = { state: "sent" | "delivered" | "some" | "all"; read: number; of: number | null };

/** The delivery state of one's own message; null without recipients. */
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
