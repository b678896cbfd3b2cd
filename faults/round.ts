import { setTimeout as wait } from "node:timers/promises";
import { Chance } from "@/tests/support/random";
import type { Bot } from "./bot";
import { compareClients, comparePromises, readRooms } from "./compare";
import type { Happening } from "./fault-injections";
import { keepTheDoor } from "./membership-churn";
import type { Stage } from "./scenario";

const GUESTS = 2;
/** Under load each change is heard, or missed at the next one: whoever is healed by the heartbeat alone is deaf. */
const BACK_MS = 15_000;
/** While all are still, what was missed shows at the heartbeat (25 s). */
const STILL_MS = 60_000;

/**
 * Lets things happen at once while everybody is at work; then, while all are still, compares what was promised and what
 * each client knows with the rows.
 * @returns the seconds from the end of what happened until every client was answered again and knew all that was there
 */
export async function playRound(stage: Stage, happenings: readonly Happening[]): Promise<number> {
  const { place, bots, luck, ledger, wrongs, roomIds } = stage;
  let isOn = true;
  const isWanted = () => isOn;
  const load = [...bots.map((bot) => bot.live(isWanted)), ...doors(stage, isWanted)];
  await wait(300 + luck.below(700));
  await Promise.all(happenings.map((happen) => happen(place, bots, luck)));
  const seconds = await untilBack(stage);
  isOn = false;
  await Promise.all(load);
  await untilStill(stage);
  const rooms = await readRooms(place, roomIds);
  comparePromises(rooms, ledger, wrongs);
  compareClients(rooms, bots, wrongs);
  return seconds;
}

const doors = (stage: Stage, isWanted: () => boolean) =>
  stage.bots
    .slice(-GUESTS)
    .map((guest, index) =>
      keepTheDoor(stage, guest, stage.roomIds[index]!, new Chance(stage.luck.below(2 ** 31)), isWanted),
    );

/** Until every client has been answered anew and knows all that there is now. */
async function untilBack(stage: Stage): Promise<number> {
  const since = performance.now();
  const rooms = await revsOf(stage);
  await untilAll(stage, BACK_MS, "do not come back", ({ known, answeredAt }) => {
    const isUp = rooms.every(({ id, rev }) => (known.rooms.get(id)?.rev ?? rev) >= rev);
    return isUp && answeredAt > since;
  });
  return (performance.now() - since) / 1_000;
}

/** Until every client is in all rooms and knows the latest of each. */
async function untilStill(stage: Stage): Promise<void> {
  const rooms = await revsOf(stage);
  await untilAll(stage, STILL_MS, "stay behind", ({ known }) =>
    rooms.every(({ id, rev }) => known.rooms.get(id)?.rev === rev),
  );
}

const revsOf = ({ place }: Stage) => place.rows<{ id: string; rev: number }>("SELECT id, rev FROM room");

async function untilAll(
  { bots, wrongs }: Stage,
  patience: number,
  but: string,
  isWhole: (bot: Bot) => boolean,
): Promise<void> {
  for (const until = performance.now() + patience; !bots.every(isWhole); await wait(10)) {
    if (performance.now() < until) continue;
    return wrongs.note("diverged", `${bots.filter((bot) => !isWhole(bot)).length} clients ${but}`);
  }
}
