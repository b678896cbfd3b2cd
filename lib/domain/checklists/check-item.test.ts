import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { call } from "@/tests/support/rest";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, refused, room, session } from "@/tests/support/world";
import { deleteMessage } from "../messages/edit/delete-message";
import { editMessage } from "../messages/edit/edit-message";
import { listRevisions } from "../messages/edit/message-history";
import { readMessage } from "../messages/read-message";
import { sendMessage } from "../messages/send/send-message";
import { leaveRoom } from "../rooms/members/leave-room";
import { updateRoom } from "../rooms/update/update-room";
import { checkItem } from "./check-item";

testDatabase();
const server = testServer();

const LIST = "Before Friday:\n- [ ] milk\n- [x] bread\n- [ ] eggs";

/** Ada's room with Bob in it, and a checklist of hers. */
async function world(text = LIST) {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const { message } = await sendMessage(ada, { room: den.id, text });
  return { ada, bob, den, message: message as MessageView };
}

type Id = { id: string };
const check = (who: Person, { id }: Id, item: number, checked = true, more: object = {}) =>
  checkItem(who, { message: id, item, checked, ...more });
const read = (who: Person, { id }: Id) => readMessage(who, { message: id });
const checksOf = async (who: Person, message: Id) =>
  (await read(who, message)).checks.map(({ item, checked }) => [item, checked]);

describe("checking an item", () => {
  test("is for every member, says who, and edits nothing", async () => {
    const { ada, bob, message } = await world();
    await check(bob, message, 1);
    await check(ada, message, 2, false);
    const now = await read(ada, message);
    expect(now).toMatchObject({
      text: LIST,
      editedAt: null,
      rev: message.rev + 2,
      checks: [
        { item: 1, checked: true, userId: bob.userId },
        { item: 2, checked: false, userId: ada.userId },
      ],
    });
    expect((await listRevisions(ada, { message: message.id })).items).toEqual([]);
  });

  test("changes nothing for the same state again", async () => {
    const { bob, message } = await world();
    await check(bob, message, 2);
    expect((await read(bob, message)).rev).toBe(message.rev);
    await check(bob, message, 1);
    await check(bob, message, 1);
    expect((await read(bob, message)).rev).toBe(message.rev + 1);
  });

  test("loses nothing when people check different items at once", async () => {
    const text = Array.from({ length: 20 }, (_, index) => `- [ ] item ${index}`).join("\n");
    const { ada, bob, message } = await world(text);
    const items = Array.from({ length: 20 }, (_, index) => index + 1);
    await Promise.all(items.map((item) => check(item % 2 ? ada : bob, message, item)));
    expect(await checksOf(ada, message)).toEqual(items.map((item) => [item, true]));
  });

  test("reaches open pages as a change, and notifies nobody", async () => {
    const { ada, bob, den, message } = await world();
    const client = await KINDS.plain(server.port, { ...ada, ...(await session(ada.userId)) });
    const other = await KINDS["Socket.IO"](server.port, { ...bob, ...(await session(bob.userId)) });
    const before = await db().membership.findMany({ where: { roomId: den.id } });
    await other.ask("check", { messageId: message.id, item: 3, checked: true, editedAt: null });
    const frame = await client.until(({ type }) => type === "messages");
    expect(frame.items).toMatchObject([{ id: message.id, checks: [{ item: 3, checked: true }] }]);
    expect(await db().membership.findMany({ where: { roomId: den.id } })).toEqual(before);
    for (const one of [client, other]) one.close();
  });

  test("is refused on a text that was edited meanwhile", async () => {
    const { ada, bob, message } = await world();
    await check(bob, message, 1, true, { editedAt: null });
    const { editedAt } = await editMessage(ada, { message: message.id, text: `${LIST}\n- [ ] tea` });
    await expect(check(bob, message, 3, true, { editedAt: null })).rejects.toMatchObject(
      refused("conflict", "text_changed"),
    );
    await check(bob, message, 4, true, { editedAt });
    expect(await checksOf(ada, message)).toEqual([
      [1, true],
      [4, true],
    ]);
  });

  test("survives an edit where its item does", async () => {
    const { ada, bob, message } = await world();
    await check(bob, message, 1);
    await check(bob, message, 3);
    await editMessage(ada, { message: message.id, text: "- [ ] eggs\n- [ ] oat milk" });
    expect(await checksOf(ada, message)).toEqual([[1, true]]);
  });

  test("is refused to strangers, in an archived room, and where only moderators post", async () => {
    const { ada, bob, den, message } = await world();
    await expect(check(await person("Eve"), message, 1)).rejects.toMatchObject(refused("not_found"));
    await updateRoom(ada, { room: den.id, posting: "moderators" });
    await expect(check(bob, message, 1)).rejects.toMatchObject(refused("forbidden"));
    await check(ada, message, 1);
    await updateRoom(ada, { room: den.id, archived: true });
    await expect(check(ada, message, 3)).rejects.toMatchObject(refused("forbidden", "archived"));
    await leaveRoom(bob, { room: den.id });
    await expect(check(bob, message, 1)).rejects.toMatchObject(refused("not_found"));
  });

  test("is refused with a token that only reads, and on a deleted message", async () => {
    const { ada, bob, message } = await world();
    await check(bob, message, 1);
    await db().session.update({ where: { id: bob.sessionId }, data: { scopes: ["read"] } });
    await expect(check(bob, message, 3)).rejects.toMatchObject(refused("forbidden", "scope_missing"));
    await deleteMessage(ada, { message: message.id });
    await expect(check(ada, message, 3)).rejects.toMatchObject(refused("gone"));
    expect(await checksOf(ada, message)).toEqual([]);
  });

  test.each([
    ["a plain text", "hello", 1],
    ["code", "```\n- [ ] no\n```", 1],
    ["a quote", "> - [ ] no", 1],
    ["an item too many", LIST, 4],
    ["the item after two hundred", "- [ ] x\n".repeat(300), 201],
  ])("finds no item in %s", async (_place, text, item) => {
    const { bob, message } = await world(text);
    await expect(check(bob, message, item)).rejects.toMatchObject(refused("not_found"));
  });

  test.each([
    ["item", "0", { checked: true }],
    ["item", "x", { checked: true }],
    ["item", "1.5", { checked: true }],
    ["checked", "1", {}],
    ["checked", "1", { checked: "yes" }],
    ["editedAt", "1", { checked: true, editedAt: "yesterday" }],
  ])("names a wrong %s (%s)", async (path, item, body) => {
    const { bob, message } = await world();
    const { status, json } = await call("PUT", `/messages/${message.id}/checklist/${item}`, {
      as: bob,
      body,
    });
    expect([status, json.errors[0].path]).toEqual([422, path]);
  });
});
