import { z } from "zod";
import { presence } from "@/lib/core/delivery/presence";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { asTimeZone } from "@/lib/shared/time-zone";
import type { OverviewView } from "@/lib/shared/views";
import { line } from "../../fields";
import { isOpen } from "../../invitations/add-invitation";
import { readStorageView } from "../storage";
import { messagesPerDay } from "./messages-per-day";
import { readHealth } from "./read-health";

/**
 * Reads the state of the workspace for administrators: people, messages of the last 30 days, storage, rooms, open
 * invitations, and the health of the installation. Days are those of `timeZone`, by default of the caller's account.
 * An unknown zone is UTC.
 */
export const readOverview = query({
  key: "overview.read",
  summary: "Get an overview of the workspace",
  needs: "admin",
  input: z.object({ timeZone: line({ max: 64 }).optional() }),
  authorize: ({ db, me }) => db.user.findUniqueOrThrow({ where: { id: me.userId } }),

  async execute({ db }, { timeZone }, me): Promise<OverviewView> {
    const zone = asTimeZone(timeZone ?? me.timeZone ?? undefined);
    // Alone, because it measures the time of an answer.
    const health = await readHealth(db);
    const [people, rooms, invitations, perDay, storage] = await Promise.all([
      countPeople(db),
      countRooms(db),
      db.invitation.count({ where: isOpen() }),
      messagesPerDay(db, zone),
      readStorageView(db),
    ]);
    const workspace = await db.workspace.findFirst({ select: { totalQuotaBytes: true } });
    const quota = workspace?.totalQuotaBytes ?? null;
    return {
      people: { ...people, online: presence().userIds().length },
      rooms,
      invitations,
      messages: { perDay },
      storage: { ...storage, quotaBytes: quota === null ? null : Number(quota) },
      health,
    };
  },
});

async function countPeople(db: Db) {
  const [row] = await db.$queryRaw<{ active: number; guests: number; deactivated: number }[]>`
    SELECT count(*) FILTER (WHERE deactivated_at IS NULL)::int AS active,
           count(*) FILTER (WHERE deactivated_at IS NULL AND role = 'guest')::int AS guests,
           count(*) FILTER (WHERE deactivated_at IS NOT NULL)::int AS deactivated
      FROM "user" WHERE deleted_at IS NULL AND workspace_bot IS NULL`;
  return row ?? { active: 0, guests: 0, deactivated: 0 };
}

/** Counts rooms without conversations, which are none of an administrator's business. */
async function countRooms(db: Db) {
  const [row] = await db.$queryRaw<{ active: number; archived: number }[]>`
    SELECT count(*) FILTER (WHERE archived_at IS NULL)::int AS active,
           count(*) FILTER (WHERE archived_at IS NOT NULL)::int AS archived
      FROM room WHERE kind IN ('open', 'password', 'closed') AND deleted_at IS NULL`;
  return row ?? { active: 0, archived: 0 };
}
