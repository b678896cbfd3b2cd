import { flushSessionUses } from "@/lib/core/session-use";
import { resumeMessagesFate } from "../domain/administration/apply-messages-fate";
import { startMailer } from "../domain/mail/mailer";
import { purgeRooms } from "../domain/rooms/purge-rooms";
import { runUpgrades } from "../domain/upgrades/upgrades";

/** Changes rows that an older version wrote and this one would refuse, and says in the log what it changed. */
export async function upgradeRows(): Promise<void> {
  for (const line of await runUpgrades()) console.log(line);
}

/** Starts what a process does beside answering: sending mail, and going on with what an earlier one left half done. */
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
