import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { type Kind, startBaseline } from "./baselines/baseline";
import type { BenchEnvironment } from "./environment";
import { type LoadGenerator, startLoadGenerator } from "./load/load-generator";
import type { PeerPlan, Tally, WireFormat } from "./load/peer";
import { percentile } from "./percentile";
import { type BenchPerson, makePeople, makeRooms } from "./world";

const PEOPLE = 200;
const SENDERS = 16;
const IN_FLIGHT = 8;
const WARM_MS = 1_000;
const MEASURED_MS = 4_000;
const SAMPLED = 50;

/** Result of one run. */
export type Run = { deliveries: number; perFrame: number; ackP50: number; ackP99: number; wrong: number };

/**
 * A room of 200 people, 16 of whom send as fast as they are acknowledged, eight at a time each.
 * @returns runs it: in the room's line, or in one thread of the room
 */
export async function openOneRoom(place: BenchEnvironment): Promise<(isThread?: boolean) => Promise<Run>> {
  const url = await place.database("one_room");
  const parley = await place.serve(url, { RATE_FACTOR: "1000" });
  const db = await place.connect(url);
  const people = await makePeople(db, PEOPLE);
  const [roomId = ""] = await makeRooms(db, [people]);
  const rootId = await makeRoot(db, roomId, people[0]?.userId ?? "");
  const port = Number(new URL(parley.url).port);
  return (isThread) => sendersAndListeners(port, people, roomId, isThread ? rootId : undefined);
}

/** Writes the message that the thread answers. */
async function makeRoot(db: pg.Client, roomId: string, userId: string): Promise<string> {
  const id = randomUUID();
  await db.query(
    `WITH moved AS (UPDATE room SET seq = seq + 1, rev = rev + 1 WHERE id = $2 RETURNING seq, rev)
     INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text)
     SELECT $1::uuid, $2, seq, rev, $3, 'root', 'root' FROM moved`,
    [id, roomId, userId],
  );
  return id;
}

/** Runs one baseline with as many listeners. */
export async function runBaseline(kind: Kind, perFrame: number, databaseUrl: string): Promise<Run> {
  const baseline = await startBaseline(kind, perFrame, databaseUrl);
  const isBare = kind.startsWith("ws");
  try {
    if (kind === "plain") return await sendersAndListeners(baseline.port, null, "1");
    const generator = startLoadGenerator();
    await generator.open(plansOf(PEOPLE, baseline.port, isBare ? "bare" : "socket.io", perFrame));
    baseline.start();
    return await measure([generator], perFrame);
  } finally {
    await baseline.stop();
  }
}

const plansOf = (count: number, port: number, format: WireFormat, perFrame: number): PeerPlan[] =>
  Array.from({ length: count }, () => ({ port, format, perFrame, roomIds: [], isSampled: false }));

async function sendersAndListeners(
  port: number,
  people: BenchPerson[] | null,
  roomId: string,
  threadId?: string,
): Promise<Run> {
  const plans = Array.from({ length: PEOPLE }, (_, index): PeerPlan => {
    const token = people?.[index]?.token;
    return {
      port,
      format: "socket.io",
      ...(token && { token }),
      roomIds: [roomId],
      ...(threadId && { threadId }),
      isSampled: index % SAMPLED === SAMPLED - 1,
      perFrame: 1,
    };
  });
  const [senders, listeners] = [startLoadGenerator(), startLoadGenerator()];
  await listeners.open(plans.slice(SENDERS));
  await senders.open(plans.slice(0, SENDERS));
  senders.send({ kind: "window", size: IN_FLIGHT });
  return measure([senders, listeners], 1);
}

async function measure(crowds: LoadGenerator[], perFrame: number): Promise<Run> {
  await wait(WARM_MS);
  await Promise.all(crowds.map((crowd) => crowd.report()));
  const started = performance.now();
  await wait(MEASURED_MS);
  const tallies = await Promise.all(crowds.map((crowd) => crowd.report()));
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(crowds.map((crowd) => crowd.close()));
  return toRun(tallies, seconds, perFrame);
}

function toRun(tallies: Tally[], seconds: number, perFrame: number): Run {
  const sum = (pick: (tally: Tally) => number) => tallies.reduce((all, tally) => all + pick(tally), 0);
  const acks = tallies.flatMap((tally) => tally.acks);
  const deliveries = sum((tally) => tally.deliveries);
  return {
    deliveries: deliveries / seconds,
    perFrame: perFrame > 1 ? perFrame : deliveries / sum((tally) => tally.frames),
    ackP50: percentile(acks, 0.5),
    ackP99: percentile(acks, 0.99),
    wrong: sum((tally) => tally.outOfOrder + tally.lost + tally.refused),
  };
}
