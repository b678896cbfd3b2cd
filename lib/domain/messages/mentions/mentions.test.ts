import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { CORPUS, MEMBERS } from "@/tests/support/mention-corpus";
import { person, room } from "@/tests/support/world";
import { editMessage } from "../edit/edit-message";
import { sendMessage } from "../send/send-message";

testDatabase();

const nameOf = new Map<string, string>();

/** A room with the people of the corpus, who are the same for all tests. */
async function world() {
  const sender = await person("Sender");
  const { id: roomId } = await room(sender);
  if (nameOf.size === 0)
    for (const username of MEMBERS) {
      const user = { id: uuid(), username, usernameKey: username, displayName: username };
      await db().user.create({ data: user });
      nameOf.set(user.id, username);
    }
  await db().membership.createMany({ data: [...nameOf.keys()].map((userId) => ({ roomId, userId })) });
  const send = async (text: string) => (await sendMessage(sender, { room: roomId, text })).message.id;
  return { sender, send };
}

async function calledBy(id: string) {
  const { mentionUserIds, mentionHere, mentionAll } = await db().message.findUniqueOrThrow({ where: { id } });
  return { names: mentionUserIds.map((one) => nameOf.get(one)).sort(), here: mentionHere, all: mentionAll };
}

const expected = CORPUS.map(([text, names, everybody]) => [
  text,
  { names, here: everybody === "here", all: everybody === "all" },
]);

describe("the server", () => {
  test("a new message mentions people by the corpus", async () => {
    const { send } = await world();
    const called = await Promise.all(CORPUS.map(async ([text]) => [text, await calledBy(await send(text))]));
    expect(called).toEqual(expected);
  }, 60_000);

  test("an edited message mentions people by the corpus", async () => {
    const { sender, send } = await world();
    const edited = async (text: string) => {
      const message = await send("nobody yet");
      await editMessage(sender, { message, text });
      return calledBy(message);
    };
    const called = await Promise.all(CORPUS.map(async ([text]) => [text, await edited(text)]));
    expect(called).toEqual(expected);
  }, 60_000);

  test("picks the longest name of a member, not an outsider's", async () => {
    const { send } = await world();
    const outsider = { username: "ada.outside", usernameKey: "ada.outside", displayName: "Ada" };
    await db().user.create({ data: { id: uuid(), ...outsider } });
    expect((await calledBy(await send("@ada.outside"))).names).toEqual(["ada"]);
  });
});
