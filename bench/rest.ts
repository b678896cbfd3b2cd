import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { BenchEnvironment } from "./environment";
import { startLoadGenerator } from "./load/load-generator";
import type { PeerPlan } from "./load/peer";
import { textOf } from "./message";
import { percentile } from "./percentile";
import { median, type Result, result } from "./result";
import { type BenchPerson, makePeople, makeRooms } from "./world";

const CONNECTIONS = 16;
const ROUNDS = 3;
const WARM_MS = 1_000;
const MEASURED_MS = 3_000;
const READS = 2_000;
const WARM_READS = 500;
/** Messages in the room before reading, so that a page is full. */
const HISTORY = 60;

type Caller = { port: number; token: string; agent: Agent };

/** Measures the REST door beside the socket door: reads one after another, and sends on 16 connections. */
export async function benchRest(place: BenchEnvironment): Promise<Result[]> {
  const url = await place.database("rest");
  const parley = await place.serve(url, { RATE_FACTOR: "1000" });
  await wait(3_000);
  const idle = residentBytes(parley.pid());
  const db = await place.connect(url);
  const people = await makePeople(db, CONNECTIONS);
  const [roomId = "", quiet = ""] = await makeRooms(db, [people, people]);
  const port = Number(new URL(parley.url).port);
  const callers = people.map(({ token }) => ({ port, token, agent: new Agent({ keepAlive: true }) }));

  const [reader] = callers as [Caller, ...Caller[]];
  for (let at = 0; at < HISTORY; at++) await send(reader, quiet);
  await readTimes(reader, `/rooms/${quiet}/messages`, WARM_READS);
  const page = await readTimes(reader, `/rooms/${quiet}/messages`, READS);
  const me = await readTimes(reader, "/me", READS);

  const socket: number[] = [];
  const rest: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    socket.push(await socketSends(port, people, roomId));
    rest.push(await restSends(port, people, callers, roomId));
  }
  for (const { agent } of callers) agent.destroy();
  await parley.stop();
  return [
    result("idle server: resident memory", idle / 2 ** 20, "MiB", { most: 200 }),
    result("REST: newest 50 messages, p50", percentile(page, 0.5), "ms", { most: 2 }),
    result("REST: newest 50 messages, p99", percentile(page, 0.99), "ms"),
    result("REST: own account, p50", percentile(me, 0.5), "ms"),
    result("16 sockets, one send in flight each", median(socket), "sends/s"),
    result("16 REST connections, one send in flight each", median(rest), "sends/s"),
    result(
      "REST of the socket's sends",
      median(rest.map((each, round) => each / (socket[round] ?? 0))) * 100,
      "%",
      {
        least: 60,
      },
    ),
  ];
}

async function readTimes(caller: Caller, path: string, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < count; at++) {
    const started = performance.now();
    await ask(caller, "GET", path);
    times.push(performance.now() - started);
  }
  return times;
}

/** Sends a second of sockets that listen to the room, too. */
async function socketSends(port: number, people: BenchPerson[], roomId: string): Promise<number> {
  const generator = startLoadGenerator();
  await generator.open(plansOf(port, people, roomId));
  generator.send({ kind: "window", size: 1 });
  await wait(WARM_MS);
  await generator.report();
  const started = performance.now();
  await wait(MEASURED_MS);
  const { acknowledged } = await generator.report();
  const seconds = (performance.now() - started) / 1000;
  await generator.close();
  return acknowledged / seconds;
}

/** Sends a second over REST, while the same people's sockets listen, so that the deliveries cost the same. */
async function restSends(
  port: number,
  people: BenchPerson[],
  callers: Caller[],
  roomId: string,
): Promise<number> {
  const generator = startLoadGenerator();
  await generator.open(plansOf(port, people, roomId));
  let sent = 0;
  let isOver = false;
  const senders = callers.map(async (caller) => {
    for (; !isOver; sent++) await send(caller, roomId);
  });
  await wait(WARM_MS);
  const [before, started] = [sent, performance.now()];
  await wait(MEASURED_MS);
  const perSecond = (sent - before) / ((performance.now() - started) / 1000);
  isOver = true;
  await Promise.all(senders);
  await generator.close();
  return perSecond;
}

const plansOf = (port: number, people: BenchPerson[], roomId: string): PeerPlan[] =>
  people.map(({ token }) => ({
    port,
    format: "socket.io",
    token,
    roomIds: [roomId],
    isSampled: false,
    perFrame: 1,
  }));

const send = (caller: Caller, roomId: string) =>
  ask(caller, "POST", `/rooms/${roomId}/messages`, {
    text: textOf(performance.timeOrigin + performance.now()),
    clientId: randomUUID(),
  });

/** Calls with a kept connection. @throws Error on any answer but success */
function ask({ port, token, agent }: Caller, method: string, path: string, body?: object): Promise<void> {
  const text = body && JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${token}`,
    ...(text && { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
  };
  return new Promise((resolve, reject) => {
    const asked = request({ port, agent, method, path: `/api/v1${path}`, headers }, (answer) => {
      answer.resume().once("end", () => {
        if ((answer.statusCode ?? 500) < 300) resolve();
        else reject(new Error(`${method} ${path}: ${answer.statusCode}`));
      });
    });
    asked.once("error", reject).end(text);
  });
}

/** The resident memory of a process, in bytes. */
function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) * 1024;
}
