import { RateLimiterMemory } from "rate-limiter-flexible";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { RoomUpdate } from "@/lib/delivery/room-change";
import { rememberAs } from "@/lib/platform/remember";
import { testDatabase } from "@/tests/support/database";
import { type ServerProcess, startServer } from "@/tests/support/processes";
import { rng } from "@/tests/support/random";
import { PLENTY } from "@/tests/support/rooms/actions";
import {
  connectNewPerson,
  openRaceSetup,
  type RaceSetup,
  race,
  recordRoomUpdates,
  type Way,
} from "@/tests/support/rooms/race";
import { testServer } from "@/tests/support/test-server";
import { person } from "@/tests/support/world";

testDatabase({ redisUrl: inject("redisUrl") });
const here = testServer();

/** RACES=10000 npx vitest run tests/races.test.ts */
const RACES = Number(process.env.RACES ?? 500);
const LANES = 10;

let there: ServerProcess;
let updates: Map<string, RoomUpdate[]>;

beforeAll(async () => {
  rememberAs("throttle:sendBurst", new RateLimiterMemory(PLENTY));
  there = await startServer(inject("redisUrl"));
  updates = recordRoomUpdates();
});
afterAll(() => there.kill());

describe("a member who is removed while others write", () => {
  test(`S01, S02: gets nothing that was committed later, in ${RACES} races, here and in another process`, {
    timeout: 60_000 + RACES * 200,
  }, async () => {
    const random = rng("Races");
    const admin = await person("Ann", "administrator");
    const ports = Array.from({ length: LANES }, (_, i) => (i % 2 ? there.port : here.port));
    const lanes = await Promise.all(ports.map((port) => openRaceSetup(port, admin)));
    let left = RACES;
    const leaks: string[] = [];
    const ways: Record<Way, number> = { removed: 0, left: 0, deactivated: 0 };
    const run = async (setup: RaceSetup) => {
      while (left-- > 0) {
        const way = random.of(["removed", "removed", "left", "deactivated"] as const);
        ways[way]++;
        leaks.push(...(await race(setup, way, random, updates)));
        if (way === "deactivated") setup.removed = await connectNewPerson(setup.port);
      }
    };
    await Promise.all(lanes.map(run));
    expect(leaks).toEqual([]);
    expect(ways.removed + ways.left + ways.deactivated).toBe(RACES);
    expect(Math.min(...Object.values(ways))).toBeGreaterThan(RACES / 10);
  });
});
