const KEPT = 30;

const keyOf = (userId: string) => `parley.visited.${userId}`;

/** The rooms that this person visited in this browser, by id, the latest first. */
export function recentRooms(userId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

/** Records a visit to a room. */
export function addRecentRoom(userId: string, roomId: string): void {
  const rooms = [roomId, ...recentRooms(userId).filter((id) => id !== roomId)].slice(0, KEPT);
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify(rooms));
  } catch {
    // Storage may be forbidden or full. Rooms are then ordered by their last message.
  }
}
