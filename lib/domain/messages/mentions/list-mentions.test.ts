import { describe, expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { twoRooms } from "@/tests/support/two-rooms";
import { type Person, person, refused } from "@/tests/support/world";
import { joinRoom } from "../../rooms/members/join-room";
import { leaveRoom } from "../../rooms/members/leave-room";
import { removeMember } from "../../rooms/members/members";
import { updateRoom } from "../../rooms/update/update-room";
import { deleteMessage } from "../edit/delete-message";
import { editMessage } from "../edit/edit-message";
import { sendMessage } from "../send/send-message";
import { listMentions } from "./list-mentions";

testDatabase();
const server = testServer();

const callsOf = async (who: Person) => (await listMentions(who, {})).items.map(({ text }) => text);

describe("mentions of a person", () => {
  test("by name, by @all and by @here comes from all rooms, newest first, each once", async () => {
    const { ada, bob, den, attic, say } = await twoRooms();
    const socket = await KINDS.plain(server.port, bob);
    const name = `@${bob.username}`;
    await say(`one ${name}`);
    await say("nobody");
    await say("two @all", attic);
    await say(`three ${name} @all @here`);
    await say("four @here", attic);
    expect(await callsOf(bob)).toEqual(["four @here", `three ${name} @all @here`, "two @all", `one ${name}`]);
    expect(await callsOf(ada)).toEqual([]);
    expect((await listMentions(bob, {})).items[1]!.roomId).toBe(den.id);
    expect(attic.id).not.toBe(den.id);
    socket.close();
  });

  test("by @here count only for people who were online", async () => {
    const { bob, say } = await twoRooms();
    await say("@here anybody?");
    expect(await callsOf(bob)).toEqual([]);
  });

  test("from before they joined do not count", async () => {
    const [{ den, say }, cyd] = [await twoRooms(), await person("Cyd")];
    await say("@all before");
    await joinRoom(cyd, { room: den.id });
    await say("@all after");
    expect(await callsOf(cyd)).toEqual(["@all after"]);
  });

  test("goes with the message, and with the name in it", async () => {
    const { ada, bob, say } = await twoRooms();
    const [gone, unnamed, kept] = [
      await say("@all gone"),
      await say(`@${bob.username} no`),
      await say("@all"),
    ];
    await deleteMessage(ada, { message: gone.id });
    await editMessage(ada, { message: unnamed.id, text: "no" });
    expect((await listMentions(bob, {})).items).toMatchObject([{ id: kept.id }]);
    await editMessage(ada, { message: unnamed.id, text: `yes @${bob.username}` });
    expect(await callsOf(bob)).toEqual(["@all", `yes @${bob.username}`]);
  });

  test("by themselves do not count", async () => {
    const { bob, den } = await twoRooms();
    await sendMessage(bob, { room: den.id, text: `@${bob.username} @all to myself` });
    expect(await callsOf(bob)).toEqual([]);
  });

  test("comes in pages without holes or doubles", async () => {
    const { bob, attic, den, say } = await twoRooms();
    const texts: string[] = [];
    for (let i = 0; i < 9; i++) {
      const text = i % 2 ? `${i} @all` : `${i} @${bob.username}`;
      texts.unshift(text);
      await say(text, i % 3 ? den : attic);
    }
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listMentions(bob, { limit: 2, cursor });
      found.push(...page.items.map(({ text }) => text));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(found).toEqual(texts);
    await expect(listMentions(bob, { cursor: "x" })).rejects.toMatchObject(refused("validation_failed"));
  });
});

describe("S12, S13: a person who lost the room", () => {
  test("finds none of its mentions", async () => {
    const { ada, bob, den, attic, say } = await twoRooms();
    await say(`@${bob.username} secret`);
    await say("@all secret");
    await say("@all kept", attic);
    await removeMember(ada, { room: den.id, user: bob.username });
    expect(await callsOf(bob)).toEqual(["@all kept"]);
  });

  test("does not get back those in hidden history", async () => {
    const { ada, bob, den, say } = await twoRooms();
    await say(`@${bob.username} before`);
    await updateRoom(ada, { room: den.id, history: "hidden" });
    await leaveRoom(bob, { room: den.id });
    await joinRoom(bob, { room: den.id });
    await say(`@${bob.username} after`);
    expect(await callsOf(bob)).toEqual([`@${bob.username} after`]);
  });
});
