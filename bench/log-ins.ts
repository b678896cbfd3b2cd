import { setTimeout as wait } from "node:timers/promises";
import { io } from "socket.io-client";
import { type Parley, startParley } from "../e2e/server";
import { percentile } from "./percentile";
import { type Result, result } from "./result";

const PEOPLE = 200;
const ATTEMPTS_PER_SECOND = 200;
const SENDS_PER_SECOND = 50;
const SECONDS = 15;
const PASSWORD = "correct horse battery";

/**
 * Measures a flood of log-ins, each from an account and an address of its own, while one person sends messages: how
 * many are verified per second, and the effect on the time to an acknowledgement. Half of the passwords are wrong.
 */
export async function benchLogIns(): Promise<Result[]> {
  const parley = await startParley({ TRUST_PROXY: "1" });
  try {
    const { accessToken } = await call(parley, "/auth/register", {
      username: "root",
      password: PASSWORD,
      registration: "open",
    });
    for (let i = 0; i < PEOPLE; i++)
      await call(parley, "/auth/register", { username: `person${i}`, password: PASSWORD }, i);
    const room = await call(parley, "/rooms", { kind: "open", name: "Bench" }, 0, accessToken);

    const calm = await talk(parley, accessToken, room.id, SECONDS / 3);
    const [busy, verified] = await Promise.all([talk(parley, accessToken, room.id, SECONDS), flood(parley)]);
    return [
      result("send to acknowledgement, calm, p99", percentile(calm, 0.99), "ms"),
      result("log-ins verified", verified / SECONDS, "a second", { least: 20 }),
      result("send to acknowledgement under 200 log-ins a second, p99", percentile(busy, 0.99), "ms", {
        most: 50,
      }),
    ];
  } finally {
    await parley.stop();
  }
}

/** Sends at a steady rate. @returns milliseconds until each acknowledgement */
async function talk(parley: Parley, token: string, roomId: string, seconds: number): Promise<number[]> {
  const socket = io(parley.url, { transports: ["websocket"], auth: { token }, forceNew: true });
  await new Promise((resolve) => socket.once("ready", resolve));
  const times: Promise<number>[] = [];
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(1000 / SENDS_PER_SECOND)) {
    const started = performance.now();
    times.push(
      socket
        .emitWithAck("message", { roomId, text: "Is the line still good?" })
        .then(() => performance.now() - started),
    );
  }
  const taken = await Promise.all(times);
  socket.disconnect();
  return taken;
}

/**
 * Attempts log-ins at the rate, whether earlier ones are answered or not. @returns how many passwords were checked
 */
async function flood(parley: Parley): Promise<number> {
  let verified = 0;
  const attempts: Promise<void>[] = [];
  const end = Date.now() + SECONDS * 1000;
  for (let i = 0; Date.now() < end; i++) {
    attempts.push(
      attempt(parley, i).then(
        (status) => void (Date.now() < end && [200, 401].includes(status) && verified++),
      ),
    );
    if (i % 10 === 9) await wait(10_000 / ATTEMPTS_PER_SECOND);
  }
  await Promise.all(attempts);
  return verified;
}

async function attempt(parley: Parley, i: number): Promise<number> {
  const who = i % PEOPLE;
  const body = JSON.stringify({
    username: `person${who}`,
    password: i % 2 ? PASSWORD : "wrong horse battery",
  });
  const headers = { "content-type": "application/json", "x-forwarded-for": addressOf(who) };
  // A failed connection is not served, and does not count.
  const response = await fetch(`${parley.url}/api/v1/auth/login`, { method: "POST", headers, body }).catch(
    () => null,
  );
  await response?.arrayBuffer();
  return response?.status ?? 0;
}

async function call(parley: Parley, path: string, body: object, who = 0, token?: string) {
  const headers = {
    "content-type": "application/json",
    "x-forwarded-for": addressOf(who),
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const response = await fetch(`${parley.url}/api/v1${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

const addressOf = (who: number) => `198.51.${100 + Math.floor(who / 250)}.${(who % 250) + 1}`;
