import { describe, expect, test } from "vitest";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, refused, room, session } from "@/tests/support/world";
import { deletePerson } from "../administration/delete-person";
import { sendMessage } from "../messages/send/send-message";
import { sync } from "../messages/sync";
import { deleteRoom } from "../rooms/delete-room";
import { joinRoom } from "../rooms/members/join-room";
import { leaveRoom } from "../rooms/members/leave-room";
import { removeMember } from "../rooms/members/members";
import { purgeRoomJob } from "../rooms/purge-room";
import { readSidebar } from "../rooms/read-sidebar";
import { updateRoom } from "../rooms/update/update-room";
import { listDrafts, readDraft } from "./read-drafts";
import { deleteDraft, saveDraft } from "./save-draft";

testDatabase();
const server = testServer();

/** Ada's room with Bob in it. */
async function world() {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  return { ada, bob, den };
}

const textsOf = async (who: Person) => (await listDrafts(who, {})).items.map(({ text }) => text);

describe("a draft", () => {
  test("is saved, changed, listed and deleted", async () => {
    const { ada, den } = await world();
    expect(await readDraft(ada, { room: den.id })).toMatchObject({ text: "", version: 0, updatedAt: null });
    const first = await saveDraft(ada, { room: den.name!, text: "Dear" });
    expect(first).toMatchObject({ roomId: den.id, text: "Dear", replyTo: null });
    const second = await saveDraft(ada, { room: den.id, text: "Dear all,\n", version: first.version });
    expect(second.version).toBeGreaterThan(first.version);
    expect(await readDraft(ada, { room: den.id })).toEqual(second);
    expect(await listDrafts(ada, {})).toEqual({ items: [second], nextCursor: null });
    await deleteDraft(ada, { room: den.id });
    await deleteDraft(ada, { room: den.id });
    expect(await textsOf(ada)).toEqual([]);
  });

  test("keeps the message that it replies to", async () => {
    const { ada, bob, den } = await world();
    const { message } = await sendMessage(bob, { room: den.id, text: "Well?" });
    const draft = await saveDraft(ada, { room: den.id, text: "Yes", replyToId: message.id });
    expect(draft.replyTo).toEqual({ id: message.id, seq: message.seq });
    expect((await readDraft(ada, { room: den.id })).replyTo).toEqual(draft.replyTo);
  });

  test("without words is none", async () => {
    const { ada, den } = await world();
    await saveDraft(ada, { room: den.id, text: "words" });
    expect(await saveDraft(ada, { room: den.id, text: " \n " })).toMatchObject({ text: "" });
    expect(await db().draft.count({ where: { userId: ada.userId } })).toBe(0);
  });

  test("is private", async () => {
    const { ada, bob, den } = await world();
    await saveDraft(ada, { room: den.id, text: "private" });
    expect(await readDraft(bob, { room: den.id })).toMatchObject({ text: "" });
    expect(await textsOf(bob)).toEqual([]);
    expect((await readSidebar(bob, {})).drafts).toEqual([]);
  });

  test("an outsider finds no room for one", async () => {
    const [{ den }, eve] = [await world(), await person("Eve")];
    for (const ask of [
      () => saveDraft(eve, { room: den.id, text: "hi" }),
      () => deleteDraft(eve, { room: den.id }),
      () => readDraft(eve, { room: den.id }),
    ])
      await expect(ask()).rejects.toMatchObject(refused("not_found"));
  });

  test("may be saved in an archived room, and without the right to post", async () => {
    const { ada, bob, den } = await world();
    await updateRoom(ada, { room: den.id, posting: "moderators" });
    expect(await saveDraft(bob, { room: den.id, text: "later" })).toMatchObject({ text: "later" });
    await updateRoom(ada, { room: den.id, archived: true });
    expect(await saveDraft(bob, { room: den.id, text: "much later" })).toMatchObject({ text: "much later" });
  });

  test.each([
    [{ text: "x".repeat(LIMITS.messageLength + 1) }, "text"],
    [{ text: "a\0b" }, "text"],
    [{}, "text"],
    [{ text: "a", replyToId: "den" }, "replyToId"],
    [{ text: "a", replyToId: "019f0000-0000-7000-8000-000000000000" }, "replyToId"],
    [{ text: "a", version: -1 }, "version"],
  ])("like %.60j is refused by the field's name", async (fields, path) => {
    const { ada, den } = await world();
    await expect(saveDraft(ada, { room: den.id, ...fields } as never)).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path }] },
    });
  });

  test("does not tell of a message of another room, nor of a past that is hidden", async () => {
    const { ada, bob, den } = await world();
    const other = await room(ada);
    const { message } = await sendMessage(ada, { room: other.id, text: "elsewhere" });
    await expect(saveDraft(bob, { room: den.id, text: "so", replyToId: message.id })).rejects.toMatchObject(
      refused("validation_failed"),
    );
    const here = await sendMessage(ada, { room: den.id, text: "here" });
    await saveDraft(bob, { room: den.id, text: "so", replyToId: here.message.id });
    await updateRoom(ada, { room: den.id, history: "hidden" });
    await leaveRoom(bob, { room: den.id });
    await joinRoom(bob, { room: den.id });
    expect(await readDraft(bob, { room: den.id })).toMatchObject({ text: "so", replyTo: null });
  });

  test("of the most characters is kept", async () => {
    const { ada, den } = await world();
    const text = "ж".repeat(LIMITS.messageLength);
    expect((await saveDraft(ada, { room: den.id, text })).text).toBe(text);
  });
});

describe("in a thread", () => {
  async function thread() {
    const { ada, bob, den } = await world();
    const { message: root } = await sendMessage(bob, { room: den.id, text: "Well?" });
    return { ada, bob, den, root, place: { room: den.id, threadId: root.id } };
  }

  test("it is apart from the room's, and emptied alone", async () => {
    const { ada, den, root, place } = await thread();
    const draft = await saveDraft(ada, { ...place, text: "half a reply" });
    expect(draft).toMatchObject({ roomId: den.id, threadId: root.id, text: "half a reply" });
    const inRoom = await saveDraft(ada, { room: den.id, text: "half a message" });
    expect(await readDraft(ada, place)).toEqual(draft);
    expect(await readDraft(ada, { room: den.id })).toEqual(inRoom);
    expect(await textsOf(ada)).toEqual(["half a message"]);
    const all = await listDrafts(ada, { thread: "all" });
    expect(all.items).toEqual([inRoom, draft]);
    expect(await saveDraft(ada, { ...place, text: "" })).toMatchObject({ threadId: root.id, text: "" });
    expect((await listDrafts(ada, { thread: "all" })).items).toEqual([inRoom]);
    await saveDraft(ada, { ...place, text: "again" });
    await deleteDraft(ada, place);
    await deleteDraft(ada, place);
    expect((await listDrafts(ada, { thread: "all" })).items).toEqual([inRoom]);
  });

  test("of two devices that write at once one wins", async () => {
    const { ada, place } = await thread();
    const { version } = await saveDraft(ada, { ...place, text: "start" });
    const ends = await Promise.allSettled(
      ["a", "b", "c"].map((text) => saveDraft(ada, { ...place, text, version })),
    );
    const won = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
    expect(won).toHaveLength(1);
    expect(await readDraft(ada, place)).toEqual(won[0]);
  });

  test("another device gets it by a frame of its own, and by sync", async () => {
    const { ada, den, root, place } = await thread();
    const tablet = await KINDS.plain(server.port, { ...ada, ...(await session(ada.userId)) });
    const known = await sync(ada, {});
    const draft = await saveDraft(ada, { ...place, text: "half a reply" });
    const frame = await tablet.until(({ type }) => type === "thread_draft");
    expect(frame).toMatchObject({ draft, userRev: draft.version });
    const head = { roomId: den.id, threadId: root.id, version: draft.version };
    expect(await sync(ada, { userRev: known.userRev })).toMatchObject({ drafts: [], threadDrafts: [head] });
    expect((await readSidebar(ada, {})).drafts).toEqual([head]);
    expect(tablet.received.filter(({ type }) => type === "draft")).toEqual([]);
    tablet.close();
  });

  test("it needs a message that can have a thread, which its reader may see", async () => {
    const { ada, bob, den, root } = await thread();
    const other = await room(ada, { members: [bob] });
    const { message: elsewhere } = await sendMessage(bob, { room: other.id, text: "elsewhere" });
    const { message: reply } = await sendMessage(bob, { room: den.id, text: "re", threadId: root.id });
    for (const threadId of [elsewhere.id, reply.id, "019f0000-0000-7000-8000-000000000000", "den"])
      await expect(saveDraft(ada, { room: den.id, threadId, text: "x" })).rejects.toMatchObject({
        refusal: { code: "validation_failed", errors: [{ path: "threadId" }] },
      });
    const eve = await person("Eve");
    await expect(saveDraft(eve, { room: den.id, threadId: root.id, text: "x" })).rejects.toMatchObject(
      refused("not_found"),
    );
  });

  test("S12: after leaving, and before a hidden history, it is neither listed nor read", async () => {
    const { ada, bob, den, place } = await thread();
    await saveDraft(bob, { ...place, text: "half a reply" });
    await updateRoom(ada, { room: den.id, history: "hidden" });
    await leaveRoom(bob, { room: den.id });
    expect((await listDrafts(bob, { thread: "all" })).items).toEqual([]);
    await joinRoom(bob, { room: den.id });
    expect((await listDrafts(bob, { thread: "all" })).items).toEqual([]);
    expect(await readDraft(bob, place)).toMatchObject({ text: "" });
    expect((await sync(bob, {})).threadDrafts).toEqual([]);
  });

  test("a deleted room or account leaves none behind", async () => {
    const { ada, bob, den, place } = await thread();
    await saveDraft(ada, { ...place, text: "words" });
    await saveDraft(bob, { ...place, text: "words" });
    await deletePerson(await person("Boss", "administrator"), { user: bob.username });
    expect(await db().threadDraft.count({ where: { roomId: den.id } })).toBe(1);
    await deleteRoom(ada, { room: den.id });
    await runDueJobs([purgeRoomJob]);
    expect(await db().threadDraft.count({ where: { roomId: den.id } })).toBe(0);
  });
});

describe("of two devices", () => {
  test("a device that missed the newer draft is refused, and nothing is overwritten", async () => {
    const { ada, den } = await world();
    const tablet = { ...ada, ...(await session(ada.userId)) };
    const first = await saveDraft(ada, { room: den.id, text: "one" });
    const second = await saveDraft(tablet, { room: den.id, text: "two", version: first.version });
    await expect(
      saveDraft(ada, { room: den.id, text: "three", version: first.version }),
    ).rejects.toMatchObject(refused("conflict", "draft_moved"));
    expect(await readDraft(ada, { room: den.id })).toEqual(second);
  });

  test("of two devices that write at once one wins, and the others are updated", async () => {
    const { ada, den } = await world();
    const { version } = await saveDraft(ada, { room: den.id, text: "start" });
    const texts = ["a", "b", "c", "d", "e"];
    const ends = await Promise.allSettled(
      texts.map((text) => saveDraft(ada, { room: den.id, text, version })),
    );
    const won = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
    expect(won).toHaveLength(1);
    expect(await readDraft(ada, { room: den.id })).toEqual(won[0]);
  });

  test("the same text again changes nothing and publishes nothing", async () => {
    const { ada, den } = await world();
    const draft = await saveDraft(ada, { room: den.id, text: "same" });
    const { rev } = await db().user.findUniqueOrThrow({ where: { id: ada.userId } });
    expect(await saveDraft(ada, { room: den.id, text: "same", version: draft.version })).toEqual(draft);
    expect((await db().user.findUniqueOrThrow({ where: { id: ada.userId } })).rev).toBe(rev);
  });

  test.each(Object.entries(KINDS))(
    "a %s socket gets it at once, and nobody else does",
    async (_kind, connect) => {
      const { ada, bob, den } = await world();
      const tablet = { ...ada, ...(await session(ada.userId)) };
      const [hers, his] = await Promise.all([connect(server.port, tablet), connect(server.port, bob)]);
      const draft = await saveDraft(ada, { room: den.id, text: "Dear" });
      expect(await hers.until(({ type }) => type === "draft")).toMatchObject({
        draft,
        userRev: draft.version,
      });
      await deleteDraft(ada, { room: den.id });
      await hers.until(({ type, draft }) => type === "draft" && (draft as { text: string }).text === "");
      expect(his.received.filter(({ type }) => !["ready", "heads", "user_status"].includes(type))).toEqual(
        [],
      );
      for (const client of [hers, his]) client.close();
    },
  );

  test("a device that was away gets all of them by sync, and not again once it knows them", async () => {
    const { ada, den } = await world();
    const known = await sync(ada, {});
    expect(known.drafts).toEqual([]);
    const { version } = await saveDraft(ada, { room: den.id, text: "Dear" });
    const synced = await sync(ada, { userRev: known.userRev });
    expect(synced.drafts).toEqual([{ roomId: den.id, version }]);
    expect((await sync(ada, { userRev: synced.userRev })).drafts).toBeNull();
    expect((await readSidebar(ada, {})).drafts).toEqual(synced.drafts);
  });
});

describe("S12, S13: a person who lost the room", () => {
  test("neither sees nor receives their draft there, and has it again when they are back", async () => {
    const { ada, bob, den } = await world();
    await saveDraft(bob, { room: den.id, text: "half a thought" });
    await removeMember(ada, { room: den.id, user: bob.username });
    expect(await textsOf(bob)).toEqual([]);
    expect((await readSidebar(bob, {})).drafts).toEqual([]);
    expect((await sync(bob, {})).drafts).toEqual([]);
    await expect(readDraft(bob, { room: den.id })).rejects.toMatchObject(refused("not_found"));
    await joinRoom(bob, { room: den.id });
    expect(await textsOf(bob)).toEqual(["half a thought"]);
  });

  test("a deleted room or account leaves no draft behind", async () => {
    const { ada, bob, den } = await world();
    const attic = await room(ada, { members: [bob] });
    for (const { id } of [den, attic]) await saveDraft(bob, { room: id, text: "words" });
    await deleteRoom(ada, { room: den.id });
    expect(await textsOf(bob)).toHaveLength(1);
    await runDueJobs([purgeRoomJob]);
    expect(await db().draft.count({ where: { roomId: den.id } })).toBe(0);
    const boss = await person("Boss", "administrator");
    await deletePerson(boss, { user: bob.username });
    expect(await db().draft.count({ where: { userId: bob.userId } })).toBe(0);
  });
});

test("many drafts come in pages, the newest first, and none in the audit log", async () => {
  const ada = await person();
  const before = await db().auditEntry.count({ where: { action: { startsWith: "draft." } } });
  const rooms = [];
  for (let i = 0; i < 5; i++) rooms.push((await room(ada)).id);
  for (const [i, id] of rooms.entries()) await saveDraft(ada, { room: id, text: `draft ${i}` });
  await saveDraft(ada, { room: rooms[1]!, text: "draft 1, changed" });
  const first = await listDrafts(ada, { limit: 3 });
  expect(first.items.map(({ text }) => text)).toEqual(["draft 1, changed", "draft 4", "draft 3"]);
  const rest = await listDrafts(ada, { limit: 3, cursor: first.nextCursor! });
  expect(rest).toMatchObject({ items: [{ text: "draft 2" }, { text: "draft 0" }], nextCursor: null });
  await expect(listDrafts(ada, { cursor: "nonsense" })).rejects.toMatchObject(refused("validation_failed"));
  expect(await db().auditEntry.count({ where: { action: { startsWith: "draft." } } })).toBe(before);
});
