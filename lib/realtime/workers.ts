import { flushSessionUses } from "@/lib/core/session-use";
import { resumeMessagesFate } from "../domain/administration/apply-messages-fate";
import { startMailer } from "../domain/mail/mailer";
import { purgeRooms } from "../domain/rooms/purge-rooms";
import { runUpgrades } from "../domain/upgrades/upgrades";

/** Rewrites rows of an older version that this one would refuse, and logs the changes. */
export async function upgradeRows(): Promise<void> {
  for (const line of await runUpgrades()) console.log(line);
}

/** Starts background work: sending mail, and finishing what an earlier process left half done. */
export function startWorkers(): { stop(): Promise<void> } {
  const mailer = startMailer();
  void resumeMessagesFate().catch((error) => console.warn("Deleted people's messages wait:", error));
  void purgeRooms().catch((error) => console.warn("Deleted rooms wait to be cleared:", error));
  return {
    async stop() {
      await mailer?.stop();
      await flushSessionUses().catch(() => 0);
    },
  };
}
