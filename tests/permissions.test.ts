import { readFileSync } from "node:fs";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { ENDPOINTS } from "@/lib/doors/endpoints";
import { rememberAs } from "@/lib/platform/remember";
import type { RoomKind } from "@/lib/shared/views";
import { PERMISSIONS_PAGE, permissionsPage } from "@/scripts/permissions";
import { testDatabase } from "@/tests/support/database";
import { call } from "@/tests/support/rest";
import { ACTIONS, PLENTY, type Scene } from "@/tests/support/rooms/actions";
import { ALL_DOORS, type Caller, callerOf, type DoorResult, doorsOf } from "@/tests/support/rooms/doors";
import {
  type ActName,
  canFindRoom,
  isInside,
  type PermissionCase,
  predictVerdict,
  type RoomStanding,
  type Verdict,
  type WorkspaceStanding,
} from "@/tests/support/rooms/oracle";
import { type Cast, cast, setUpScene, tearDownScene, traceOf } from "@/tests/support/rooms/stage";
import { KINDS as SOCKETS, testServer } from "@/tests/support/test-server";
import { deactivate, person } from "@/tests/support/world";

vi.mock("next/headers", async () => {
  const { pageRequest } = await import("@/tests/support/page-request");
  return { headers: async () => pageRequest.getStore() };
});

testDatabase();
const server = testServer();

const KINDS: RoomKind[] = ["open", "password", "closed", "group", "direct"];
const PLACES: RoomStanding[] = ["none", "ex", "member", "moderator", "owner"];
const STANDINGS: WorkspaceStanding[] = ["guest", "member", "administrator", "deactivated", "anonymous"];
const PLAIN = { isArchived: false, posting: "everyone" } as const;
const NAMES = Object.keys(ACTIONS) as ActName[];

const callers = new Map<WorkspaceStanding, Caller>();
let others: Cast;

beforeAll(async () => {
  for (const rate of ["sendBurst", "roomPassword", "searches"])
    rememberAs(`throttle:${rate}`, new RateLimiterMemory(PLENTY));
  others = await cast();
  for (const standing of ["guest", "member", "administrator"] as const) {
    const who = await person(standing, standing);
    callers.set(
      standing,
      await callerOf(who, await Promise.all(Object.values(SOCKETS).map((open) => open(server.port, who)))),
    );
  }
  const gone = await person("Gone");
  await deactivate(gone);
  callers.set("deactivated", await callerOf(gone));
  callers.set("anonymous", await callerOf(null));
});

test("docs/permissions.md is the output of `npm run permissions`", () => {
  expect(readFileSync(PERMISSIONS_PAGE, "utf8")).toBe(permissionsPage());
});

test("S11: every endpoint about a room or a message is among the acts that are tried", () => {
  const tried = new Set(Object.values(ACTIONS).map(({ endpoint }) => endpoint));
  const open = ENDPOINTS.filter(({ operation }) => !operation.isAdministrative)
    .filter(({ path }) => /\{(room|message)\}|^\/sync$|^\/rooms$/.test(path))
    .map(({ method, path }) => `${method} ${path}`);
  expect(open.filter((endpoint) => !tried.has(endpoint) && endpoint !== "POST /rooms")).toEqual([]);
});

test.each([
  ["guest", { open: "forbidden", password: "forbidden", closed: "forbidden", group: "forbidden" }],
  ["member", { open: "ok", password: "ok", closed: "forbidden", group: "ok" }],
  ["administrator", { open: "ok", password: "ok", closed: "ok", group: "ok" }],
  ["deactivated", { open: "unauthenticated", closed: "unauthenticated", group: "unauthenticated" }],
  ["anonymous", { open: "unauthenticated", closed: "unauthenticated", group: "unauthenticated" }],
] as const)(
  "S11: a %s of the workspace makes rooms, starts conversations and sees people by the rules",
  async (standing, kinds) => {
    const { person: who } = callers.get(standing)!;
    const as = who ? { as: who } : {};
    const codeOf = ({ status, json }: { status: number; json: { code: string } }) =>
      status < 300 ? "ok" : json.code;
    for (const [kind, expected] of Object.entries(kinds)) {
      const body = {
        kind,
        name: `${standing} ${kind}`,
        ...(kind === "password" && { password: "open sesame" }),
      };
      expect(codeOf(await call("POST", "/rooms", { ...as, body })), kind).toBe(expected);
    }
    const due = {
      guest: "not_found",
      member: "ok",
      administrator: "ok",
      deactivated: "unauthenticated",
      anonymous: "unauthenticated",
    };
    const { userId } = others.newcomer;
    expect(codeOf(await call("POST", "/rooms/direct", { ...as, body: { userId } }))).toBe(due[standing]);
    expect(codeOf(await call("GET", `/users/${userId}`, as))).toBe(due[standing]);
    expect(codeOf(await call("GET", "/rooms?scope=browse", as))).toBe(
      standing === "guest" ? "ok" : due[standing],
    );
  },
);

/** A direct conversation has its two sides and no roles, and nobody ever left one. */
const exists = ({ kind, place }: PermissionCase) =>
  kind !== "direct" || place === "none" || place === "member";

const cells = (kind: RoomKind, state: Pick<PermissionCase, "isArchived" | "posting">): PermissionCase[] =>
  PLACES.flatMap((place) => STANDINGS.map((standing) => ({ kind, place, standing, ...state }))).filter(
    exists,
  );

const isAlive = ({ standing }: PermissionCase) => standing !== "deactivated" && standing !== "anonymous";

describe.each(KINDS)("S11, S12, S18: in a room of the kind %s", { timeout: 180_000 }, (kind) => {
  test("every role gets the predicted answer from every door", async () => {
    expect(await walkAll(cells(kind, PLAIN), {})).toEqual([]);
  });

  test("every role gets the predicted answer in an archived room", async () => {
    const archived = cells(kind, { ...PLAIN, isArchived: true }).filter(isAlive);
    expect(await walkAll(archived, { doors: ["operation"] })).toEqual([]);
  });

  test("every role gets the predicted answer if only moderators post", async () => {
    const quiet = cells(kind, { ...PLAIN, posting: "moderators" }).filter(isAlive);
    expect(await walkAll(quiet, { acts: ["send", "send a reply into another room"] })).toEqual([]);
  });
});

type Part = { acts?: ActName[]; doors?: string[] };

/** Cell by cell for each caller, and all callers at once. */
async function walkAll(some: PermissionCase[], part: Part): Promise<string[]> {
  const ofCaller = async (standing: WorkspaceStanding) => {
    const wrong: string[] = [];
    for (const one of some) if (one.standing === standing) wrong.push(...(await walk(one, part)));
    return wrong;
  };
  return (await Promise.all(STANDINGS.map(ofCaller))).flat();
}

/** Tries the acts of one cell through their doors. Refusals and readings share one room, which stays as it was. */
async function walk(one: PermissionCase, { acts = NAMES, doors = ALL_DOORS }: Part): Promise<string[]> {
  const who = callers.get(one.standing)!;
  const scene = await setUpScene(one, who.person, others);
  const before = await traceOf(scene.roomId);
  const wrong: string[] = [];
  for (const act of acts) {
    const expected = predictVerdict(act, one);
    const isHarmless = expected !== "ok" || isReading(act);
    const ways = inTurn(doorsOf(act, who, doors), isHarmless && isAlive(one));
    const ends = await Promise.all(ways.map((enter) => go(enter, one, isHarmless ? scene : null)));
    const bad = ends.filter((end) => !agrees(end, expected) || !shows(act, one, end));
    wrong.push(...bad.map((end) => tell(act, one, end, expected)));
  }
  const after = await traceOf(scene.roomId);
  if (after !== before) wrong.push(`${nameOf(one)}: what was refused changed ${before} to ${after}`);
  await tearDownScene(scene.roomId);
  return wrong;
}

/**
 * Attempts that could let an unauthorised person in go through every door. The others take the doors in turn, unless
 * EVERY_DOOR is set, so that a run takes seconds.
 */
function inTurn<T>(ways: T[], isEvery: boolean): T[] {
  if (isEvery || process.env.EVERY_DOOR) return ways;
  turn++;
  return ways.slice(turn % ways.length, (turn % ways.length) + 1);
}
let turn = 0;

const isReading = (act: ActName) => act === "sync" || ACTIONS[act].endpoint.startsWith("GET");

/** Through one door, in a room of its own unless one is given. */
async function go(
  enter: (scene: Scene) => Promise<DoorResult>,
  one: PermissionCase,
  given: Scene | null,
): Promise<Ended> {
  const scene = given ?? (await setUpScene(one, callers.get(one.standing)!.person, others));
  const end = await enter(scene);
  if (!given) await tearDownScene(scene.roomId);
  return { ...end, here: scene };
}

type Ended = DoorResult & { here: Scene };

function agrees({ door, verdict }: DoorResult, expected: Verdict): boolean {
  if (verdict === "ok" || expected === "ok") return verdict === expected;
  const hasReason = !door.startsWith("socket") && expected.reason !== undefined;
  return verdict.code === expected.code && (!hasReason || verdict.reason === expected.reason);
}

/** An answer that nobody is refused must show nothing of a room to non-members. */
function shows(act: ActName, one: PermissionCase, { verdict, out, here }: Ended): boolean {
  if (verdict !== "ok") return true;
  const ids = (list: unknown) => (list as { id: string }[]).map(({ id }) => id);
  if (act === "list one's rooms") return ids((out as Listed).items).includes(here.roomId) === isInside(one);
  if (act === "browse") return ids((out as Listed).items).includes(here.roomId) === canFindRoom(one);
  if (act === "read the room")
    return isInside(one) === ((out as { lastMessage: unknown }).lastMessage !== null);
  if (act !== "sync") return true;
  const { rooms, lost } = out as { rooms: { items: unknown[] }[]; lost: string[] };
  return isInside(one)
    ? rooms[0]?.items.length === 2 && lost.length === 0
    : rooms.length === 0 && lost[0] === here.roomId;
}
type Listed = { items: unknown[] };

const nameOf = ({ standing, place, kind, isArchived, posting }: PermissionCase) =>
  `${standing}/${place} in ${kind}${isArchived ? " (archived)" : ""}${posting === "moderators" ? " (moderators post)" : ""}`;

const tell = (act: ActName, one: PermissionCase, { door, verdict, out }: Ended, expected: Verdict) =>
  `${nameOf(one)}, ${act}, ${door}: ${JSON.stringify(verdict)} and not ${JSON.stringify(expected)} ${JSON.stringify(out)?.slice(0, 200)}`;
