import { beforeEach, expect, test } from "vitest";
import { readCommits } from "@/lib/delivery/commit-work";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { titles, work } from "@/tests/support/link-cards";
import { html, web } from "@/tests/support/web";
import { type Person, person, refused, room } from "@/tests/support/world";
import { deleteMessage } from "../messages/edit/delete-message";
import { readMessage } from "../messages/read-message";
import { sendMessage } from "../messages/send/send-message";
import { setMember } from "../rooms/members/members";
import { cardsOfCommits } from "./enqueue-cards";
import { removeCard } from "./remove-card";

testDatabase();
beforeEach(() => db().linkPreview.deleteMany());

async function scene(): Promise<{
  owner: Person;
  writer: Person;
  other: Person;
  roomId: string;
  messageId: string;
}> {
  await web({ "a.example/": html("<title>a</title>"), "b.example/": html("<title>b</title>") });
  const [owner, writer, other] = [await person("Owner"), await person("Writer"), await person("Other")];
  const { id: roomId } = await room(owner, { members: [writer, other] });
  const { message } = await sendMessage(writer, {
    room: roomId,
    text: "http://a.example/ http://b.example/",
  });
  await readCommits([cardsOfCommits]);
  await work();
  return { owner, writer, other, roomId, messageId: message.id };
}

test("the author and moderators remove a card for everybody, without a trace of an edit", async () => {
  const { owner, writer, other, messageId } = await scene();
  const { rev } = await readMessage(other, { message: messageId });
  await removeCard(writer, { message: messageId, card: 1 });
  expect(await titles(other, messageId)).toEqual(["a"]);
  await removeCard(owner, { message: messageId, card: 0, url: "http://a.example/" });
  expect(await readMessage(other, { message: messageId })).toMatchObject({
    cards: [],
    editedAt: null,
    rev: rev + 2,
  });
});

test("other members are refused, and strangers learn nothing", async () => {
  const { owner, other, roomId, messageId } = await scene();
  const stranger = await person("Stranger");
  const remove = (who: Person) => removeCard(who, { message: messageId, card: 0 });
  await expect(remove(other)).rejects.toMatchObject(refused("forbidden"));
  await expect(remove(stranger)).rejects.toMatchObject(refused("not_found"));
  await setMember(owner, { room: roomId, user: other.userId, role: "moderator" });
  await remove(other);
  expect(await titles(owner, messageId)).toEqual(["b"]);
});

test("a card that is not there, or is another one by now, is left alone", async () => {
  const { writer, messageId } = await scene();
  await expect(removeCard(writer, { message: messageId, card: 2 })).rejects.toMatchObject(
    refused("not_found"),
  );
  await expect(
    removeCard(writer, { message: messageId, card: 0, url: "http://b.example/" }),
  ).rejects.toMatchObject(refused("conflict", "moved"));
  for (const card of ["x", -1, 1.5, 99, null])
    await expect(removeCard(writer, { message: messageId, card: card as number })).rejects.toMatchObject(
      refused("validation_failed"),
    );
  expect(await titles(writer, messageId)).toEqual(["a", "b"]);
});

test("two people who remove the same card at once remove one", async () => {
  const { owner, writer, messageId } = await scene();
  const remove = (who: Person) => removeCard(who, { message: messageId, card: 0, url: "http://a.example/" });
  await Promise.allSettled([remove(owner), remove(writer)]);
  expect(await titles(writer, messageId)).toEqual(["b"]);
});

test("the cards of a deleted message are gone", async () => {
  const { writer, messageId } = await scene();
  await deleteMessage(writer, { message: messageId });
  await expect(removeCard(writer, { message: messageId, card: 0 })).rejects.toMatchObject(refused("gone"));
});
