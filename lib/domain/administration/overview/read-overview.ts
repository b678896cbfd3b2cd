import { z } from "zod";
import { query } from "@/lib/core/operation";
import { presence } from "@/lib/delivery/presence";
import { asTimeZone } from "@/lib/shared/time-zone";
import type { OverviewView } from "@/lib/shared/views";
import { line } from "../../fields";
import { readStorageView } from "../storage";
import { messagesPerDay } from "./messages-per-day";
import { countInvitations, countPeople, countRooms } from "./read-counts";
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
      countInvitations(db),
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
