import { db, type Tx } from "@/lib/platform/database/db";
import { checkRoomNames } from "./check-room-names";
import { checkShownTexts } from "./check-shown-texts";
import { checkUsernames } from "./check-usernames";

/** Changes of rows that SQL cannot make, in order. Each runs once, in a transaction of its own. */
const UPGRADES: Record<string, (tx: Tx) => Promise<string[]>> = {
  "usernames-2026-11": checkUsernames,
  "room-names-2026-11": checkRoomNames,
  "shown-texts-2026-11": checkShownTexts,
};

/** "upgrade" in ASCII, shortened to what fits. */
const LOCK = 0x75706772;

/**
 * Runs the upgrades that have not run yet; call it before the server accepts requests. Several processes may do so at
 * once.
 *
 * @returns a sentence for each changed row, for the log
 */
export async function runUpgrades(): Promise<string[]> {
  const logLines: string[] = [];
  for (const [name, upgrade] of Object.entries(UPGRADES)) {
    const lines = await db().$transaction(
      async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
        if (await tx.upgrade.findUnique({ where: { name } })) return [];
        const lines = await upgrade(tx);
        await tx.upgrade.create({ data: { name } });
        return lines;
      },
      { timeout: 600_000, maxWait: 60_000 },
    );
    logLines.push(...lines);
  }
  return logLines;
}
