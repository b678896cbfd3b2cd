import { afterEach, describe, expect, test, vi } from "vitest";
import { RATES } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { call } from "@/tests/support/rest";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, room } from "@/tests/support/world";

testDatabase();
const server = testServer();
const { points } = RATES.sendBurst;

/** Stands the clock still by which buckets fill. */
const holdClock = () => vi.useFakeTimers({ toFake: ["performance"] });
afterEach(() => void vi.useRealTimers());

const post = (as: Person, path: string, body: object) => call("POST", path, { as, body });

/** The status of each of so many sends at once. */
async function statuses(as: Person, roomId: string, many: number): Promise<number[]> {
  const sends = Array.from({ length: many }, (_, i) =>
    post(as, `/rooms/${roomId}/messages`, { text: `${i}` }),
  );
  return (await Promise.all(sends)).map(({ status }) => status);
}

const headersOf = ({ headers }: { headers: Headers }) =>
  ["ratelimit-policy", "ratelimit", "retry-after"].map((name) => headers.get(name));

describe("sends over REST", () => {
  test("go through 300 at once, and then twenty for each second", async () => {
    const ada = await person();
    const den = await room(ada);
    holdClock();
    const burst = await statuses(ada, den.id, points + 47);
    expect(burst.filter((status) => status === 201)).toHaveLength(points);
    expect(burst.filter((status) => status === 429)).toHaveLength(47);
    for (let second = 0; second < 3; second++) {
      vi.advanceTimersByTime(1_000);
      const after = await statuses(ada, den.id, 25);
      expect(after.filter((status) => status === 201)).toHaveLength(20);
    }
    expect(await statuses(await person("Bob"), den.id, 1)).toEqual([404]);
  });

  test("report the rate's rest in headers, and so do forwards, edits and reactions", async () => {
    const ada = await person();
    const den = await room(ada);
    holdClock();
    const policy = `"sends";q=${points};w=15`;
    const first = await post(ada, `/rooms/${den.id}/messages`, { text: "one" });
    expect(headersOf(first)).toEqual([policy, `"sends";r=299;t=1`, null]);
    const path = `/messages/${first.json.id}`;
    const others = [
      await post(ada, `${path}/forward`, { roomId: den.id }),
      await call("PATCH", path, { as: ada, body: { text: "two" } }),
      await call("PUT", `${path}/reactions/${encodeURIComponent("👍")}`, { as: ada }),
      await post(ada, `/rooms/${den.id}/messages`, { text: "three", replyToId: den.id }),
    ];
    expect(others.map(({ status }) => status)).toEqual([201, 200, 204, 422]);
    expect(others.map((one) => headersOf(one)[1])).toEqual(
      [298, 297, 296, 295].map((left) => `"sends";r=${left};t=1`),
    );
    expect(headersOf(await call("GET", `/rooms/${den.id}/messages`, { as: ada }))).toEqual([
      null,
      null,
      null,
    ]);
  });

  test("above the rate the headers say when the next is possible", async () => {
    const ada = await person();
    const den = await room(ada);
    holdClock();
    await statuses(ada, den.id, points);
    const refused = await post(ada, `/rooms/${den.id}/messages`, { text: "one more" });
    expect(refused).toMatchObject({ status: 429, json: { code: "rate_limited" } });
    expect(headersOf(refused)).toEqual([`"sends";q=${points};w=15`, `"sends";r=0;t=1`, "1"]);
  });
});

describe.each(Object.keys(KINDS) as (keyof typeof KINDS)[])("sends over %s", (kind) => {
  test("above the rate are answered with rate_limited, counted over all sockets of a person", async () => {
    const ada = await person();
    const den = await room(ada);
    holdClock(); // Before there are sockets, whose frames are counted by the same clock.
    const [one, two] = [await KINDS[kind](server.port, ada), await KINDS[kind](server.port, ada)];
    const sends = Array.from({ length: points + 20 }, (_, i) =>
      (i % 2 ? one : two).ask("message", { roomId: den.id, text: `${i}` }),
    );
    const answers = await Promise.all(sends);
    const isDone = (answer: (typeof answers)[number]) => answer.message !== undefined;
    expect(answers.filter(isDone)).toHaveLength(points);
    for (const answer of answers.filter((one) => !isDone(one)))
      expect(answer).toMatchObject({ code: "rate_limited", retryAfter: 1 });
    vi.advanceTimersByTime(50);
    expect(isDone(await one.ask("message", { roomId: den.id, text: "again" }))).toBe(true);
    for (const client of [one, two]) client.close();
  });
});
