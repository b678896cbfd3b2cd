import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { BenchEnvironment } from "../environment";
import { percentile } from "../percentile";
import { type Result, result } from "../result";
import { type BenchPerson, makePeople, makeRooms } from "../world";
import { startPushService } from "./push-service";

type Service = Awaited<ReturnType<typeof startPushService>>;

const PEOPLE = 1_000;
const WITH_DEVICE = 10;
const MESSAGES = 60;
const EVERY_MS = 250;
const LARGE = 5_000;
const SENDS = 100;

/** Pushes: from the commit to the push service in a room of a thousand, and `@all` in a room of five thousand. */
export async function benchPush(place: BenchEnvironment): Promise<Result[]> {
  const service = await startPushService();
  try {
    return [...(await commitToPush(place, service)), ...(await callEverybody(place, service))];
  } finally {
    service.close();
  }
}

const serve = (place: BenchEnvironment, url: string, service: Service) =>
  place.serve(url, { RATE_FACTOR: "1000", LINK_PROXY: service.proxy, NODE_TLS_REJECT_UNAUTHORIZED: "0" });

/** A thousand people, one in ten with a device: the time from a send's answer to the arrival of its pushes. */
async function commitToPush(place: BenchEnvironment, service: Service): Promise<Result[]> {
  const url = await place.database("push_room");
  const parley = await serve(place, url, service);
  const db = await place.connect(url);
  const people = await makePeople(db, PEOPLE);
  const [roomId = ""] = await makeRooms(db, [people]);
  const owners = people.slice(1).filter((_, index) => index % WITH_DEVICE === 0);
  await subscribe(parley.url, db, service, owners);
  const sentAt = new Map<string, number>();
  for (let count = 0; count < MESSAGES; count++) {
    const id = await send(parley.url, people[0]!, roomId, `message ${count}`);
    sentAt.set(id, performance.now());
    await wait(EVERY_MS);
  }
  const expected = MESSAGES * owners.length;
  await until(
    () => service.arrivals.filter(({ messageId }) => sentAt.has(messageId)).length >= expected,
    30_000,
  );
  const arrived = service.arrivals.filter(({ messageId }) => sentAt.has(messageId));
  const times = arrived.map(({ messageId, at }) => Math.max(0, at - sentAt.get(messageId)!));
  await parley.stop();
  return [
    result("push: commit to push, p50", percentile(times, 0.5), "ms"),
    result("push: commit to push, p95", percentile(times, 0.95), "ms", { most: 300 }),
    result("push: lost or doubled", Math.abs(arrived.length - expected), "pushes", { most: 0 }),
  ];
}

/** `@all` where all five thousand have a device: the time until the last push, and what sends elsewhere notice of it. */
async function callEverybody(place: BenchEnvironment, service: Service): Promise<Result[]> {
  const url = await place.database("push_all");
  const parley = await serve(place, url, service);
  const db = await place.connect(url);
  const people = await makePeople(db, LARGE);
  const [crowded = "", quiet = ""] = await makeRooms(db, [people, people.slice(0, 2)]);
  await subscribe(parley.url, db, service, people.slice(1));
  await acksOf(parley.url, people[0]!, quiet);
  const before = await acksOf(parley.url, people[0]!, quiet);
  const began = performance.now();
  const id = await send(parley.url, people[0]!, crowded, "@all hello");
  const during = await acksOf(parley.url, people[0]!, quiet);
  const arrived = () => service.arrivals.filter(({ messageId }) => messageId === id);
  await until(() => arrived().length >= LARGE - 1, 60_000);
  const last = Math.max(...arrived().map(({ at }) => at));
  await parley.stop();
  return [
    result("push: @all to 5,000 devices, last push", (last - began) / 1_000, "s", { most: 30 }),
    result("push: @all, devices reached", arrived().length, "devices", { least: LARGE - 1 }),
    result(
      "push: sends during @all, p99 against before",
      percentile(during, 0.99) / percentile(before, 0.99),
      "×",
      {
        most: 1.2,
      },
    ),
  ];
}

/** Gives each person a device, made by the operation once, so that the server's key is known, and then by rows. */
async function subscribe(url: string, db: pg.Client, service: Service, owners: BenchPerson[]): Promise<void> {
  const key = await fetch(`${url}/api/v1/push-key`, { headers: bearer(owners[0]!) });
  const { publicKey } = (await key.json()) as { publicKey: string };
  const rows = owners.map(({ userId, sessionId }) => ({
    userId,
    sessionId,
    ...service.browser(randomUUID()),
  }));
  await db.query(
    `INSERT INTO push_subscription (id, user_id, session_id, endpoint, p256dh, auth, server_key, name)
     SELECT gen_random_uuid(), u, s, e, p, a, $6, 'bench'
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) AS n (u, s, e, p, a)`,
    [
      rows.map(({ userId }) => userId),
      rows.map(({ sessionId }) => sessionId),
      rows.map(({ endpoint }) => endpoint),
      rows.map(({ p256dh }) => p256dh),
      rows.map(({ auth }) => auth),
      publicKey,
    ],
  );
  await db.query("ANALYZE");
}

/** Sends one after the other, and returns how long each took, in milliseconds. */
async function acksOf(url: string, sender: BenchPerson, roomId: string): Promise<number[]> {
  const times: number[] = [];
  for (let count = 0; count < SENDS; count++) {
    const began = performance.now();
    await send(url, sender, roomId, `quiet ${count}`);
    times.push(performance.now() - began);
  }
  return times;
}

async function send(url: string, sender: BenchPerson, roomId: string, text: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/rooms/${roomId}/messages`, {
    method: "POST",
    headers: { ...bearer(sender), "content-type": "application/json" },
    body: JSON.stringify({ text, clientId: randomUUID() }),
  });
  if (!response.ok) throw new Error(`A send was refused: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

const bearer = ({ token }: BenchPerson) => ({ authorization: `Bearer ${token}` });

async function until(isDone: () => boolean, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (!isDone() && performance.now() < end) await wait(50);
}
