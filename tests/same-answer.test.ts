import pg from "pg";
import { beforeAll, expect, test, vi } from "vitest";
import { flushSessionUses } from "@/lib/core/session-use";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { call, fillGaps } from "@/tests/support/rest";
import { ACTIONS, type Scene } from "@/tests/support/rooms/actions";
import type { ActName } from "@/tests/support/rooms/oracle";
import { type Cast, cast, setUpScene } from "@/tests/support/rooms/stage";
import { type Person, person } from "@/tests/support/world";

testDatabase();

const NOTHING = "019f0000-0000-7000-8000-00000000000a";
const acts = (Object.keys(ACTIONS) as ActName[]).filter((act) =>
  /\{(room|message|file)\}/.test(ACTIONS[act].endpoint),
);

let [eve, gus]: Person[] = [];
let others: Cast;
let hidden: Record<string, { who: Person; scene: Scene }>;

const plain = { isArchived: false, posting: "everyone", place: "none" } as const;

beforeAll(async () => {
  [eve, gus] = [await person("Eve"), await person("Gus", "guest")];
  others = await cast();
  const closed = await setUpScene({ ...plain, kind: "closed", standing: "member" }, null, others);
  const group = await setUpScene({ ...plain, kind: "group", standing: "member" }, null, others);
  const open = await setUpScene({ ...plain, kind: "open", standing: "guest" }, null, others);
  const locked = await setUpScene({ ...plain, kind: "password", standing: "guest" }, null, others);
  const gone = await setUpScene({ ...plain, kind: "open", standing: "member" }, null, others);
  await db().room.update({ where: { id: gone.roomId }, data: { deletedAt: new Date() } });
  await db().membership.deleteMany({ where: { roomId: gone.roomId } });
  for (const who of [eve!, gus!]) await call("GET", "/rooms", { as: who });
  await flushSessionUses(); // else it is written in the midst of what is counted
  hidden = {
    "a closed room": { who: eve!, scene: closed },
    "a group": { who: eve!, scene: group },
    "an open room, to a guest": { who: gus!, scene: open },
    "a password room, to a guest": { who: gus!, scene: locked },
    "a room that was deleted": {
      who: eve!,
      scene: gone,
    },
  };
});

/** Records everything that an outsider can observe of a request, and the number of queries behind it. */
async function ask(act: ActName, as: Person, scene: Scene, by: "id" | "name" = "id") {
  const [method, path] = ACTIONS[act].endpoint.split(" ") as ["GET", string];
  const input = ACTIONS[act].input(scene);
  const { address, rest } = fillGaps(path, by === "name" ? { ...input, room: scene.roomName } : input);
  const asked = vi.spyOn(pg.Client.prototype, "query");
  const { status, headers, json } = await call(method, address, {
    as,
    ...(method !== "GET" && { body: rest }),
  });
  const queries = asked.mock.calls.length;
  asked.mockRestore();
  return { status, headers: [...headers].sort().map(withoutWhatIsLeft), json, queries };
}

/** Drops the rest of the caller's own rate, which moves with every request. */
const withoutWhatIsLeft = ([name, value]: [string, string]) =>
  [name, name === "ratelimit" ? value.replace(/;[rt]=\d+/g, "") : value] as const;

/** The same places where nothing is. */
const nowhere = (scene: Scene): Scene => ({
  ...scene,
  roomId: NOTHING,
  roomName: "No such room",
  messageId: NOTHING,
  ownMessageId: NOTHING,
  fileId: NOTHING,
  ownFileId: NOTHING,
});

test.each(acts)("S20: to %s hidden looks like missing, and takes as many queries", async (act) => {
  for (const [what, { who, scene }] of Object.entries(hidden)) {
    const missing = await ask(act, who, nowhere(scene));
    expect(missing, what).toMatchObject({ status: 404, json: { code: "not_found" } });
    expect(await ask(act, who, scene), what).toEqual(missing);
    if (!scene.roomName) continue;
    expect(await ask(act, who, scene, "name"), what).toEqual(await ask(act, who, nowhere(scene), "name"));
  }
});

test("S20: guessing a password does not reveal whether a room exists", async () => {
  const { scene } = hidden["a password room, to a guest"]!;
  const wrong = (roomId: string) =>
    call("POST", `/rooms/${roomId}/join`, { as: gus, body: { password: "a guess" } });
  for (let i = 0; i < 8; i++) {
    const [there, nothing] = [await wrong(scene.roomId), await wrong(NOTHING)];
    expect([there.status, there.json]).toEqual([nothing.status, nothing.json]);
  }
});

test("S20: a person whom a guest may not see is like nobody, wherever a person is named", async () => {
  const shared = await setUpScene(
    { ...plain, kind: "open", place: "owner", standing: "guest" },
    gus!,
    others,
  );
  const calls = (id: string) => [
    ["GET", `/users/${id}`],
    ["GET", `/users/${id}/avatar`],
    ["GET", `/rooms/${shared.roomId}/members/${id}`],
    ["PUT", `/rooms/${shared.roomId}/members/${id}`],
    ["DELETE", `/rooms/${shared.roomId}/members/${id}`],
  ];
  const direct = (userId: string) => call("POST", "/rooms/direct", { as: gus, body: { userId } });
  const see = ({ status, json }: { status: number; json: unknown }) => [status, json];
  expect(see(await direct(eve!.userId))).toEqual(see(await direct(NOTHING)));
  for (const [i, [method, path]] of calls(eve!.userId).entries()) {
    const nobody = await call(method as "GET", calls(NOTHING)[i]![1]!, { as: gus });
    expect(nobody.status, path).toBe(404);
    expect(see(await call(method as "GET", path!, { as: gus })), path).toEqual(see(nobody));
  }
});
