import { setTimeout as wait } from "node:timers/promises";
import type { Rng } from "@/tests/support/random";
import type { Bot } from "./bot";
import { change } from "./rest";
import type { Scenario } from "./scenario";

/**
 * Removes a guest from a room and adds them again, repeatedly: after an acknowledged removal no later change may
 * reach the guest, by any server. Ends with the guest in the room.
 */
export async function churnMembership(
  { environment, owner, violations }: Scenario,
  guest: Bot,
  roomId: string,
  rng: Rng,
  isWanted: () => boolean,
): Promise<void> {
  const insist = async (method: string, path: string, body?: object) => {
    for (;;) {
      const status = await change(rng.of(environment.servers).url, method, path, owner.token, body);
      if (status === 500) violations.note("internal", `${method} ${path} was answered with 500`);
      if (status > 0 && status < 500 && status !== 429) return;
      await wait(100);
    }
  };
  const { userId } = guest.person;
  while (isWanted()) {
    await wait(300 + rng.below(1_000));
    await insist("DELETE", `/rooms/${roomId}/members/${userId}`);
    guest.known.expel(roomId, await environment.revOf(roomId));
    await wait(100 + rng.below(600));
    guest.known.admit(roomId);
    await insist("POST", `/rooms/${roomId}/members`, { userIds: [userId] });
  }
}
