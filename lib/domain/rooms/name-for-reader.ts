import type { PersonView, RoomKind } from "@/lib/shared/views";

/** People named for a room without a name. */
const NAMED_PEOPLE = 3;

/** Returns a room's name for a notification of its reader: of a group the others in it, and null for two people. */
export function nameForReader(
  userId: string,
  kind: RoomKind,
  room: { name: string | null; people: PersonView[] | null } | undefined,
): string | null {
  if (kind === "direct" || !room) return null;
  const others = (room.people ?? []).filter(({ id }) => id !== userId);
  return (
    room.name ??
    others
      .slice(0, NAMED_PEOPLE)
      .map((one) => one.displayName)
      .join(", ")
  );
}
