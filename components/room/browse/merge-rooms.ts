import type { MyRoomView } from "@/lib/shared/views";

export type Sort = "activity" | "name" | "members";

const COMPARE: Record<Sort, (a: MyRoomView, b: MyRoomView) => number> = {
  activity: (a, b) => Date.parse(b.activeAt) - Date.parse(a.activeAt),
  name: (a, b) => (a.name ?? "").localeCompare(b.name ?? ""),
  members: (a, b) => b.memberCount - a.memberCount,
};

/**
 * Merges rooms to join, in the server's order, with rooms of mine. While the server has more rooms, those of mine that
 * belong after its last one wait.
 */
export function mergeRooms(
  others: readonly MyRoomView[],
  mine: readonly MyRoomView[],
  { sort, hasMore }: { sort: Sort; hasMore: boolean },
): MyRoomView[] {
  const compare = COMPARE[sort];
  const waiting = mine.toSorted(compare);
  const merged: MyRoomView[] = [];
  for (const room of others) {
    while (waiting[0] && compare(waiting[0], room) < 0) merged.push(...waiting.splice(0, 1));
    merged.push(room);
  }
  return hasMore ? merged : [...merged, ...waiting];
}
