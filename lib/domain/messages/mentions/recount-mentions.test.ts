import { describe, expect, test } from "vitest";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import type { MyRoomView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { type Client, KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, room } from "@/tests/support/world";
import { rewriteMessagesJob } from "../../administration/apply-messages-fate";
import { deletePerson } from "../../administration/delete-person";
import { leaveRoom } from "../../rooms/members/leave-room";
import { markRead } from "../../rooms/reading/mark-read";
import { deleteMessage } from "../edit/delete-message";
import { editMessage } from "../edit/edit-message";
import { sendMessage } from "../send/send-message";
import { sync } from "../sync";
import { listMentions } from "./list-mentions";

testDatabase();
const server = testServer();

/** Ada writes in a room in which Bob is, who has one device of each kind. */
async function world() {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const devices = await Promise.all(Object.values(KINDS).map((connect) => connect(server.port, bob)));
  const say = async (text: string) => (await sendMessage(ada, { room: den.id, text })).message;
  const edit = (message: { id: string }, text: string) => editMessage(ada, { message: message.id, text });
  return { ada, bob, den, devices, say, edit, name: `@${bob.username}` };
}

/** Mention counts that each device got with the room's current `rev`, after the change itself. */
async function toldCounts(devices: Client[], roomId: string): Promise<number[]> {
  const { rev } = await db().room.findUniqueOrThrow({ where: { id: roomId } });
  return Promise.all(
    devices.map(async (device) => {
      const change = await device.until((frame) => frame.type === "messages" && frame.rev === rev);
      const news = await device.until(
        (frame) => frame.type === "room" && (frame.room as MyRoomView).rev === rev,
      );
      expect(device.received.indexOf(news)).toBeGreaterThan(device.received.indexOf(change));
      return (news.room as MyRoomView).mentionCount;
    }),
  );
}

const callsOf = async (who: Person) => (await listMentions(who, {})).items.map(({ text }) => text);
const revOf = async ({ userId }: Person) =>
  (await db().user.findUniqueOrThrow({ where: { id: userId } })).rev;

describe("a mention", () => {
  test.each(["by name", "@all", "@here"])("%s that is deleted leaves the count and the list", async (how) => {
    const { ada, bob, den, devices, say, name } = await world();
    const [gone] = [await say(how === "by name" ? `${name} one` : `${how} one`), await say(`${name} two`)];
    await deleteMessage(ada, { message: gone.id });
    expect(await toldCounts(devices, den.id)).toEqual([1, 1]);
    expect(await callsOf(bob)).toEqual([`${name} two`]);
  });

  test.each(["by name", "@all", "@here"])("%s that is edited away leaves, and comes back", async (how) => {
    const { bob, den, devices, say, edit, name } = await world();
    const text = how === "by name" ? name : how;
    const message = await say(text);
    await edit(message, "nobody");
    expect(await toldCounts(devices, den.id)).toEqual([0, 0]);
    expect(await callsOf(bob)).toEqual([]);
    await edit(message, `${text} again`);
    expect(await toldCounts(devices, den.id)).toEqual([1, 1]);
    expect(await callsOf(bob)).toEqual([`${text} again`]);
  });

  test.each(["by name", "@all"])("%s that an edit adds enters the count and the list", async (how) => {
    const { bob, den, devices, say, edit, name } = await world();
    const text = how === "by name" ? name : how;
    await edit(await say("nobody"), text);
    expect(await toldCounts(devices, den.id)).toEqual([1, 1]);
    expect(await callsOf(bob)).toEqual([text]);
  });

  test("by name stops counting though @here stays, for people who were offline", async () => {
    const { ada, bob, den, devices, say, edit } = await world();
    const cyd = await person("Cyd");
    await db().membership.create({ data: { roomId: den.id, userId: cyd.userId, role: "member" } });
    const message = await say(`@here @${cyd.username} @${bob.username}`);
    await edit(message, "@here");
    expect([await callsOf(bob), await callsOf(cyd), await callsOf(ada)]).toEqual([["@here"], [], []]);
    devices[0]?.close();
  });

  test("that was read already changes nothing of its reader's", async () => {
    const { bob, den, say, edit, name } = await world();
    const message = await say(name);
    await markRead(bob, { room: den.id, lastReadSeq: message.seq });
    const before = await revOf(bob);
    await edit(message, "nobody");
    expect(await revOf(bob)).toBe(before);
  });

  test("of an erased person goes with their messages", async () => {
    const { ada, bob, den, devices, say, name } = await world();
    for (const text of [name, "@all", "@here"]) await say(text);
    await deletePerson(await person("Root", "administrator"), { user: ada.username, messages: "erase" });
    await runDueJobs([rewriteMessagesJob]);
    expect(await toldCounts(devices, den.id)).toEqual([0, 0]);
    expect(await callsOf(bob)).toEqual([]);
  });
});

test("a device that was away reads in sync what an edit made of its mentions", async () => {
  const { bob, den, say, edit, name } = await world();
  const [message, userRev] = [await say(name), await revOf(bob)];
  await edit(message, "nobody");
  const answer = await sync(bob, { userRev, rooms: { [den.id]: message.rev } });
  expect(answer.rooms[0]?.room.mentionCount).toBe(0);
  expect(answer.userRev).toBe(userRev + 1);
});

test("a former member gets no frame about a removed mention", async () => {
  const { bob, den, devices, say, edit, name } = await world();
  const message = await say(name);
  await leaveRoom(bob, { room: den.id });
  await Promise.all(devices.map((device) => device.until(({ type }) => type === "room_gone")));
  const [before, heard] = [await revOf(bob), devices.map((device) => device.received.length)];
  await edit(message, "nobody");
  await Promise.all(devices.map((device) => device.ask("sync", {})));
  expect(await revOf(bob)).toBe(before);
  expect(
    devices.map((device, i) => device.received.slice(heard[i]).filter(({ type }) => type === "room")),
  ).toEqual([[], []]);
});

test("two edits at once leave the count of the last one", async () => {
  const { bob, den, say, edit, name } = await world();
  const message = await say("nobody");
  await Promise.all([edit(message, name), edit(message, "nobody at all")]);
  const { text } = await db().message.findUniqueOrThrow({ where: { id: message.id } });
  expect(await callsOf(bob)).toEqual(text === name ? [name] : []);
  expect((await sync(bob, { rooms: {} })).gained.find(({ id }) => id === den.id)?.mentionCount).toBe(
    text === name ? 1 : 0,
  );
});
