import { describe, expect, test, vi } from "vitest";
import { db } from "@/lib/platform/database/db";
import { RATES } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, refused, room } from "@/tests/support/world";
import { createRoom } from "./create-room";
import { joinRoom } from "./members/join-room";
import { readRoom } from "./read-room";
import { updateRoom } from "./update/update-room";

testDatabase();

const make = (who: Person, name: string) => createRoom(who, { kind: "open", name });
const idOf = async (who: Person, reference: string) => (await readRoom(who, { room: reference })).id;
const rename = (who: Person, roomId: string, name: string) => updateRoom(who, { room: roomId, name });

describe("a room's name", () => {
  test.each([
    ["x", 1],
    ["Кухня и чай", 11],
    ["日本語", 3],
    ["غرفة", 4],
    ["👩‍💻🏳️‍🌈", 7],
    ["100% #1? & more; a=b+c", 22],
    ["❤️‍🔥 ideas", 9],
    ["1️⃣ first", 9],
    ["N/A".replace("/", "&"), 3],
    ["b\"<b>'", 6],
    ["Tiếng Việt", 10],
    ["A11", 3],
    ["😀".repeat(64), 64],
  ])("may be %s (%d characters)", async (name) => {
    const ada = await person();
    const made = await make(ada, name);
    expect(made.name).toBe(name);
    expect(await idOf(ada, name)).toBe(made.id);
  });

  test.each([
    "",
    " \t ",
    "\u200b",
    "\u2060\ufeff",
    "\u3164",
    "\u2800",
    "plat\u200bform",
    "me\u200b",
    "platform\ufe0f",
    "ada\u034f",
    "ada\u1160",
    "ada\u3164",
    "tag\u{e0041}",
    "z\u0301\u0302\u0303",
    "\u0301a",
    "…",
    ".hidden",
    "-x",
    "_x",
    "#general",
    "@all",
    "here",
    "All",
    "channel",
    "EVERYONE",
    "аll",
    "hеre",
    "all.",
    ".",
    "..",
    "...",
    "a/b",
    "a\\b",
    "a\u0007b",
    "a\u202eb",
    "me",
    "ＭＥ",
    "Direct",
    "019f0000-0000-7000-8000-000000000000",
    "a".repeat(65),
    "😀".repeat(65),
  ])("may not be %j", async (name) => {
    const ada = await person();
    const wrong = { refusal: { code: "validation_failed", errors: [{ path: "name" }] } };
    await expect(make(ada, name)).rejects.toMatchObject(wrong);
    const den = await room(ada);
    await expect(rename(ada, den.id, name)).rejects.toMatchObject(wrong);
  });

  test.each([
    ["Straße", "STRASSE"],
    ["İstanbul", "i̇STANBUL"],
    ["Kapı", "KAPI"],
    ["Ａｄａ", "ada"],
    ["ΟΔΟΣ", "οδοσ"],
    ["Кухня", "КУХНЯ"],
    ["ﬁle", "FILE"],
    ["Cafe\u0301", "CAFÉ"],
    ["❤️ love", "❤ LOVE"],
  ])("%s is the same as %s", async (name, other) => {
    const ada = await person();
    const tag = ada.username;
    const made = await make(ada, `${name} ${tag}`);
    await expect(make(ada, `${other} ${tag}`)).rejects.toMatchObject(refused("conflict", "room_name_taken"));
    expect(await idOf(ada, `${other} ${tag}`)).toBe(made.id);
    expect(await rename(ada, made.id, `${other} ${tag}`)).toMatchObject({
      name: `${other} ${tag}`.normalize(),
    });
    expect(await db().formerRoomName.count({ where: { roomId: made.id } })).toBe(0);
  });
});

describe("a name with letters of another alphabet", () => {
  test.each([
    ["platform", "pl\u0430tform"],
    ["pl\u0430tform", "platform"],
    ["MATT", "\u041c\u0410\u0422\u0422"],
    ["\u0440\u043e\u0441\u0430", "poca"],
    ["a-b", "a\u2010b"],
  ])("%s is refused beside %s, made or renamed", async (first, second) => {
    const ada = await person();
    const tag = ada.username.slice(3);
    await make(ada, `${first} ${tag}`);
    const other = await room(ada);
    const alike = refused("conflict", "room_name_lookalike");
    await expect(make(ada, `${second} ${tag}`)).rejects.toMatchObject(alike);
    await expect(rename(ada, other.id, `${second} ${tag}`)).rejects.toMatchObject(alike);
  });

  test("of its own room, or that is read apart in ASCII, may be taken", async () => {
    const ada = await person();
    const tag = ada.username.slice(3);
    const made = await make(ada, `platform ${tag}`);
    expect(await rename(ada, made.id, `pl\u0430tform ${tag}`)).toMatchObject({
      name: `pl\u0430tform ${tag}`,
    });
    for (const name of [`modern ${tag}`, `modem ${tag}`]) expect((await make(ada, name)).name).toBe(name);
  });

  test("of two requests for one name at once one succeeds", async () => {
    const ada = await person();
    const names = ["cap", "c\u0430p"].map((name) => `${name} ${ada.username}`);
    const ends = await Promise.allSettled(names.map((name) => make(ada, name)));
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

test("A13: many attempts for taken names are throttled, and free ones cost nothing", async () => {
  const [ann, eve] = [await person("Ann", "administrator"), await person("Eve")];
  const hidden = await room(ann, { kind: "closed" });
  await make(eve, `Free ${eve.username}`);
  for (let i = 0; i < RATES.takenNames.points; i++)
    await expect(make(eve, hidden.name!)).rejects.toMatchObject(refused("conflict", "room_name_taken"));
  await expect(make(eve, hidden.name!)).rejects.toMatchObject(refused("rate_limited"));
  await expect(make(eve, `Other ${eve.username}`)).rejects.toMatchObject(refused("rate_limited"));
});

describe("a former name", () => {
  test("leads to the room until another takes it, by being made or renamed", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const [one, two, three] = [1, 2, 3].map((i) => `N${i} ${ada.username}`) as [string, string, string];
    const den = await make(ada, one);
    await rename(ada, den.id, two);
    await rename(ada, den.id, three);
    for (const name of [one.toUpperCase(), two, three]) expect(await idOf(bob, name)).toBe(den.id);
    expect(await joinRoom(bob, { room: one })).toMatchObject({ id: den.id, name: three });

    const made = await make(bob, one);
    const renamed = await rename(bob, (await room(bob)).id, two);
    expect(await idOf(ada, one)).toBe(made.id);
    expect(await idOf(ada, two)).toBe(renamed.id);
    await rename(bob, made.id, `Else ${one}`);
    expect(await idOf(ada, one)).toBe(made.id);
  });

  test("can be taken back", async () => {
    const ada = await person();
    const den = await room(ada);
    await rename(ada, den.id, `Other ${den.name}`);
    await rename(ada, den.id, den.name!);
    for (const name of [den.name!, `Other ${den.name}`]) expect(await idOf(ada, name)).toBe(den.id);
    expect(await db().formerRoomName.count({ where: { roomId: den.id } })).toBe(1);
  });

  test("of a hidden room leads nowhere", async () => {
    const ann = await person("Ann", "administrator");
    const closed = await room(ann, { kind: "closed" });
    await rename(ann, closed.id, `New ${closed.name}`);
    const eve = await person("Eve");
    for (const name of [closed.name!, `New ${closed.name}`])
      await expect(readRoom(eve, { room: name })).rejects.toMatchObject(refused("not_found"));
  });
});

/** Counts the backends that wait for a lock. */
async function countWaiting(): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row!.count;
}

describe("a name taken by two at once", () => {
  test("belongs to one, and the others are refused", async () => {
    const ada = await person();
    const dens = await Promise.all([1, 2, 3].map(() => room(ada)));
    const name = `Same ${ada.username}`;
    const ends = await Promise.allSettled([
      ...dens.map(({ id }, i) => rename(ada, id, i % 2 ? name : name.toUpperCase())),
      make(ada, name),
    ]);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const end of ends)
      if (end.status === "rejected") expect(end.reason).toMatchObject(refused("conflict", "room_name_taken"));
  });

  test("in another process, whose commit comes first, is a conflict and no failure", async () => {
    const ada = await person();
    const [mine, theirs] = [await room(ada), await room(ada)];
    const name = `Far ${ada.username}`;
    const renaming = await db().$transaction(
      async (tx) => {
        const data = { name, nameKey: name.toLowerCase() };
        await tx.room.update({ where: { id: theirs.id }, data });
        const end = Promise.allSettled([rename(ada, mine.id, name)]);
        await vi.waitFor(async () => expect(await countWaiting()).toBe(1), { timeout: 10_000 });
        return { end };
      },
      { timeout: 15_000 },
    );
    expect(await renaming.end).toMatchObject([{ reason: refused("conflict", "room_name_taken") }]);
    expect(await idOf(ada, name)).toBe(theirs.id);
  });

  test("when two rooms change theirs for each other's, nobody fails and every name leads somewhere", async () => {
    const ada = await person();
    const [one, two] = [await room(ada), await room(ada)];
    const spare = `Spare ${ada.username}`;
    await Promise.allSettled([rename(ada, one.id, spare), rename(ada, two.id, one.name!)]);
    expect(await idOf(ada, spare)).toBe(one.id);
    expect([one.id, two.id]).toContain(await idOf(ada, one.name!));
    expect(await idOf(ada, two.name!)).toBe(two.id);
  });
});
