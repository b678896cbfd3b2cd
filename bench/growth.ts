import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { BenchEnvironment } from "./environment";
import { percentile } from "./percentile";
import { type Result, result } from "./result";
import { makePeople, makeRooms } from "./world";

const SMALL = 1_000;
const ROOMS = 200;
const SAMPLES = 60;

/** A server with a history of some size, and the requests to it. */
type Grown = { asks: Record<string, () => Promise<void>>; stop(): Promise<unknown> };

/**
 * Sends the same requests in turn to a server with a thousand messages and to one with very many, so that other load
 * on the machine affects both.
 */
export async function benchGrowth(place: BenchEnvironment, large: number): Promise<Result[]> {
  const [small, grown] = [await grow(place, SMALL), await grow(place, large)];
  const results: Result[] = [];
  for (const what of Object.keys(small.asks)) {
    const times: [number[], number[]] = [[], []];
    for (let i = 0; i < SAMPLES; i++)
      for (const [which, { asks }] of [small, grown].entries()) {
        const started = performance.now();
        await asks[what]!();
        times[which]!.push(performance.now() - started);
      }
    const [few, many] = times.map((each) => percentile(each.slice(SAMPLES / 6), 0.5)) as [number, number];
    results.push(result(`${what}, of ${large.toLocaleString("en")} messages`, many, "ms"));
    results.push(
      result(`${what}, against ${SMALL.toLocaleString("en")} messages`, many / few, "times", { most: 1.3 }),
    );
  }
  await Promise.all([small.stop(), grown.stop()]);
  return results;
}

async function grow(place: BenchEnvironment, count: number): Promise<Grown> {
  const url = await place.database(`growth_${count}`);
  const parley = await place.serve(url, { RATE_FACTOR: "1000" });
  const db = await place.connect(url);
  const [me, ...others] = await makePeople(db, 20);
  const roomIds = await makeRooms(
    db,
    Array.from({ length: ROOMS }, () => [me!, ...others]),
  );
  const room = roomIds[0]!;
  const heads = await fill(
    db,
    roomIds,
    others.map(({ userId }) => userId),
    count,
  );
  const ask = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${me!.token}`, "content-type": "application/json" };
    const response = await fetch(`${parley.url}/api/v1${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  };
  const anywhere = () => 1 + Math.floor(Math.random() * heads[room]!);
  return {
    stop: parley.stop,
    asks: {
      "open a room": () => ask("GET", `/rooms/${room}/messages?limit=50`),
      "jump into its past": () => ask("GET", `/rooms/${room}/messages?around=${anywhere()}&limit=50`),
      "jump to a day": () =>
        ask("GET", `/rooms/${room}/messages?at=${encodeURIComponent(new Date().toISOString())}&limit=50`),
      "sync 50 changes": () => ask("POST", "/sync", { rooms: { ...heads, [room]: heads[room]! - 50 } }),
      "list 200 rooms": () => ask("GET", "/rooms?limit=200"),
      send: () => ask("POST", `/rooms/${room}/messages`, { text: "Hello", clientId: randomUUID() }),
    },
  };
}

/**
 * Fills the rooms: half of all messages in the first one, the rest in the others, a few of each unread. @returns each
 * room's `rev`
 */
async function fill(
  db: pg.Client,
  roomIds: string[],
  senders: string[],
  count: number,
): Promise<Record<string, number>> {
  const most = Math.floor(count / 2);
  const each = Math.max(1, Math.floor(most / (roomIds.length - 1)));
  for (const [index, roomId] of roomIds.entries()) {
    const many = index === 0 ? most : each;
    await db.query(
      `INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text)
       SELECT gen_random_uuid(), $1::uuid, n, n + 1, ($2::uuid[])[1 + n % $3], n || ' ' || $1::text, 'Message ' || n || ' of a long history'
         FROM generate_series(1, $4::int) n`,
      [roomId, senders, senders.length, many],
    );
    await db.query("UPDATE room SET seq = $2, rev = $2 + 1 WHERE id = $1", [roomId, many]);
  }
  await db.query(
    "UPDATE membership m SET last_read_seq = greatest(0, r.seq - 2) FROM room r WHERE r.id = m.room_id",
  );
  await db.query("VACUUM ANALYZE");
  return Object.fromEntries(roomIds.map((roomId, index) => [roomId, (index === 0 ? most : each) + 1]));
}
