import { setTimeout as wait } from "node:timers/promises";
import { startCrowd } from "./load/crowd";
import type { PeerPlan } from "./load/peer";
import { percentile } from "./percentile";
import type { Place } from "./place";
import { median, type Result, result } from "./result";
import { makePeople, makeRooms } from "./world";

const PEOPLE = 50;
const PER_SECOND = 200;
const SECONDS = 5;
const ROUNDS = 3;

type Noticed = { acks: number; receipts: number; wrong: number };

/** Somebody floods, comes again when thrown out, and floods again, beside fifty who talk: what do the fifty notice? */
export async function benchAbuse(place: Place): Promise<Result[]> {
  const url = await place.database("abuse");
  const parley = await place.serve(url);
  const db = await place.connect(url);
  const people = await makePeople(db, PEOPLE + 1);
  const [roomId = ""] = await makeRooms(db, [people]);
  const port = Number(new URL(parley.url).port);
  const plans = people.map(
    ({ token }, index): PeerPlan => ({
      port,
      dialect: "socket.io",
      token,
      roomIds: [roomId],
      isSampled: index % 10 === 0,
      perFrame: 1,
    }),
  );
  const talkers = startCrowd();
  await talkers.open(plans.slice(1));
  talkers.tell({ kind: "rate", perSecond: PER_SECOND });
  await wait(1_000);

  const p99 = async (): Promise<Noticed> => {
    await talkers.report();
    await wait(SECONDS * 1_000);
    const { acks, receipts, refused, lost } = await talkers.report();
    return { acks: percentile(acks, 0.99), receipts: percentile(receipts, 0.99), wrong: refused + lost };
  };
  const rounds: { calm: Noticed; flooded: Noticed }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // It is there before the calm is measured: a process that starts takes a core for a while.
    const flooder = startCrowd();
    await flooder.report();
    const calm = await p99();
    flooder.tell({ kind: "flood", plan: plans[0]! });
    rounds.push({ calm, flooded: await p99() });
    await flooder.close();
  }
  await talkers.close();
  await parley.stop();
  const ratio = (field: "acks" | "receipts") =>
    median(rounds.map(({ calm, flooded }) => flooded[field] / calm[field]));
  return [
    result("beside a flood: acknowledgement, p99", median(rounds.map(({ flooded }) => flooded.acks)), "ms"),
    result("beside a flood: acknowledgement, p99 against calm", ratio("acks"), "times", { most: 1.33 }),
    result("beside a flood: receipt, p99 against calm", ratio("receipts"), "times", { most: 1.33 }),
    result(
      "beside a flood: others refused or cut off",
      rounds.reduce((sum, { flooded }) => sum + flooded.wrong, 0),
      "",
      { most: 0 },
    ),
  ];
}
