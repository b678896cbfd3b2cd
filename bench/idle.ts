import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { BenchEnvironment } from "./environment";
import { type LoadGenerator, startLoadGenerator } from "./load/load-generator";
import type { PeerPlan } from "./load/peer";
import { percentile } from "./percentile";
import { type Result, result } from "./result";
import { INSPECTED, retainedBy } from "./retained-memory";
import { type BenchPerson, makePeople, makeRooms } from "./world";

const PEOPLE = 10_000;
const ROOMS = 1_000;
const ROOMS_EACH = 5;
const WARM = 300;
const IDLE_SECONDS = 60;
const TALKERS = 20;
const PER_SECOND = 100;
/** Clock ticks of /proc in a second. */
const HERTZ = 100;

/** Measures ten thousand idle people; then all of them reconnect while twenty talk. */
export async function benchIdle(place: BenchEnvironment): Promise<Result[]> {
  const url = await place.database("idle");
  const parley = await place.serve(url, { RATE_FACTOR: "1000", ...INSPECTED });
  const db = await place.connect(url);
  const people = await makePeople(db, PEOPLE + TALKERS);
  const idlers = people.slice(TALKERS);
  await makeRooms(db, roomsOf(idlers));
  const [roomId = ""] = await makeRooms(db, [people.slice(0, TALKERS)]);
  const port = Number(new URL(parley.url).port);
  const plans = (of: BenchPerson[], rooms: string[]): PeerPlan[] =>
    of.map(({ token }) => ({
      port,
      format: "socket.io",
      token,
      roomIds: rooms,
      isSampled: false,
      perFrame: 1,
    }));

  const warm = startLoadGenerator();
  await warm.open(plans(idlers.slice(0, WARM), []));
  await warm.close();
  await wait(3_000);
  const before = await retainedBy(parley);
  const generator = startLoadGenerator();
  const started = performance.now();
  await generator.open(plans(idlers, []), 2_000);
  const connected = (performance.now() - started) / 1000;
  console.log(`  10,000 connected in ${connected.toFixed(1)} s`);
  await wait(IDLE_SECONDS * 500);
  const [cpu, clock] = [cpuOf(parley.pid()), performance.now()];
  await wait(IDLE_SECONDS * 500);
  const share = (cpuOf(parley.pid()) - cpu) / ((performance.now() - clock) / 1000);
  const after = await retainedBy(parley);
  const each = (field: keyof typeof after) => (after[field] - before[field]) / PEOPLE / 1024;

  const talkers = startLoadGenerator();
  await talkers.open(plans(people.slice(0, TALKERS), [roomId]));
  const back = await comeAgain(generator, talkers);
  await Promise.all([generator.close(), talkers.close()]);
  await parley.stop();
  return [
    result("10,000 idle: connected in", connected, "s"),
    result("10,000 idle: memory of each", each("rss"), "KiB", { most: 20 }),
    result("10,000 idle: of that V8's heap", each("heapUsed"), "KiB"),
    result("10,000 idle: of one core", share * 100, "%", { most: 10 }),
    result("10,000 come again: in", back.seconds, "s", { most: 10 }),
    result("10,000 come again: send to acknowledgement of others, p99", back.p99, "ms"),
    result("10,000 come again: others refused or cut off", back.wrong, "", { most: 0 }),
  ];
}

async function comeAgain(
  crowd: LoadGenerator,
  talkers: LoadGenerator,
): Promise<{ seconds: number; p99: number; wrong: number }> {
  talkers.send({ kind: "rate", perSecond: PER_SECOND });
  await wait(2_000);
  await talkers.report();
  const started = performance.now();
  await crowd.reopen(5_000);
  const seconds = (performance.now() - started) / 1000;
  await wait(500);
  const { acks, refused, lost } = await talkers.report();
  return { seconds, p99: percentile(acks, 0.99), wrong: refused + lost };
}

/** 1,000 rooms of 50: everybody in five. */
function roomsOf(people: BenchPerson[]): BenchPerson[][] {
  const size = (PEOPLE * ROOMS_EACH) / ROOMS;
  return Array.from({ length: ROOMS }, (_, room) =>
    Array.from({ length: size }, (_, i) => people[(room * size + i) % PEOPLE]!),
  );
}

/** Returns the CPU seconds of a process. */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / HERTZ;
}
