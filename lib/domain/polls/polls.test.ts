import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { MessageView, PollView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { call } from "@/tests/support/rest";
import { find, indexed } from "@/tests/support/searching";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, refused, room, session } from "@/tests/support/world";
import { deleteMessage } from "../messages/edit/delete-message";
import { editMessage } from "../messages/edit/edit-message";
import { readMessage } from "../messages/read-message";
import { forwardMessage } from "../messages/send/forward-message";
import { sendMessage } from "../messages/send/send-message";
import { excerptOf } from "../push/push-payload";
import { pushWords } from "../push/push-words";
import { leaveRoom } from "../rooms/members/leave-room";
import { setMember } from "../rooms/members/members";
import { updateRoom } from "../rooms/update/update-room";
import { changeScheduled } from "../scheduled/change-scheduled";
import { scheduleMessage } from "../scheduled/schedule-message";
import { sendScheduled } from "../scheduled/send-scheduled";
import { closePoll } from "./close-poll";
import { listVoters } from "./list-voters";
import { updatePolls } from "./update-polls";
import { readVote, vote } from "./vote";

testDatabase();
const server = testServer();

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

type Asked = Partial<{ options: string[]; isMultiple: boolean; isAnonymous: boolean; closesAt: string }>;

/** Ada's room with Bob and Cyd in it, and a poll of hers. */
async function world(asked: Asked = {}) {
  const [ada, bob, cyd] = [await person("Ada"), await person("Bob"), await person("Cyd")];
  const den = await room(ada, { members: [bob, cyd] });
  const message = await ask(ada, den.id, asked);
  return { ada, bob, cyd, den, message };
}

async function ask(who: Person, roomId: string, asked: Asked = {}) {
  const poll = { options: ["Red", "Green", "Blue"], isMultiple: false, isAnonymous: false, ...asked };
  const sent = await sendMessage(who, { room: roomId, text: "Which colour?", poll });
  return sent.message as MessageView;
}

const pollOf = async (who: Person, { id }: { id: string }) =>
  (await readMessage(who, { message: id })).poll as PollView;
const votesOf = (poll: PollView) => poll.options.map(({ votes }) => votes);
const mine = async (who: Person, { id }: { id: string }) => (await readVote(who, { message: id })).optionIds;

/** Makes the time of a poll pass. */
async function passTime({ id }: { id: string }): Promise<void> {
  await db().$executeRaw`
    UPDATE message SET poll = poll || jsonb_build_object('closesAt', to_jsonb(now() - interval '1 second'))
     WHERE id = ${id}::uuid`;
  await db().$executeRaw`
    UPDATE poll_clock SET closes_at = now() - interval '1 second' WHERE message_id = ${id}::uuid`;
}

describe("a poll", () => {
  test("comes with its message, in answers, lists and frames", async () => {
    const { ada, bob, den } = await world();
    const client = await KINDS.plain(server.port, { ...bob, ...(await session(bob.userId)) });
    const closesAt = inHours(2);
    const message = await ask(ada, den.id, { options: [" Tea ", "Coffee"], isMultiple: true, closesAt });
    const poll = {
      options: [
        { id: 1, text: "Tea", votes: 0 },
        { id: 2, text: "Coffee", votes: 0 },
      ],
      isMultiple: true,
      isAnonymous: false,
      voters: 0,
      closesAt,
      closedAt: null,
    };
    expect(message.poll).toEqual(poll);
    expect(await pollOf(bob, message)).toEqual(poll);
    const frame = await client.until(({ type }) => type === "messages");
    expect(frame.items).toEqual([expect.objectContaining({ id: message.id, poll })]);
    client.close();
  });

  test("counts a vote, a changed one and a withdrawn one", async () => {
    const { ada, bob, cyd, message } = await world();
    await vote(bob, { message: message.id, optionIds: [1] });
    await vote(cyd, { message: message.id, optionIds: [1] });
    await vote(ada, { message: message.id, optionIds: [3] });
    expect(await pollOf(ada, message)).toMatchObject({
      voters: 3,
      options: [{ votes: 2 }, { votes: 0 }, { votes: 1 }],
    });
    await vote(bob, { message: message.id, optionIds: [2] });
    await vote(ada, { message: message.id, optionIds: [] });
    const poll = await pollOf(cyd, message);
    expect([votesOf(poll), poll.voters]).toEqual([[1, 1, 0], 2]);
    expect([await mine(ada, message), await mine(bob, message)]).toEqual([[], [2]]);
  });

  test("takes several options where it says so, each once", async () => {
    const { ada, bob, message } = await world({ isMultiple: true });
    await vote(bob, { message: message.id, optionIds: [3, 1, 3] });
    expect(await mine(bob, message)).toEqual([1, 3]);
    expect(await pollOf(ada, message)).toMatchObject({
      voters: 1,
      options: [{ votes: 1 }, {}, { votes: 1 }],
    });
  });

  test("refuses options that it does not have, and several of a single choice", async () => {
    const { bob, message } = await world();
    for (const optionIds of [[4], [0], [-1], [1, 2], [1.5], "1", null, Array(21).fill(1)])
      await expect(
        vote(bob, { message: message.id, optionIds: optionIds as number[] }),
      ).rejects.toMatchObject({
        refusal: { code: "validation_failed", errors: [{ path: expect.stringMatching(/^optionIds/) }] },
      });
    expect((await pollOf(bob, message)).voters).toBe(0);
  });

  test("changes nothing for the same vote again", async () => {
    const { bob, message } = await world();
    await vote(bob, { message: message.id, optionIds: [1] });
    const { rev } = await readMessage(bob, { message: message.id });
    await vote(bob, { message: message.id, optionIds: [1] });
    expect((await readMessage(bob, { message: message.id })).rev).toBe(rev);
  });

  test("ends in one set after races of two devices, equal to a recount", async () => {
    const { ada, bob, cyd, message } = await world({ isMultiple: true });
    const sets = [[1], [2, 3], [], [1, 2, 3], [3], [2]];
    await Promise.all(
      [bob, cyd, ada].flatMap((who) =>
        sets.map((optionIds) => vote(who, { message: message.id, optionIds })),
      ),
    );
    const rows = await db().pollVote.findMany({ where: { messageId: message.id } });
    const poll = await pollOf(ada, message);
    expect(votesOf(poll)).toEqual(
      [1, 2, 3].map((id) => rows.filter((row) => row.optionIds.includes(id)).length),
    );
    expect(poll.voters).toBe(rows.length);
  });
});

describe("a vote", () => {
  test("is refused outside the room, in an archived one, and on a deleted message", async () => {
    const { ada, bob, cyd, den, message } = await world();
    const stranger = await person("Stranger");
    const input = { message: message.id, optionIds: [1] };
    await expect(vote(stranger, input)).rejects.toMatchObject(refused("not_found"));
    await expect(readVote(stranger, { message: message.id })).rejects.toMatchObject(refused("not_found"));
    await leaveRoom(cyd, { room: den.id });
    await expect(vote(cyd, input)).rejects.toMatchObject(refused("not_found"));
    await updateRoom(ada, { room: den.id, archived: true });
    await expect(vote(bob, input)).rejects.toMatchObject({
      refusal: { code: "forbidden", reason: "archived" },
    });
    await updateRoom(ada, { room: den.id, archived: false });
    await deleteMessage(ada, { message: message.id });
    await expect(vote(bob, input)).rejects.toMatchObject(refused("gone"));
  });

  test("is refused with a token that only reads, and on a message without a poll", async () => {
    const { ada, bob, den, message } = await world();
    const { message: plain } = await sendMessage(ada, { room: den.id, text: "plain" });
    await expect(vote(bob, { message: plain.id, optionIds: [1] })).rejects.toMatchObject(
      refused("not_found"),
    );
    await db().session.update({ where: { id: bob.sessionId }, data: { scopes: ["read"] } });
    await expect(vote(bob, { message: message.id, optionIds: [1] })).rejects.toMatchObject({
      refusal: { code: "forbidden", reason: "scope_missing" },
    });
  });

  test("is open to members where only moderators post", async () => {
    const { ada, bob, den, message } = await world();
    await updateRoom(ada, { room: den.id, posting: "moderators" });
    await vote(bob, { message: message.id, optionIds: [2] });
    expect((await pollOf(bob, message)).voters).toBe(1);
  });

  test("reaches open pages with counts and without names, and notifies nobody", async () => {
    const { ada, bob, message, den } = await world();
    const open = async (who: Person) => KINDS.plain(server.port, { ...who, ...(await session(who.userId)) });
    const [a, b] = [await open(ada), await open(bob)];
    const before = await db().membership.findMany({ where: { roomId: den.id } });
    const activeAt = async () => (await db().room.findUniqueOrThrow({ where: { id: den.id } })).activeAt;
    const at = await activeAt();
    await b.ask("vote", { messageId: message.id, optionIds: [2] });
    const frame = await a.until(({ type }) => type === "messages");
    expect(frame.items).toMatchObject([{ id: message.id, poll: { voters: 1 } }]);
    expect(JSON.stringify(frame)).not.toContain(bob.userId);
    expect(await b.until(({ type }) => type === "poll_vote")).toMatchObject({
      messageId: message.id,
      optionIds: [2],
    });
    expect(a.received.some(({ type }) => type === "poll_vote")).toBe(false);
    expect(await db().membership.findMany({ where: { roomId: den.id } })).toEqual(before);
    expect([await activeAt(), await db().activity.count({ where: { roomId: den.id } })]).toEqual([at, 0]);
    for (const client of [a, b]) client.close();
  });

  test("shows its voter's name to everybody in pages, by option", async () => {
    const { ada, bob, cyd, message } = await world();
    for (const who of [ada, bob, cyd])
      await vote(who, { message: message.id, optionIds: [who === ada ? 2 : 1] });
    const list = async (more: object) => listVoters(bob, { message: message.id, option: 1, ...more });
    const first = await list({ limit: 1 });
    const second = await list({ limit: 1, cursor: first.nextCursor! });
    expect(second.nextCursor).toBeNull();
    expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual(
      [bob.userId, cyd.userId].sort(),
    );
    await expect(list({ option: 9 })).rejects.toMatchObject(refused("not_found"));
    await expect(listVoters(await person("Eve"), { message: message.id, option: 1 })).rejects.toMatchObject(
      refused("not_found"),
    );
  });
});

describe("an anonymous poll", () => {
  test("names its voters to nobody, and in no row", async () => {
    const { ada, bob, message } = await world({ isAnonymous: true });
    await vote(bob, { message: message.id, optionIds: [2] });
    const boss = await person("Boss", "administrator");
    for (const who of [ada, bob])
      await expect(listVoters(who, { message: message.id, option: 2 })).rejects.toMatchObject({
        refusal: { code: "forbidden", reason: "anonymous" },
      });
    await expect(listVoters(boss, { message: message.id, option: 2 })).rejects.toMatchObject(
      refused("not_found"),
    );
    const rows = await db().$queryRaw<unknown[]>`
      SELECT to_jsonb(v) AS row FROM poll_vote v WHERE message_id = ${message.id}::uuid`;
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(bob.userId);
  });

  test("still counts a person once, who sees and changes their vote", async () => {
    const { bob, message } = await world({ isAnonymous: true });
    await vote(bob, { message: message.id, optionIds: [2] });
    await vote(bob, { message: message.id, optionIds: [3] });
    expect(await mine(bob, message)).toEqual([3]);
    expect(await pollOf(bob, message)).toMatchObject({
      voters: 1,
      options: [{}, { votes: 0 }, { votes: 1 }],
    });
    await vote(bob, { message: message.id, optionIds: [] });
    expect((await pollOf(bob, message)).voters).toBe(0);
  });

  test("leaves no choice under an Idempotency-Key", async () => {
    const { bob, message } = await world({ isAnonymous: true });
    const path = `/messages/${message.id}/poll/vote`;
    await call("PUT", path, { as: bob, body: { optionIds: [3] }, headers: { "idempotency-key": "k" } });
    const rows = await db().idempotencyKey.findMany({ where: { userId: bob.userId } });
    expect(JSON.stringify(rows.map(({ answer }) => answer))).not.toContain("3");
  });
});

describe("closing", () => {
  test("is for the author and moderators, and final", async () => {
    const { ada, bob, cyd, den, message } = await world();
    await vote(bob, { message: message.id, optionIds: [1] });
    await expect(closePoll(bob, { message: message.id })).rejects.toMatchObject(refused("forbidden"));
    await closePoll(ada, { message: message.id });
    const { closedAt } = await pollOf(bob, message);
    expect(Date.parse(closedAt!)).toBeCloseTo(Date.now(), -5);
    await closePoll(ada, { message: message.id });
    expect((await pollOf(bob, message)).closedAt).toBe(closedAt);
    for (const optionIds of [[2], []])
      await expect(vote(bob, { message: message.id, optionIds })).rejects.toMatchObject({
        refusal: { code: "conflict", reason: "poll_closed" },
      });
    expect(await db().auditEntry.count({ where: { action: "poll.close" } })).toBe(0);
    const other = await ask(bob, den.id);
    await setMember(ada, { room: den.id, user: cyd.userId, role: "moderator" });
    await closePoll(cyd, { message: other.id });
    const entries = await db().auditEntry.findMany({ where: { action: "poll.close" } });
    expect(entries).toMatchObject([{ actorId: cyd.userId, targetId: den.id }]);
  });

  test("comes with the time, which refuses votes before the clock ran", async () => {
    const { ada, bob, message } = await world({ closesAt: inHours(1) });
    await vote(bob, { message: message.id, optionIds: [1] });
    expect(await updatePolls()).toBeGreaterThan(3_000);
    await passTime(message);
    await expect(vote(ada, { message: message.id, optionIds: [2] })).rejects.toMatchObject({
      refusal: { reason: "poll_closed" },
    });
    const client = await KINDS.plain(server.port, { ...bob, ...(await session(bob.userId)) });
    await updatePolls();
    const poll = await pollOf(bob, message);
    expect(poll.closedAt).toBe(poll.closesAt === null ? null : new Date(poll.closesAt).toISOString());
    const frame = await client.until(({ type }) => type === "messages");
    expect(frame.items).toMatchObject([{ poll: { voters: 1, closedAt: poll.closedAt } }]);
    client.close();
  });
});

describe("many voters", () => {
  test("cost a count in a second, and the counts are right after it", async () => {
    const { ada, bob, cyd, message } = await world();
    await db().$executeRaw`
      INSERT INTO poll_vote (message_id, voter, option_ids)
      SELECT ${message.id}::uuid, n::text, ARRAY[1]::smallint[] FROM generate_series(1, ${LIMITS.pollCounting.atOnce}::int) n`;
    await vote(ada, { message: message.id, optionIds: [2] });
    const { rev } = await readMessage(ada, { message: message.id });
    await vote(bob, { message: message.id, optionIds: [2] });
    await vote(cyd, { message: message.id, optionIds: [2] });
    expect((await readMessage(ada, { message: message.id })).rev).toBe(rev);
    await db().pollClock.update({ where: { messageId: message.id }, data: { recountAt: new Date(0) } });
    await updatePolls();
    const poll = await pollOf(ada, message);
    expect([votesOf(poll), poll.voters]).toEqual([
      [LIMITS.pollCounting.atOnce, 3, 0],
      LIMITS.pollCounting.atOnce + 3,
    ]);
    await vote(bob, { message: message.id, optionIds: [3] });
    await closePoll(ada, { message: message.id });
    expect(votesOf(await pollOf(ada, message))).toEqual([LIMITS.pollCounting.atOnce, 2, 1]);
  });
});

describe("a scheduled poll", () => {
  const asked = (closesAt: string) => ({ options: ["Red", "Green"], closesAt });

  test("is sent with its message", async () => {
    const { ada, den } = await world();
    const input = { room: den.id, text: "Later?", sendAt: inHours(1), poll: asked(inHours(3)) };
    const scheduled = await scheduleMessage(ada, input);
    expect(scheduled.poll).toMatchObject({ options: [{ text: "Red" }, { text: "Green" }], voters: 0 });
    const { id } = await sendScheduled(ada, { scheduled: scheduled.id });
    expect(await pollOf(ada, { id })).toEqual(scheduled.poll);
    await vote(ada, { message: id, optionIds: [1] });
  });

  test("is refused where it would be closed when it is sent", async () => {
    const { ada, den } = await world();
    const input = { room: den.id, text: "Later?", sendAt: inHours(4) };
    await expect(scheduleMessage(ada, { ...input, poll: asked(inHours(3)) })).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path: "poll.closesAt" }] },
    });
    const { id: scheduled } = await scheduleMessage(ada, { ...input, poll: asked(inHours(5)) });
    await expect(changeScheduled(ada, { scheduled, sendAt: inHours(6) })).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path: "sendAt" }] },
    });
    const past = JSON.stringify({ closesAt: inHours(-1) });
    await db()
      .$executeRaw`UPDATE scheduled_message SET poll = poll || ${past}::jsonb WHERE id = ${scheduled}::uuid`;
    await expect(sendScheduled(ada, { scheduled })).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path: "poll.closesAt" }] },
    });
  });
});

describe("a message with a poll", () => {
  test("is found by its options, and not by what it does not have", async () => {
    const { ada, bob, den } = await world();
    await ask(ada, den.id, { options: ["Zanzibar", "Reykjavík"] });
    await indexed();
    expect(await find(bob, "zanzibar")).toEqual(["Which colour?"]);
    expect(await find(bob, "reykjavik which")).toEqual(["Which colour?"]);
    expect(await find(bob, "zanzibar -reykjavik")).toEqual([]);
  });

  test("is called a poll in notifications, in both languages", () => {
    const message = { text: "Which **colour**?", attachments: [], poll: { voters: 0 } as PollView };
    expect([excerptOf(message, pushWords("en")), excerptOf(message, pushWords("ru"))]).toEqual([
      "Poll: Which colour?",
      "Опрос: Which colour?",
    ]);
  });

  test("keeps its question from the first vote on", async () => {
    const { ada, bob, message } = await world();
    await editMessage(ada, { message: message.id, text: "Which color?" });
    await expect(editMessage(ada, { message: message.id, text: "" })).rejects.toMatchObject(
      refused("validation_failed"),
    );
    await vote(bob, { message: message.id, optionIds: [1] });
    await expect(editMessage(ada, { message: message.id, text: "Which smell?" })).rejects.toMatchObject({
      refusal: { code: "forbidden", reason: "voted" },
    });
  });

  test("takes its votes along when it is deleted", async () => {
    const { ada, bob, message } = await world({ closesAt: inHours(1) });
    await vote(bob, { message: message.id, optionIds: [1] });
    await deleteMessage(ada, { message: message.id });
    expect((await readMessage(bob, { message: message.id })).poll).toBeNull();
    expect([
      await db().pollVote.count({ where: { messageId: message.id } }),
      await db().pollClock.count({ where: { messageId: message.id } }),
    ]).toEqual([0, 0]);
  });

  test("is forwarded as its question, and the votes stay where they are", async () => {
    const { ada, bob, message } = await world();
    const yard = await room(bob, { members: [ada] });
    const { message: copy } = await forwardMessage(bob, { message: message.id, roomId: yard.id });
    expect(copy).toMatchObject({
      text: "Which colour?",
      poll: null,
      forwardedFrom: { messageId: message.id },
    });
  });

  test("answers in a thread, and a retry is the same poll", async () => {
    const { ada, den, message } = await world();
    const input = {
      room: den.id,
      text: "And which shade?",
      threadId: message.id,
      clientId: "once",
      poll: { options: ["Light", "Dark"] },
    };
    const { message: reply } = await sendMessage(ada, input);
    expect(reply).toMatchObject({
      threadId: message.id,
      poll: { options: [{ text: "Light" }, { text: "Dark" }] },
    });
    expect((await sendMessage(ada, input)).message.id).toBe(reply.id);
  });

  test.each([
    ["poll.options", { options: ["One"] }],
    ["poll.options", { options: Array.from({ length: 21 }, (_, index) => `${index}`) }],
    ["poll.options", {}],
    ["poll.options.1", { options: ["One", " "] }],
    ["poll.options.1", { options: ["One", "ONE"] }],
    ["poll.options.0", { options: ["x".repeat(101), "Two"] }],
    ["poll.options.0", { options: ["\0", "Two"] }],
    ["poll.isMultiple", { options: ["One", "Two"], isMultiple: "yes" }],
    ["poll.closesAt", { options: ["One", "Two"], closesAt: inHours(-1) }],
    ["poll.closesAt", { options: ["One", "Two"], closesAt: inHours(24 * 400) }],
    ["poll.votes", { options: ["One", "Two"], votes: 9 }],
    ["poll", "One, two"],
  ])("is refused with %s wrong", async (path, poll) => {
    const { ada, den } = await world();
    const { status, json } = await call("POST", `/rooms/${den.id}/messages`, {
      as: ada,
      body: { text: "?", poll },
    });
    expect([status, json.errors[0].path]).toEqual([422, path]);
  });

  test("needs a question", async () => {
    const { ada, den } = await world();
    const body = { poll: { options: ["One", "Two"] } };
    const { status, json } = await call("POST", `/rooms/${den.id}/messages`, { as: ada, body });
    expect([status, json.errors[0]]).toMatchObject([422, { path: "text", reason: "required" }]);
  });
});
