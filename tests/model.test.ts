import { RateLimiterMemory } from "rate-limiter-flexible";
import { beforeAll, expect, test, vi } from "vitest";
import { hub } from "@/lib/delivery/publish";
import { writer } from "@/lib/delivery/write";
import { rememberAs } from "@/lib/platform/remember";
import type { ThreadState } from "@/lib/shared/views";
import type { Message } from "@/prisma/generated/client";
import { testDatabase } from "@/tests/support/database";
import { expectFilesWhole } from "@/tests/support/files";
import { NAMES } from "@/tests/support/model/actions";
import { castOf, dismiss, type Player } from "@/tests/support/model/cast";
import { handleCommits } from "@/tests/support/model/commits";
import {
  compareDatabaseStates,
  compareDevice,
  readDatabaseState,
  readRows,
} from "@/tests/support/model/database-state";
import { Script } from "@/tests/support/model/script";
import { compareSearches } from "@/tests/support/model/searches";
import { Rng, rng } from "@/tests/support/random";
import { PLENTY } from "@/tests/support/rooms/actions";
import { testServer } from "@/tests/support/test-server";

// The browser's side runs here as it is, but for its socket, its REST and its storage; see support/model/line.
vi.mock("@/lib/client/connection/live", () => import("@/tests/support/model/connection"));
vi.mock("@/lib/client/connection/rest", async (o) => (await import("@/tests/support/model/mocks")).rest(o));
vi.mock("@/lib/client/storage/local-data", async (o) =>
  (await import("@/tests/support/model/mocks")).localData(o),
);
vi.mock("@/lib/client/cache/cache-writer", async () =>
  (await import("@/tests/support/model/mocks")).cacheWriter(),
);
// So that a sync has several pages, and is cut, in rooms as small as these.
vi.mock("@/lib/shared/browser-limits", async (original) => {
  const limits = await original<typeof import("@/lib/shared/browser-limits")>();
  return { BROWSER_LIMITS: { ...limits.BROWSER_LIMITS, syncItemsPerRoom: 8 } };
});
vi.mock("@/lib/shared/limits", async (original) => {
  const limits = await original<typeof import("@/lib/shared/limits")>();
  return { ...limits, LIMITS: { ...limits.LIMITS, syncItemsPerRoom: 8, syncRoomsPerPage: 2 } };
});

testDatabase();
const server = testServer();

/** SCRIPTS=500 STEPS=200 npx vitest run tests/model.test.ts */
const SCRIPTS = Number(process.env.SCRIPTS ?? 20);
const STEPS = Number(process.env.STEPS ?? 60);
/** The rarest acts may want more scripts than these to work once. */
const MOST_SCRIPTS = 10 * SCRIPTS;

const WAIT = { timeout: 8_000, interval: 20 };

const tally = new Map<string, number>();

beforeAll(() => rememberAs("throttle:sendBurst", new RateLimiterMemory(PLENTY)));

test(`R07, R08, R10, R20, R21, S14: after ${SCRIPTS} scripts of ${STEPS} steps by six people, through all doors and over bad connections, everybody sees and finds the rows`, {
  timeout: 60_000 + 2 * SCRIPTS * STEPS * 200,
}, async () => {
  const { seed } = rng("Model");
  const isLacking = () => SCRIPTS >= 20 && NAMES.some((name) => !tally.has(`${name}: ok`));
  // Chance may leave a kind of act without one that worked: then it plays on.
  for (let one = 0; one < SCRIPTS || (isLacking() && one < MOST_SCRIPTS); one++) await play(seed + one);
  console.info(Object.fromEntries([...tally].sort()));
  if (SCRIPTS >= 20) for (const name of NAMES) expect(tally.get(`${name}: ok`), name).toBeGreaterThan(0);
});

async function play(seed: number): Promise<void> {
  const random = new Rng(seed);
  const { players, roomIds } = await castOf(server.port, random);
  const script = new Script(players, roomIds, random);
  try {
    await script.play(STEPS);
    await heal(players);
    await compare(script, players, roomIds);
  } catch (error) {
    console.info(`Script with SCRIPTS=1 SEED=${seed}:\n${script.log.join("\n")}`);
    throw error;
  } finally {
    dismiss(players);
  }
  for (const [line, count] of script.tally) tally.set(line, (tally.get(line) ?? 0) + count);
}

/** The lines are good again, and what waited on the devices has gone out. */
async function heal(players: Player[]): Promise<void> {
  for (const { device } of players) device.line.isBad = false;
  const underway = () =>
    players.flatMap(({ name, device }) => device.underway.map((what) => `${name}: ${what}`));
  await vi.waitFor(() => expect(underway()).toEqual([]), { timeout: 15_000 });
  await writer().idle();
}

/** A frame about a thread may be lost (P39): the unread threads are read again by the next connection. */
async function compareUnreadThreads(
  device: Player["device"],
  expected: readonly ThreadState[],
): Promise<void> {
  device.line.break();
  await vi.waitFor(() => expect(byRoot(device.unreadThreads)).toEqual(byRoot(expected)), WAIT);
}

const byRoot = (threads: readonly ThreadState[]) =>
  Object.fromEntries(
    threads.map(({ rootId, unreadCount, mentionCount }) => [rootId, [unreadCount, mentionCount]]),
  );

/** One heartbeat, and everybody is whole. */
async function compare({ ledger, word }: Script, players: Player[], roomIds: string[]): Promise<void> {
  const rows = new Map<string, Message[]>();
  for (const roomId of roomIds) rows.set(roomId, await readRows(roomId));
  ledger.compare([...rows.values()].flat());
  await expectFilesWhole();
  await handleCommits();
  await hub()!.broadcastAllHeads();
  for (const { device, person } of players) {
    const fresh = await readDatabaseState(person);
    await compareDatabaseStates(fresh, person, rows);
    await vi.waitFor(() => compareDevice(device, fresh, ledger), WAIT);
    await compareUnreadThreads(device, fresh.unreadThreads);
    await compareSearches(person, word);
  }
}
