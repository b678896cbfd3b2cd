import { setTimeout as wait } from "node:timers/promises";
import type { BenchEnvironment } from "./environment";
import { startLoadGenerator } from "./load/load-generator";
import type { PeerPlan, Tally } from "./load/peer";
import { percentile } from "./percentile";
import { median, type Result, result } from "./result";
import { type BenchPerson, makePeople, makeRooms } from "./world";

const PEOPLE = 1_000;
const ROOMS = 100;
const ROOMS_EACH = 5;
const PER_SECOND = 1_000;
const SECONDS = 8;
const ROUNDS = 3;
const SAMPLED = 10;
/** None has a divisor in common with 1,000, so that each visits every seat once. */
const STRIDES = [1, 3, 7, 11, 13];

/** A thousand people at work: 100 rooms of 50, everybody in five of them, a thousand messages a second. */
export async function benchWorkingDay(place: BenchEnvironment): Promise<Result[]> {
  const url = await place.database("working_day");
  const parley = await place.serve(url, { RATE_FACTOR: "1000" });
  const db = await place.connect(url);
  const people = await makePeople(db, PEOPLE);
  const members = Array.from({ length: ROOMS }, (_, room) =>
    Array.from({ length: (PEOPLE * ROOMS_EACH) / ROOMS }, (_, i) => people[seatOf(room, i)]!),
  );
  const roomIds = await makeRooms(db, members);
  const plans = people.map((one, index) =>
    planOf(one, index, members, roomIds, Number(new URL(parley.url).port)),
  );

  const [one, two] = [startLoadGenerator(), startLoadGenerator()];
  await Promise.all([one.open(plans.slice(0, PEOPLE / 2), 500), two.open(plans.slice(PEOPLE / 2), 500)]);
  const rounds: Tally[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const generator of [one, two]) generator.send({ kind: "rate", perSecond: PER_SECOND / 2 });
    await wait(1_500);
    await Promise.all([one.report(), two.report()]);
    await wait(SECONDS * 1_000);
    rounds.push(await Promise.all([one.report(), two.report()]));
    for (const generator of [one, two]) generator.send({ kind: "rate", perSecond: 0 });
    await wait(500);
  }
  await Promise.all([one.close(), two.close()]);
  await parley.stop();
  return linesOf(rounds);
}

/**
 * Returns the person in a seat. Everybody sits in five rooms: in the first twenty rooms neighbours sit together, in
 * the next twenty every second person, and so on, so that rooms have different people.
 */
function seatOf(room: number, i: number): number {
  const lap = Math.floor((room * ROOMS_EACH) / ROOMS);
  const seat = (room % (ROOMS / ROOMS_EACH)) * ((PEOPLE * ROOMS_EACH) / ROOMS) + i;
  return (seat * STRIDES[lap]!) % PEOPLE;
}

function planOf(
  one: BenchPerson,
  index: number,
  members: BenchPerson[][],
  roomIds: string[],
  port: number,
): PeerPlan {
  const mine = roomIds.filter((_, room) => members[room]?.includes(one));
  return {
    port,
    format: "socket.io",
    token: one.token,
    roomIds: mine,
    isSampled: index % SAMPLED === 0,
    perFrame: 1,
  };
}

function linesOf(rounds: Tally[][]): Result[] {
  const each = (pick: (tallies: Tally[]) => number) => median(rounds.map(pick));
  const sum = (tallies: Tally[], pick: (tally: Tally) => number) =>
    tallies.reduce((all, tally) => all + pick(tally), 0);
  const wrong = rounds.flat().reduce((all, tally) => all + tally.outOfOrder + tally.lost + tally.refused, 0);
  const quantile = (field: "acks" | "receipts", share: number) =>
    each((tallies) =>
      percentile(
        tallies.flatMap((tally) => tally[field]),
        share,
      ),
    );
  return [
    result(
      "working day: acknowledged",
      each((tallies) => sum(tallies, (tally) => tally.acknowledged) / SECONDS),
      "messages/s",
    ),
    result(
      "working day: deliveries",
      each((tallies) => sum(tallies, (tally) => tally.deliveries) / SECONDS),
      "deliveries/s",
    ),
    result("working day: send to receipt, p50", quantile("receipts", 0.5), "ms"),
    result("working day: send to receipt, p99", quantile("receipts", 0.99), "ms", { most: 20 }),
    result("working day: send to acknowledgement, p99", quantile("acks", 0.99), "ms", { most: 15 }),
    result("working day: out of order, refused or cut off", wrong, "", { most: 0 }),
  ];
}
