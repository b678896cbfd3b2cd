import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import type { BenchEnvironment } from "./environment";
import { startLoadGenerator } from "./load/load-generator";
import type { PeerPlan } from "./load/peer";
import { percentile } from "./percentile";
import { median, type Result, result } from "./result";
import { makePeople, makeRooms } from "./world";

const PEOPLE = 50;
const PER_SECOND = 200;
const SECONDS = 5;
const ROUNDS = 3;

type Noticed = { acks: number; receipts: number; wrong: number };

/** Measures what fifty talking people notice of a flooding client that reconnects each time it is thrown out. */
export async function benchAbuse(place: BenchEnvironment): Promise<Result[]> {
  const url = await place.database("abuse");
  const parley = await place.serve(url);
  const db = await place.connect(url);
  const people = await makePeople(db, PEOPLE + 1);
  const [roomId = ""] = await makeRooms(db, [people]);
  const port = Number(new URL(parley.url).port);
  const plans = people.map(
    ({ token }, index): PeerPlan => ({
      port,
      format: "socket.io",
      token,
      roomIds: [roomId],
      isSampled: index % 10 === 0,
      perFrame: 1,
    }),
  );
  const talkers = startLoadGenerator();
  await talkers.open(plans.slice(1));
  talkers.send({ kind: "rate", perSecond: PER_SECOND });
  await wait(1_000);

  const p99 = async (): Promise<Noticed> => {
    await talkers.report();
    await wait(SECONDS * 1_000);
    const { acks, receipts, refused, lost } = await talkers.report();
    return { acks: percentile(acks, 0.99), receipts: percentile(receipts, 0.99), wrong: refused + lost };
  };
  const rounds: { calm: Noticed; flooded: Noticed }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Started before the quiet measurement: a starting process takes a core for a while.
    const flooder = startLoadGenerator();
    await flooder.report();
    const calm = await p99();
    flooder.send({ kind: "flood", plan: plans[0]! });
    rounds.push({ calm, flooded: await p99() });
    await flooder.close();
  }
  await talkers.close();
  const pinged = [];
  for (const path of STRANGERS_PATHS) pinged.push(await besidePings(parley.url, path, people[1]!.token));
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
    ...pinged,
  ];
}

/** Paths that open a WebSocket without a log-in. */
const STRANGERS_PATHS = ["/socket.io/?EIO=4&transport=websocket", "/api/v1/ws"];
const ASK_EVERY_MS = 10;

/**
 * Measures how long `GET /me` takes while an unauthenticated client sends pings as fast as it can, and reconnects
 * each time.
 */
async function besidePings(url: string, path: string, token: string): Promise<Result> {
  const ratios: number[] = [];
  await timesOfMe(url, token);
  for (let round = 0; round < ROUNDS; round++) {
    const calm = percentile(await timesOfMe(url, token), 0.99);
    const pinger = fork("bench/load/pinger-process.ts", [new URL(url).port, path], {
      execArgv: ["--import", "tsx"],
    });
    await wait(1_500);
    const pinged = percentile(await timesOfMe(url, token), 0.99);
    const ended = once(pinger, "exit");
    pinger.kill();
    await ended;
    console.log(`  ${path}: GET /me p99 ${calm.toFixed(1)} ms, beside pings ${pinged.toFixed(1)} ms`);
    ratios.push(pinged / calm);
  }
  const name = `beside a stranger's pings at ${path.split("?")[0]}: GET /me, p99 against calm`;
  return result(name, median(ratios), "times", { most: 2 });
}

/** Requests the own account repeatedly for a while. @returns the duration of each answer, in milliseconds */
async function timesOfMe(url: string, token: string): Promise<number[]> {
  const times: number[] = [];
  const headers = { authorization: `Bearer ${token}` };
  for (const until = performance.now() + SECONDS * 1_000; performance.now() < until; ) {
    const asked = performance.now();
    const response = await fetch(`${url}/api/v1/me`, { headers });
    await response.arrayBuffer();
    times.push(performance.now() - asked);
    await wait(ASK_EVERY_MS);
  }
  return times;
}
