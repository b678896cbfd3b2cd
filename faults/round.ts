import { setTimeout as wait } from "node:timers/promises";
import { Rng } from "@/tests/support/random";
import type { Bot } from "./bot";
import { compareClients, comparePromises, readRooms } from "./compare";
import type { FaultInjection } from "./fault-injections";
import { untilSent } from "./later";
import { churnMembership } from "./membership-churn";
import { GUESTS, type Scenario } from "./scenario";

/**
 * Under load a client notices a missed change at the next one; a client that only the heartbeat heals counts as deaf.
 */
const BACK_MS = 15_000;
/** In the quiet a missed change shows at the heartbeat (25 s). */
const STILL_MS = 60_000;

/**
 * Injects faults while everybody is at work. Then, in the quiet, compares the promises and each client's state with
 * the rows.
 *
 * @returns the seconds from the end of the faults until every client was answered again and had caught up
 */
export async function runRound(scenario: Scenario, injections: readonly FaultInjection[]): Promise<number> {
  const { environment, bots, rng, ledger, violations, roomIds } = scenario;
  let isOn = true;
  const isWanted = () => isOn;
  const load = [...bots.map((bot) => bot.live(isWanted)), ...membershipChurn(scenario, isWanted)];
  await wait(300 + rng.below(700));
  await Promise.all(injections.map((happen) => happen(environment, bots, rng)));
  const seconds = await untilBack(scenario);
  isOn = false;
  await Promise.all(load);
  await untilSent(environment, violations);
  await untilStill(scenario);
  await untilCommitsAreRead(scenario);
  const rooms = await readRooms(environment, roomIds);
  comparePromises(rooms, ledger, violations);
  compareClients(rooms, bots, violations);
  return seconds;
}

const membershipChurn = (scenario: Scenario, isWanted: () => boolean) =>
  scenario.bots
    .slice(-GUESTS)
    .map((guest, index) =>
      churnMembership(
        scenario,
        guest,
        scenario.roomIds[index]!,
        new Rng(scenario.rng.below(2 ** 31)),
        isWanted,
      ),
    );

/** Waits until every client was answered again and knows the current state. */
async function untilBack(scenario: Scenario): Promise<number> {
  const since = performance.now();
  const rooms = await revsOf(scenario);
  await untilAll(scenario, BACK_MS, "do not come back", ({ known, answeredAt }) => {
    const isUp = rooms.every(({ id, rev }) => (known.rooms.get(id)?.rev ?? rev) >= rev);
    return isUp && answeredAt > since;
  });
  return (performance.now() - since) / 1_000;
}

/** Waits until every client is in all rooms and knows the latest change of each. */
async function untilStill(scenario: Scenario): Promise<void> {
  const rooms = await revsOf(scenario);
  await untilAll(scenario, STILL_MS, "stay behind", ({ known }) =>
    rooms.every(({ id, rev }) => known.rooms.get(id)?.rev === rev),
  );
}

/** Waits until the row of every commit, also of killed processes, was read for what follows from its messages. */
async function untilCommitsAreRead({ environment, violations }: Scenario): Promise<void> {
  for (const until = performance.now() + BACK_MS; ; await wait(100)) {
    const [left] = await environment.rows<{ count: number }>(
      "SELECT count(*)::int AS count FROM commit_work",
    );
    if (left?.count === 0) return;
    if (performance.now() > until)
      return violations.note("lost", `${left?.count} commits are not read by background work`);
  }
}

const revsOf = ({ environment, roomIds }: Scenario) =>
  environment.rows<{ id: string; rev: number }>("SELECT id, rev FROM room WHERE id = ANY($1)", [roomIds]);

async function untilAll(
  { bots, violations }: Scenario,
  patience: number,
  but: string,
  isWhole: (bot: Bot) => boolean,
): Promise<void> {
  for (const until = performance.now() + patience; !bots.every(isWhole); await wait(10)) {
    if (performance.now() < until) continue;
    return violations.note("diverged", `${bots.filter((bot) => !isWhole(bot)).length} clients ${but}`);
  }
}
