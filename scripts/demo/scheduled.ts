import { nextTime } from "@/lib/shared/time/presets";
import type { Prisma } from "@/prisma/generated/client";
import type { Workspace } from "./northwind";
import { Random } from "./random";

/** A message of the administrator that is sent the next time it is 9:00 for them, in their first open room. */
export function scheduledRow(
  { users, rooms, memberships }: Pick<Workspace, "users" | "rooms" | "memberships">,
  now = new Date(),
): Prisma.ScheduledMessageUncheckedCreateInput {
  const [author] = users;
  const room = rooms.find(
    ({ id, kind }) =>
      kind === "open" && memberships.some(({ roomId, userId }) => roomId === id && userId === author?.id),
  );
  if (!author || !room) throw new Error("The demo has no room for a scheduled message");
  const dueAt = nextTime("09:00", now, author.timeZone ?? "UTC");
  const id = new Random("scheduled").id(now.getTime());
  return {
    ...{ id, userId: author.id, roomId: room.id, clientId: id },
    text: "Good morning! The planning is at 10:00, in the large room and on the usual link.",
    ...{ dueAt, tryAt: dueAt },
  };
}
