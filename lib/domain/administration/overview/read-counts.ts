import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { isOpen } from "../../invitations/add-invitation";

/** Reads how many active people, rooms, groups and open invitations there are, for the navigation of administrators. */
export const readCounts = query({
  key: "overview.counts",
  summary: "Count people, rooms, groups and open invitations",
  needs: "admin",
  input: z.object({}),
  authorize: () => {},
  async execute({ db }): Promise<Record<"people" | "rooms" | "groups" | "invitations", number>> {
    const [people, rooms, groups, invitations] = await Promise.all([
      countPeople(db),
      countRooms(db),
      db.userGroup.count(),
      countInvitations(db),
    ]);
    return { people: people.active, rooms: rooms.active, groups, invitations };
  },
});

export async function countPeople(db: Db) {
  const [row] = await db.$queryRaw<{ active: number; guests: number; deactivated: number }[]>`
    SELECT count(*) FILTER (WHERE deactivated_at IS NULL)::int AS active,
           count(*) FILTER (WHERE deactivated_at IS NULL AND role = 'guest')::int AS guests,
           count(*) FILTER (WHERE deactivated_at IS NOT NULL)::int AS deactivated
      FROM "user" WHERE deleted_at IS NULL AND workspace_bot IS NULL`;
  return row ?? { active: 0, guests: 0, deactivated: 0 };
}

/** Counts rooms without conversations, which are none of an administrator's business. */
export async function countRooms(db: Db) {
  const [row] = await db.$queryRaw<{ active: number; archived: number }[]>`
    SELECT count(*) FILTER (WHERE archived_at IS NULL)::int AS active,
           count(*) FILTER (WHERE archived_at IS NOT NULL)::int AS archived
      FROM room WHERE kind IN ('open', 'password', 'closed') AND deleted_at IS NULL`;
  return row ?? { active: 0, archived: 0 };
}

export const countInvitations = (db: Db) => db.invitation.count({ where: isOpen() });
