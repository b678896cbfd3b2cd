import { expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import type { WireMessage } from "@/lib/shared/live";
import { isUnread, mentionsReader } from "@/lib/shared/messages/unread";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { person, room } from "@/tests/support/world";
import { createGroup } from "../../groups/create-group";
import { updateGroup } from "../../groups/update-group";
import { deleteMessage } from "../../messages/edit/delete-message";
import { editMessage } from "../../messages/edit/edit-message";
import { listMessages } from "../../messages/list-messages";
import { sendMessage } from "../../messages/send/send-message";
import { joinRoom } from "../members/join-room";
import { readRoom } from "../read-room";
import { markRead } from "./mark-read";

testDatabase();
const server = testServer();

test("database and browser count the same unread messages and mentions, from every mark", async () => {
  const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
  const den = await room(bob, { members: [ada] });
  await KINDS.plain(server.port, ada);
  const say = async (who: typeof ada, text: string) =>
    (await sendMessage(who, { room: den.id, text })).message;

  const root = await person("Root", "administrator");
  const team = { handle: "counted", name: "Counted", memberIds: [ada.userId, eve.userId] };
  const { id: teamId } = await createGroup(root, team);

  await say(ada, `my own @${ada.username} @all @counted`);
  for (const text of [
    "talk",
    `@${ada.username}`,
    `@${eve.username}`,
    "@all",
    "@here",
    "`@all`",
    "@counted",
    "> @counted",
  ])
    await say(bob, text);
  for (const text of ["talk", `@${ada.username}`, "@channel", "@here"])
    await deleteMessage(bob, { message: (await say(bob, text)).id });
  for (const [before, after] of [
    ["talk", `@${ada.username}`],
    [`@${ada.username}`, "talk"],
    ["@all", "@here"],
    ["@here @everyone", "@here"],
    ["@counted", "talk"],
    ["talk", `@counted @${ada.username}`],
  ] as const)
    await editMessage(bob, { message: (await say(bob, before)).id, text: after });
  await updateGroup(root, { group: teamId, removeMemberIds: [ada.userId] });
  await joinRoom(eve, { room: den.id }); // A line of the room itself.

  const { items } = await listMessages(ada, { room: den.id, limit: 200 });
  // An `@here` that an edit adds reaches nobody, which only the database knows.
  const addedHere = items.find(
    ({ text, editedAt, seq }) => text === "@here" && editedAt && seq < items.at(-1)!.seq,
  )!;
  const mentions = (message: WireMessage) =>
    mentionsReader(message, ada.userId) && message.seq !== addedHere.seq;
  for (const { seq } of [{ seq: 0 }, ...items]) {
    await markRead(ada, { room: den.id, lastReadSeq: seq, force: true });
    const unread = items.filter((message) => isUnread(message, ada.userId, seq));
    expect([seq, await readRoom(ada, { room: den.id })]).toMatchObject([
      seq,
      { unreadCount: unread.length, mentionCount: unread.filter(mentions).length },
    ]);
  }
  expect(await db().message.count({ where: { roomId: den.id } })).toBe(items.length);
});
