import { RateLimiterMemory } from "rate-limiter-flexible";
import { beforeAll, expect, test, vi } from "vitest";
import { createRoom } from "@/lib/domain/rooms/create-room";
import { startDirect } from "@/lib/domain/rooms/start-direct";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import type { RoomKind } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { attachFiles, storeStageBytes } from "@/tests/support/files";
import { type Rng, rng } from "@/tests/support/random";
import { ACTIONS, PLENTY, SESAME } from "@/tests/support/rooms/actions";
import { onlyBookmark } from "@/tests/support/rooms/bookmarks";
import { addCards, storeCardImage } from "@/tests/support/rooms/cards";
import { compare, showsTooMuch } from "@/tests/support/rooms/compare";
import { askToConfirm } from "@/tests/support/rooms/confirmations";
import { callerOf, type DoorResult, doorsOf } from "@/tests/support/rooms/doors";
import { apply } from "@/tests/support/rooms/effects";
import {
  type Attempt,
  type ModelRoom,
  PASSWORDS,
  predictOutcome,
  type Someone,
  world,
} from "@/tests/support/rooms/model";
import type { ActName } from "@/tests/support/rooms/oracle";
import { addPolls } from "@/tests/support/rooms/polls";
import { deactivate, type Person, person, session } from "@/tests/support/world";

vi.mock("next/headers", async () => {
  const { pageRequest } = await import("@/tests/support/page-request");
  return { headers: async () => pageRequest.getStore() };
});

testDatabase();

/** STEPS=100000 npx vitest run tests/rooms-walk.test.ts */
const STEPS = Number(process.env.STEPS ?? 2_000);
const ROOMS = 10;
const ROLES = ["administrator", "member", "member", "member", "guest", "guest"] as const;
/** tests/model.test.ts covers changes of messages. */
const changesMessage = (act: ActName) => /^(POST|PUT|PATCH|DELETE) \/messages\//.test(ACTIONS[act].endpoint);
/** True for an act whose right depends on the sender of the message. */
const dependsOnSender = (act: ActName) => / who confirmed /.test(act);
const NAMES = (Object.keys(ACTIONS) as ActName[]).filter(
  (act) => !changesMessage(act) && !dependsOnSender(act),
);

type Walker = Someone & { person: Person };
const people: Walker[] = [];
const rooms: ModelRoom[] = [];
const gone: ModelRoom[] = [];
let random: Rng;

beforeAll(async () => {
  for (const rate of ["sendBurst", "roomPassword", "searches"])
    rememberAs(`throttle:${rate}`, new RateLimiterMemory(PLENTY));
  for (const role of ROLES) {
    const who = await person(role, role);
    people.push({ id: who.userId, role, isActive: true, person: who });
  }
  await storeStageBytes();
  await storeCardImage();
  world.isActive = (id) => people.find((one) => one.id === id)?.isActive ?? false;
});

test(`S11, S12: ${STEPS} random steps of six people agree with the rules`, {
  timeout: 60_000 + STEPS * 100,
}, async () => {
  random = rng("Walk");
  const tally = new Map<string, number>();
  for (let step = 0; step < STEPS; step++) {
    const line = await takeStep();
    tally.set(line, (tally.get(line) ?? 0) + 1);
  }
  console.info(Object.fromEntries(tally));
  expect([...tally.keys()].filter((line) => line.startsWith("wrong"))).toEqual([]);
  expect((tally.get("ok") ?? 0) / STEPS).toBeGreaterThan(0.2);
  for (const code of ["not_found", "forbidden", "unauthenticated"])
    expect(tally.get(code), code).toBeGreaterThan(0);
});

/** Gives what came of one step; it begins with `wrong` where that is not what had to. */
async function takeStep(): Promise<string> {
  if (random.below(60) === 0) return changePerson();
  if (rooms.length < ROOMS) return makeRoom();
  const room = random.below(40) === 0 && gone.length > 0 ? random.of(gone) : random.of(rooms);
  return attempt(room);
}

async function changePerson(): Promise<string> {
  const who = random.of(people.slice(1));
  if (who.isActive && random.below(4) === 0) {
    await deactivate(who.person);
    who.isActive = false;
    return "ok";
  }
  who.role = random.of(["administrator", "member", "member", "guest"] as const);
  who.isActive = true;
  await db().user.update({ where: { id: who.id }, data: { role: who.role, deactivatedAt: null } });
  who.person = { ...who.person, ...(await session(who.id)) };
  return "ok";
}

async function makeRoom(): Promise<string> {
  const kind = random.of<RoomKind>(["open", "password", "closed", "group", "direct"]);
  const me = random.of(
    people.filter(({ isActive, role }) => isActive && (kind !== "closed" || role === "administrator")),
  );
  const others = people.filter((one) => one.isActive && one !== me && random.below(3) === 0);
  if (me.role === "guest") return (await made(me, kind, [])) ?? "forbidden";
  if (kind === "direct" && directOf(me, others[0] ?? me)) return "ok";
  return (await made(me, kind, kind === "direct" ? others.slice(0, 1) : others)) ?? "wrong: no room was made";
}

const directOf = (one: Someone, other: Someone) =>
  rooms.find(
    ({ kind, members }) =>
      kind === "direct" &&
      members.has(one.id) &&
      members.has(other.id) &&
      members.size === (one === other ? 1 : 2),
  );

/** Makes a room and its model; null where it is refused. */
async function made(me: Walker, kind: RoomKind, others: Walker[]): Promise<string | null> {
  const memberIds = others.map(({ id }) => id);
  const password = kind === "password" ? SESAME : null;
  const name = `Walk ${random.seed} ${rooms.length + gone.length} ${me.id.slice(-6)} ${random.below(1e9)}`;
  const asked =
    kind === "direct"
      ? startDirect(me.person, { userId: memberIds[0] ?? me.id }).then(({ room }) => room)
      : createRoom(me.person, {
          kind,
          memberIds,
          ...(kind !== "group" && { name }),
          ...(password && { password }),
        });
  const view = await asked.catch((error) => error.code as string);
  if (typeof view === "string") return me.role === "guest" ? null : `wrong: making a ${kind} room is ${view}`;
  if (rooms.some(({ id }) => id === view.id)) return "ok";
  if (me.role === "guest" && kind !== "direct") return `wrong: a guest made a ${kind} room`;
  const ids = [me.id, ...memberIds.sort()];
  rooms.push({
    id: view.id,
    kind,
    isArchived: false,
    isDeleted: false,
    posting: "everyone",
    history: "shown",
    historyFrom: 1,
    password,
    seq: view.seq,
    members: new Map(
      ids.map((id, i) => [
        id,
        {
          role: i === 0 && kind !== "direct" ? "owner" : "member",
          firstVisible: 1,
          joined: i === 0 ? 0 : 0.5,
        },
      ]),
    ),
    lapsed: new Map(),
    ex: new Set(),
  });
  return "ok";
}

async function attempt(room: ModelRoom): Promise<string> {
  const wanted: Attempt = {
    act: random.of(NAMES),
    me: random.of(random.below(3) > 0 ? insiders(room) : people),
    target: random.of(people),
    password: random.of(PASSWORDS),
    posting: random.of(["everyone", "moderators"]),
    history: random.of(["shown", "hidden"]),
    message: null,
  };
  if (wanted.act === "delete" && random.below(4) > 0) return "passed over";
  const found = await someMessage(wanted.act.startsWith("send a reply") ? random.of(rooms).id : room.id);
  wanted.message = found;
  const expected = predictOutcome(room, rooms, wanted);
  const fileId = found && wanted.act === "read a file" ? (await attachFiles([found.id]))[0] : undefined;
  if (found && wanted.act === "read a card's picture") await addCards([found.id]);
  if (found && wanted.act === "read one's confirmation") await askToConfirm([found.id]);
  if (found && /^edit| poll$|who voted$/.test(wanted.act)) await addPolls([found.id]);
  const end = await tryIt(room, wanted, { messageId: found?.id ?? room.id, fileId: fileId ?? room.id });
  const code = end.verdict === "ok" ? "ok" : end.verdict.code;
  const about = `${wanted.act} by ${wanted.me.role} ${wanted.me.id} in ${room.kind} ${room.id} through ${end.door}`;
  if (code !== expected)
    return `wrong: ${about} is ${code} and not ${expected}: ${JSON.stringify({ wanted, room, members: [...room.members] })}`;
  if (code === "ok") apply(room, wanted);
  if (room.isDeleted && rooms.includes(room)) gone.push(...rooms.splice(rooms.indexOf(room), 1));
  const strange = room.isDeleted ? null : await compare(room);
  return strange
    ? `wrong: after ${about} ${strange}`
    : showsTooMuch(room, wanted, end)
      ? `wrong: ${about} shows too much`
      : code;
}

const insiders = ({ members }: ModelRoom) => {
  const inside = people.filter(({ id }) => members.has(id));
  return inside.length > 0 ? inside : people;
};

async function someMessage(roomId: string) {
  const where = { roomId };
  const skip = random.below(Math.max(1, await db().message.count({ where })));
  return db().message.findFirst({
    where,
    orderBy: { seq: "asc" },
    skip,
    select: { id: true, roomId: true, seq: true, senderId: true },
  });
}

async function tryIt(
  room: ModelRoom,
  { act, me, target, password, posting, history }: Attempt,
  { messageId, fileId }: { messageId: string; fileId: string },
): Promise<DoorResult> {
  const walker = people.find(({ id }) => id === me.id)!;
  const ways = doorsOf(act, await callerOf(walker.person));
  return random.of(ways)({
    roomId: room.id,
    roomName: null,
    externalId: room.id,
    ownerId: target.id,
    memberId: target.id,
    newcomerId: target.id,
    meId: me.id,
    messageId,
    ownMessageId: messageId,
    fileId,
    ownFileId: fileId,
    elsewhereId: messageId,
    bookmarkId: await onlyBookmark(room.id),
    password,
    posting,
    history,
  });
}
