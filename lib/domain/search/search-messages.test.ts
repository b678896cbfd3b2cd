import { expect, test, vi } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { sendFiles, uploadRow } from "@/tests/support/files";
import { find, indexed, indexOld, say } from "@/tests/support/searching";
import { person, refused, room } from "@/tests/support/world";
import { deleteMessage } from "../messages/edit/delete-message";
import { editMessage } from "../messages/edit/edit-message";
import { pinMessage } from "../messages/pin-message";
import { addReaction } from "../messages/react";
import { saveMessage } from "../messages/save-message";
import { sendMessage } from "../messages/send/send-message";
import { deleteRoom } from "../rooms/delete-room";
import { addMembers, removeMember } from "../rooms/members/members";
import { updateRoom } from "../rooms/update/update-room";
import { searchMessages } from "./search-messages";
import { suggestSearch } from "./suggest-search";

let budget = 1_000;

vi.mock("@/lib/shared/limits", async (original) => {
  const limits = await original<typeof import("@/lib/shared/limits")>();
  return {
    ...limits,
    LIMITS: Object.defineProperty({ ...limits.LIMITS }, "searchBudgetMs", { get: () => budget }),
  };
});

testDatabase();

async function world() {
  const [ada, bob] = [await person("Ada", "administrator"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  return { ada, bob, den };
}

test("S14: only rooms that one is in now are searched, counted and suggested", async () => {
  const { ada, bob, den } = await world();
  const closed = await room(ada, { kind: "closed" });
  await say(ada, closed.id, "the secretword of the closed room");
  await say(ada, den.id, "an open word");
  for (const q of [
    "secretword",
    "secretw",
    "cretwor",
    "secretwrod",
    `in:${closed.name} secretword`,
    "from:ada",
  ]) {
    const found = await searchMessages(bob, { q });
    expect(JSON.stringify(found)).not.toContain("secretword of");
    expect([q, found.total, found.suggestion]).toEqual([q, q === "from:ada" ? found.items.length : 0, null]);
  }
  expect(await suggestSearch(bob, { q: closed.name ?? "" })).toMatchObject({ rooms: [] });
  expect(await find(ada, "secretword")).toEqual(["the secretword of the closed room"]);
});

test("S13: a room that one left is not searched any more", async () => {
  const { ada, bob, den } = await world();
  await say(ada, den.id, "before leaving");
  expect(await find(bob, "leaving")).toEqual(["before leaving"]);
  await removeMember(ada, { room: den.id, user: bob.userId });
  expect(await find(bob, "leaving")).toEqual([]);
  await expect(searchMessages(bob, { q: "leaving", room: den.id })).rejects.toMatchObject(
    refused("not_found"),
  );
});

test("messages from before one's history are not found", async () => {
  const { ada, den } = await world();
  const cyd = await person("Cyd");
  const hidden = await room(ada, { kind: "closed" });
  await updateRoom(ada, { room: hidden.id, history: "hidden" });
  await say(ada, hidden.id, "word from before");
  await addMembers(ada, { room: hidden.id, userIds: [cyd.userId] });
  await say(ada, hidden.id, "word from after");
  expect(den.id).not.toBe(hidden.id);
  expect(await find(cyd, "word")).toEqual(["word from after"]);
});

test("a deleted message is not found from the same moment on, nor suggested", async () => {
  const { ada, den } = await world();
  const [sent] = await say(ada, den.id, "delphinium");
  await deleteMessage(ada, { message: sent!.id });
  expect(await db().searchEntry.count({ where: { roomId: den.id } })).toBe(0);
  expect(await searchMessages(ada, { q: "delphinum" })).toMatchObject({ total: 0, suggestion: null });
  await indexed();
  expect(await db().searchWord.count({ where: { word: "delphinium" } })).toBe(0);
});

test("an edited message is found by its new words alone", async () => {
  const { ada, den } = await world();
  const [sent] = await say(ada, den.id, "aardvark");
  await editMessage(ada, { message: sent!.id, text: "buffalo" });
  expect(await find(ada, "aardvark")).toEqual([]);
  await indexed();
  expect(await find(ada, "buffalo")).toEqual(["buffalo"]);
  expect(await find(ada, "buffalo is:edited")).toEqual(["buffalo"]);
  expect(
    await db().searchWord.findMany({
      where: { word: { in: ["aardvark", "buffalo"] } },
      select: { word: true },
    }),
  ).toEqual([{ word: "buffalo" }]);
});

test("a deleted room's messages leave the index", async () => {
  const { ada, den } = await world();
  await say(ada, den.id, "gone with its room");
  await deleteRoom(ada, { room: den.id });
  expect(await find(ada, "gone")).toEqual([]);
});

test("operators narrow, combine and exclude", async () => {
  const { ada, bob, den } = await world();
  const attic = await room(ada, { members: [bob] });
  await say(ada, den.id, "one deploy", "two deploy https://example.org", "three deploy `code`");
  await say(bob, attic.id, `four deploy @${ada.username}`);
  await sendFiles(ada, attic.id, [await uploadRow(ada, { name: "deploy-plan.pdf" })], "five");
  await indexed();
  expect(await find(ada, `deploy from:${bob.username}`)).toEqual([`four deploy @${ada.username}`]);
  expect(await find(ada, `deploy -from:${bob.username} in:"${attic.name}"`)).toEqual(["five"]);
  expect(await find(ada, "deploy has:link")).toEqual(["two deploy https://example.org"]);
  expect(await find(ada, "has:code")).toEqual(["three deploy `code`"]);
  expect(await find(ada, "mentions:me")).toEqual([`four deploy @${ada.username}`]);
  expect(await find(ada, "has:file filename:plan")).toEqual(["five"]);
  expect(await find(ada, "has:file -filename:plan")).toEqual([]);
  expect(await find(ada, "deploy has:file -filename:five")).toEqual(["five"]);
  expect(await find(ada, "deploy -four -has:file -has:link -one")).toEqual(["three deploy `code`"]);
  expect(await find(ada, "from:nobody-there deploy")).toEqual([]);
});

test("the search knows changes without an edit, such as pins and reactions", async () => {
  const { ada, bob, den } = await world();
  const [saved, pinned, liked] = await say(ada, den.id, "a word", "b word", "c word", "d word");
  await saveMessage(bob, { message: saved!.id });
  await pinMessage(ada, { message: pinned!.id });
  await addReaction(ada, { message: liked!.id, emoji: "👍" });
  await sendMessage(bob, { room: den.id, text: "reply word", threadId: saved!.id });
  await indexed();
  expect(await find(bob, "word is:saved")).toEqual(["a word"]);
  expect(await find(ada, "is:saved")).toEqual([]);
  expect(await find(bob, "has:pin")).toEqual(["b word"]);
  expect(await find(bob, "has:reaction")).toEqual(["c word"]);
  expect((await find(bob, "is:thread")).sort()).toEqual(["a word", "reply word"]);
  expect((await searchMessages(bob, { q: "reply" })).items).toMatchObject([
    { message: { threadId: saved!.id }, root: { id: saved!.id, text: "a word" } },
  ]);
  expect(await find(ada, "is:unread word")).toEqual(["reply word"]);
  expect(await find(bob, "word -is:saved -has:pin -has:reaction -is:thread")).toEqual(["d word"]);
});

test("messages of bots can be left out, or be the only ones", async () => {
  const { ada, bob: robot, den } = await world();
  expect(await find(ada, "word is:bot")).toEqual([]);
  await db().user.update({ where: { id: robot.userId }, data: { isBot: true } });
  await say(ada, den.id, "a word of a person");
  await say(robot, den.id, "a word of a bot");
  await indexed();
  expect(await find(ada, "word is:bot")).toEqual(["a word of a bot"]);
  expect(await find(ada, "word -is:bot")).toEqual(["a word of a person"]);
});

test("days are those of the searcher's time zone, without the day named", async () => {
  const { ada, den } = await world();
  const [sent] = await say(ada, den.id, "late evening");
  const at = new Date("2026-01-31T22:30:00Z");
  await db().message.update({
    where: { id: sent!.id },
    data: { createdAt: at, text: "late evening in UTC" },
  });
  await indexed();
  const on = (q: string, timeZone: string) => find(ada, `evening ${q}`, { timeZone });
  expect(await on("on:2026-01-31", "UTC")).toHaveLength(1);
  expect(await on("on:2026-02-01", "Europe/Moscow")).toHaveLength(1);
  expect(await on("on:2026-01-31", "Europe/Moscow")).toHaveLength(0);
  expect(await on("after:2026-01-31", "UTC")).toHaveLength(0);
  expect(await on("after:2026-01-30 before:2026-02-01", "UTC")).toHaveLength(1);
  expect(await on("before:2026-01-31", "UTC")).toHaveLength(0);
  expect(await on("-on:2026-01-31", "UTC")).toHaveLength(0);
  expect(await on("-on:2026-02-01 -on:2026-02-02", "Europe/Moscow")).toHaveLength(0);
  expect(await on("-on:2026-01-31", "Europe/Moscow")).toHaveLength(1);
  expect(await on('-on:"last week" -on:today', "UTC")).toHaveLength(1);
  await db().user.update({ where: { id: ada.userId }, data: { timeZone: "Europe/Moscow" } });
  expect(await find(ada, "evening on:2026-02-01")).toHaveLength(1);
  expect(await find(ada, "evening", { on: "2026-01-31" })).toHaveLength(0);
});

test("before and after take times too, and days to the ends of the calendar", async () => {
  const { ada, den } = await world();
  const [sent] = await say(ada, den.id, "at ten");
  const createdAt = new Date("2026-01-31T10:00:00Z");
  await db().message.update({ where: { id: sent!.id }, data: { createdAt, text: "at ten sharp" } });
  await indexed();
  const count = async (filter: object) => (await find(ada, "sharp", filter)).length;
  expect(await count({ before: "2026-01-31T10:00:00Z" })).toBe(0);
  expect(await count({ before: "2026-01-31T10:00:00.001Z" })).toBe(1);
  expect(await count({ after: "2026-01-31T13:00:00+03:00" })).toBe(0);
  expect(await count({ after: "2026-01-31T12:59+03:00" })).toBe(1);
  expect(await find(ada, "sharp before:2026-01-31T10:00:00Z")).toHaveLength(0);
  expect(await find(ada, "sharp -before:2026-01-31T10:00:00Z")).toHaveLength(1);
  for (const zone of ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
    expect(await count({ before: "9999-12-31", after: "0001-01-01", timeZone: zone })).toBe(1);
    expect(await count({ on: "9999-12-31", timeZone: zone })).toBe(0);
  }
  const wrong = ["2026-01-31T24:00Z", "2026-02-30T10:00Z", "2026-01-31T10:00", "0000-01-01", "x"];
  for (const before of wrong) await expect(find(ada, "sharp", { before })).rejects.toThrow("before: Must be");
});

test("pages have no gaps or repetitions while new messages come", async () => {
  const { ada, den } = await world();
  await say(ada, den.id, ...Array.from({ length: 9 }, (_, number) => `item ${number}`));
  const texts: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await searchMessages(ada, { q: "item", limit: 4, cursor });
    expect(page.total).toBe(9);
    texts.push(...page.items.map(({ message }) => message.text));
    await say(ada, den.id, "item new");
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(texts).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0].map((number) => `item ${number}`));
});

test("the best come first: as written and close together before stems and far apart", async () => {
  const { ada, den } = await world();
  await say(
    ada,
    den.id,
    "pool of connections",
    "the connection pool is full",
    "connections, and far below a pool",
    "pool",
  );
  expect((await find(ada, "connection pool", { sort: "best" }))[0]).toBe("the connection pool is full");
});

test("the wrong keyboard layout and misspelt words are understood", async () => {
  const { ada, den } = await world();
  await say(ada, den.id, "привет всем", "the deployment is done");
  expect(await searchMessages(ada, { q: "ghbdtn" })).toMatchObject({ total: 1, searchedFor: "привет" });
  expect(await searchMessages(ada, { q: "вузщнь deploymnt" })).toMatchObject({ total: 0 });
  expect((await searchMessages(ada, { q: "deploymnet done" })).suggestion).toBe("deployment done");
});

test.each(["", "   ", "-only", "-from:ada", '""', "!!!"])("nothing to look for is refused: %j", async (q) => {
  const ada = await person("Ada");
  await expect(searchMessages(ada, { q })).rejects.toMatchObject(refused("validation_failed"));
});

test("a file's name without letters is text in a search, and refused as a field", async () => {
  const { ada, den } = await world();
  await say(ada, den.id, "a word");
  expect(await find(ada, "word filename:!!!")).toEqual([]);
  await expect(searchMessages(ada, { filename: "!!!" })).rejects.toMatchObject(refused("validation_failed"));
});

test.each([
  "%",
  "a & b | c",
  "it's:*",
  "<->",
  '"half',
  "((",
  "\\",
  "x".repeat(500),
  "из ".repeat(32),
  "\u202e",
  "🎉",
  "on:constructor",
])("any text is an answer: %j", async (q) => {
  const ada = await person("Ada");
  const answer = await searchMessages(ada, { q }).catch((error) => error.code);
  expect(answer === "validation_failed" || answer.total === 0).toBe(true);
});

test("people and rooms are suggested for the value of a filter that is being typed", async () => {
  const { ada, bob, den } = await world();
  const names = async (q: string) => {
    const { people, rooms } = await suggestSearch(ada, { q });
    return [people.map(({ id }) => id), rooms.map(({ id }) => id)];
  };
  const bobs = bob.username.slice(0, -1);
  for (const q of [`from:${bobs}`, `-FROM:@${bobs}`, `mentions:"${bobs}`]) {
    const [people, rooms] = await names(q);
    expect([q, people?.includes(bob.userId), rooms]).toEqual([q, true, []]);
  }
  expect(await names(`in:${den.name}`)).toEqual([[], [den.id]]);
  expect((await names("from:"))[0]).not.toEqual([]);
});

test("old messages are indexed after an upgrade", async () => {
  const { ada, den } = await world();
  await sendMessage(ada, { room: den.id, text: "from long ago" });
  await db().commitWork.deleteMany();
  await indexOld(den.id, 1_000);
  expect(await find(ada, "ago")).toEqual(["from long ago"]);
});

test("a search that takes too long ends with what it has, and says so", async () => {
  const { ada, den } = await world();
  await say(ada, den.id, "recent");
  budget = -1;
  expect(await searchMessages(ada, { q: "recent" })).toMatchObject({ isPartial: true, total: 1 });
  budget = 1_000;
});
