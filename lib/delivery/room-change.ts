import { LIMITS } from "@/lib/shared/limits";
import type { MessagesFrame, WireMessage } from "@/lib/shared/live";
import type { RoomView } from "@/lib/shared/views";

/** The effect of one commit on one room: the range of revs that it took, and the changed items. */
export type RoomChange = {
  roomId: string;
  prevRev: number;
  rev: number;
  /** Member version after the commit; a hub with an older one reads the members again. */
  memberVersion: number;
  items: WireMessage[];
  /** The room's new state, if the room itself changed. */
  room?: RoomView;
  addedUserIds: string[];
  removedUserIds: string[];
};

/** A room change ready for hubs: its frame is encoded once for all processes and sockets. */
export type RoomUpdate = Omit<RoomChange, "items" | "room"> & {
  payload: string;
  /** Lowest `seq` of its messages; readers who may not see that far back get a frame of their own. */
  lowestSeq: number;
};

/**
 * Merges the changes of one commit into one per room, in `rev` order; a message that changed twice appears in its
 * latest state. A room whose messages exceed LIMITS.frameTextLength gets several.
 */
export function mergeByRoom(changes: RoomChange[]): RoomChange[] {
  type Group = { changes: RoomChange[]; length: number };
  const groups: Group[] = [];
  const latest = new Map<string, Group>();
  for (const change of changes) {
    const length = textLength(change);
    const open = latest.get(change.roomId);
    if (open && open.length + length <= LIMITS.frameTextLength) {
      open.changes.push(change);
      open.length += length;
    } else {
      const group = { changes: [change], length };
      groups.push(group);
      latest.set(change.roomId, group);
    }
  }
  return groups.map((group) => merged(group.changes));
}

/** Length of what can be long in a frame: texts, and the files, cards, checks and polls of messages that have some. */
const textLength = ({ items }: RoomChange) =>
  items.reduce(
    (sum, { text, attachments, cards, checks, poll }) =>
      sum +
      (text?.length ?? 0) +
      [attachments, cards, checks, poll?.options].reduce((length, list) => length + jsonLength(list), 0),
    0,
  );

const jsonLength = (list: unknown[] | undefined) => (list ? JSON.stringify(list).length : 0);

function merged(changes: RoomChange[]): RoomChange {
  const [first] = changes;
  const last = changes.at(-1);
  if (!first || !last || first === last) return first as RoomChange;
  const items = new Map<string, WireMessage>();
  for (const item of changes.flatMap((change) => change.items)) {
    items.delete(item.id);
    items.set(item.id, item);
  }
  const room = changes.findLast((change) => change.room)?.room;
  return {
    ...last,
    prevRev: first.prevRev,
    items: [...items.values()],
    ...(room && { room }),
    ...mergeMembership(changes),
  };
}

function mergeMembership(changes: RoomChange[]): Pick<RoomChange, "addedUserIds" | "removedUserIds"> {
  const added = new Set<string>();
  const removed = new Set<string>();
  for (const change of changes) {
    for (const id of change.addedUserIds) if (added.add(id)) removed.delete(id);
    for (const id of change.removedUserIds) if (removed.add(id)) added.delete(id);
  }
  return { addedUserIds: [...added], removedUserIds: [...removed] };
}

/** Encodes a change for the hubs. A frame does not depend on its reader. */
export function toRoomUpdate(change: RoomChange): RoomUpdate {
  const {
    roomId,
    prevRev,
    rev,
    memberVersion,
    items,
    room,
    addedUserIds: gained,
    removedUserIds: lost,
  } = change;
  const frame: MessagesFrame = { roomId, prevRev, rev, items, ...(room && { room }) };
  return {
    roomId,
    prevRev,
    rev,
    memberVersion,
    addedUserIds: gained,
    removedUserIds: lost,
    payload: JSON.stringify(frame),
    lowestSeq: lowestOf(items),
  };
}

const lowestOf = (items: WireMessage[]) =>
  items.reduce((lowest, { seq }) => Math.min(lowest, seq), Number.MAX_SAFE_INTEGER);

/** Returns the payload without messages before `from`, for readers who may not see them; the range of revs stays. */
export function narrowPayload(payload: string, from: number): string {
  const frame = JSON.parse(payload) as MessagesFrame;
  return JSON.stringify({ ...frame, items: frame.items.filter(({ seq }) => seq >= from) });
}
