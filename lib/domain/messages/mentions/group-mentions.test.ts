import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { deactivate, type Person, person, room } from "@/tests/support/world";
import { createGroup } from "../../groups/create-group";
import { deleteGroup } from "../../groups/delete-group";
import { removeGroupMember } from "../../groups/group-members";
import { updateGroup } from "../../groups/update-group";
import { leaveRoom } from "../../rooms/members/leave-room";
import { deleteMessage } from "../edit/delete-message";
import { editMessage } from "../edit/edit-message";
import { readMessage } from "../read-message";
import { forwardMessage } from "../send/forward-message";
import { sendMessage } from "../send/send-message";
import { listMentions } from "./list-mentions";

testDatabase();
const server = testServer();

let count = 0;
const callsOf = async (who: Person) => (await listMentions(who, {})).items.map(({ text }) => text);

/** Ada writes in a room with Bob and Cyd. Ada, Bob and Dan, who is not in the room, are in the group `team`. */
async function world() {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const [cyd, dan] = [await person("Cyd"), await person("Dan")];
  const root = await person("Root", "administrator");
  const den = await room(ada, { members: [bob, cyd] });
  const make = (memberIds: string[], groupIds: string[] = [], handle = `team${++count}`) =>
    createGroup(root, { handle, name: `The ${handle}`, memberIds, groupIds });
  const team = await make([ada, bob, dan].map(({ userId }) => userId));
  const say = async (text: string) => (await sendMessage(ada, { room: den.id, text })).message as MessageView;
  const edit = (message: { id: string }, text: string) => editMessage(ada, { message: message.id, text });
  return { root, ada, bob, cyd, dan, den, team, make, say, edit, name: `@${team.handle}` };
}

const rowsOf = async ({ id }: { id: string }) =>
  (await db().mention.findMany({ where: { messageId: id, isActive: true } }))
    .map(({ userId }) => userId)
    .sort();

describe("a group in a message", () => {
  test("mentions its people who are in the room, except the sender", async () => {
    const { ada, bob, cyd, dan, team, say, name } = await world();
    const message = await say(`${name.toUpperCase()} ready?`);
    expect(await rowsOf(message)).toEqual([bob.userId]);
    expect(message.mentions).toEqual({
      userIds: [],
      groups: [
        {
          id: team.id,
          handle: team.handle,
          name: team.name,
          userIds: [ada.userId, bob.userId].sort(),
        },
      ],
      here: false,
      all: false,
    });
    expect(await readMessage(cyd, { message: message.id })).toMatchObject({ mentions: message.mentions });
    expect(await Promise.all([ada, bob, cyd, dan].map(callsOf))).toEqual([[], [message.text], [], []]);
  });

  test("reaches a socket with its people, so that clients count at once", async () => {
    const { bob, say, name, team } = await world();
    const socket = await KINDS.plain(server.port, bob);
    const { id } = await say(name);
    const frame = await socket.until(
      (one) => one.type === "messages" && (one.items as { id: string }[]).some((item) => item.id === id),
    );
    expect((frame.items as MessageView[])[0]!.mentions.groups).toMatchObject([{ id: team.id }]);
    socket.close();
  });

  test("mentions people of nested groups, nobody twice", async () => {
    const { ada, bob, cyd, team, make, say } = await world();
    const outer = await make([bob.userId, cyd.userId], [team.id]);
    const message = await say(`@${outer.handle} @${team.handle} @${bob.username}`);
    expect(await rowsOf(message)).toEqual([bob.userId, cyd.userId].sort());
    expect(message.mentions.userIds).toEqual([bob.userId]);
    expect(message.mentions.groups?.map(({ id, userIds }) => [id, userIds.length])).toEqual([
      [outer.id, 3],
      [team.id, 0],
    ]);
    expect(await callsOf(ada)).toEqual([]);
  });

  test("without anybody in the room is text, and so is one of deactivated people", async () => {
    const { bob, dan, make, say } = await world();
    const away = await make([dan.userId]);
    expect((await say(`@${away.handle}`)).mentions).toEqual({ userIds: [], here: false, all: false });
    const lone = await make([bob.userId]);
    await deactivate(bob);
    expect((await say(`@${lone.handle}`)).mentions).toEqual({ userIds: [], here: false, all: false });
  });

  test("is found by the longest name, among people and groups", async () => {
    const { bob, cyd, make, say } = await world();
    const long = await make([cyd.userId], [], `${bob.username}-team`);
    const both = await say(`@${bob.username}-team. @${bob.username}-else`);
    expect(both.mentions).toMatchObject({ userIds: [bob.userId], groups: [{ id: long.id }] });
  });

  test.each([
    ["a quote", (name: string) => `> ${name} @all deploy\n\nyes`],
    ["a nested quote", (name: string) => `> > ${name} @here`],
    ["code", (name: string) => `\`${name}\` and\n\n\`\`\`\n${name}\n\`\`\``],
    ["a link", (name: string) => `[${name}](https://a.example)`],
  ])("in %s tells nobody", async (_where, textOf) => {
    const { say, name } = await world();
    const message = await say(textOf(name));
    expect(message.mentions).toEqual({ userIds: [], here: false, all: false });
    expect(await rowsOf(message)).toEqual([]);
  });

  test("in a forwarded message mentions nobody", async () => {
    const { ada, bob, say, name } = await world();
    const cave = await room(ada, { members: [bob] });
    const { id } = await say(name);
    const { message } = await forwardMessage(ada, { message: id, roomId: cave.id });
    expect(message).not.toHaveProperty("mentions.groups");
    expect(await callsOf(bob)).toHaveLength(1);
  });

  test("of a room that a member left does not reach them there", async () => {
    const { bob, den, say, name } = await world();
    await leaveRoom(bob, { room: den.id });
    expect(await rowsOf(await say(name))).toEqual([]);
  });

  test("counts ten groups at most", async () => {
    const { bob, make, say } = await world();
    const handles: string[] = [];
    for (let i = 0; i < 12; i++) handles.push((await make([bob.userId])).handle);
    const { mentions } = await say(handles.map((one) => `@${one}`).join(" "));
    expect(mentions.groups?.map(({ handle }) => handle)).toEqual(handles.slice(0, 10));
  });
});

describe("later changes of a group", () => {
  test("rename, removal and deletion change no count of old messages", async () => {
    const { root, bob, den, team, say, name } = await world();
    const message = await say(name);
    await updateGroup(root, { group: team.id, handle: `${team.handle}-new`, name: "New" });
    await removeGroupMember(root, { group: team.id, user: bob.username });
    await deleteGroup(root, { group: team.id });
    expect(await callsOf(bob)).toEqual([name]);
    expect(await readMessage(bob, { message: message.id })).toMatchObject({ mentions: message.mentions });
    const seen = await db().message.findUniqueOrThrow({ where: { id: message.id } });
    expect(seen).toMatchObject({ roomId: den.id, rev: message.rev });
  });

  test("an edit beside the mention keeps whom it called then", async () => {
    const { root, bob, cyd, team, say, edit, name } = await world();
    const message = await say(name);
    await updateGroup(root, { group: team.id, addMemberIds: [cyd.userId], removeMemberIds: [bob.userId] });
    expect((await edit(message, `${name} again`)).mentions).toEqual(message.mentions);
    await deleteGroup(root, { group: team.id });
    expect((await edit(message, `${name} and again`)).mentions).toEqual(message.mentions);
    expect(await Promise.all([bob, cyd].map(callsOf))).toEqual([[`${name} and again`], []]);
  });
});

describe("an edit", () => {
  test("that adds a group tells its people, and nobody of them twice", async () => {
    const { bob, say, edit, name } = await world();
    const message = await say(`@${bob.username}`);
    const edited = await edit(message, `@${bob.username} ${name}`);
    expect(edited.mentions.groups).toHaveLength(1);
    expect(await db().mention.count({ where: { messageId: message.id } })).toBe(1);
    await edit(message, name);
    expect(await callsOf(bob)).toEqual([name]);
  });

  test("that takes a group out takes its mentions back, and putting it in again gives them back", async () => {
    const { bob, say, edit, name } = await world();
    const message = await say(name);
    expect((await edit(message, "nobody")).mentions).toEqual({ userIds: [], here: false, all: false });
    expect(await callsOf(bob)).toEqual([]);
    await edit(message, `${name} after all`);
    expect(await callsOf(bob)).toEqual([`${name} after all`]);
  });

  test("into a quote takes them back too", async () => {
    const { bob, say, edit, name } = await world();
    const message = await say(name);
    await edit(message, `> ${name}`);
    expect(await callsOf(bob)).toEqual([]);
  });

  test("a deletion leaves no group in the message", async () => {
    const { ada, bob, say, name } = await world();
    const message = await say(name);
    await deleteMessage(ada, { message: message.id });
    expect(await callsOf(bob)).toEqual([]);
    expect((await db().message.findUniqueOrThrow({ where: { id: message.id } })).mentionGroups).toEqual([]);
  });
});

test("two messages at once, one with a group, keep their own mentions", async () => {
  const { bob, cyd, say, name } = await world();
  const [one, two] = await Promise.all([say(name), say(`@${cyd.username}`)]);
  expect([await rowsOf(one), await rowsOf(two)]).toEqual([[bob.userId], [cyd.userId]]);
  expect(two.mentions).toEqual({ userIds: [cyd.userId], here: false, all: false });
});
