import { beforeEach, describe, expect, test, vi } from "vitest";
import { readCommits } from "@/lib/delivery/commit-work";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { heldPage, page, read, scene, titles, work } from "@/tests/support/link-cards";
import { web } from "@/tests/support/web";
import { deleteMessage } from "../messages/edit/delete-message";
import { editMessage } from "../messages/edit/edit-message";
import { forwardMessage } from "../messages/send/forward-message";
import { cardsOfCommits } from "./enqueue-cards";
import { removeCard } from "./remove-card";

testDatabase();

beforeEach(async () => {
  await db().job.deleteMany();
  await db().linkPreview.deleteMany();
});

describe("an edit", () => {
  test("works out the links anew, and fetches only new ones", async () => {
    const { requests } = await web({ "a.example/": page("a"), "b.example/": page("b") });
    const { ann, send } = await scene();
    const id = await send("http://a.example/");
    await work();
    await editMessage(ann, { message: id, text: "http://b.example/ http://a.example/" });
    await work();
    expect(await titles(ann, id)).toEqual(["b", "a"]);
    expect(requests).toEqual(["a.example/", "b.example/"]);
  });

  test("that takes the last link away takes its card away", async () => {
    await web({ "a.example/": page("a") });
    const { ann, send } = await scene();
    const id = await send("http://a.example/");
    await work();
    await editMessage(ann, { message: id, text: "nothing" });
    await work();
    expect(await titles(ann, id)).toEqual([]);
  });

  test("while the page is fetched leaves no card of the old link", async () => {
    const held = heldPage("old");
    const { requests } = await web({
      "a.example/": held.page,
      "b.example/": page("new"),
    });
    const { ann, send } = await scene();
    const id = await send("http://a.example/");
    const working = work();
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    await editMessage(ann, { message: id, text: "http://b.example/" });
    held.release();
    await working;
    await work();
    expect(await titles(ann, id)).toEqual(["new"]);
    const [{ rev }] = await db().$queryRaw<[{ rev: number }]>`SELECT rev FROM message WHERE id = ${id}::uuid`;
    expect((await read(ann, id)).rev).toBe(rev);
  });

  test("that brings a removed link back brings no card", async () => {
    await web({ "a.example/": page("a"), "b.example/": page("b") });
    const { ann, send } = await scene();
    const id = await send("http://a.example/ http://b.example/");
    await work();
    await removeCard(ann, { message: id, card: 0 });
    expect(await titles(ann, id)).toEqual(["b"]);
    for (const text of ["nothing", "http://a.example/ and http://b.example/"]) {
      await editMessage(ann, { message: id, text });
      await work();
    }
    expect(await titles(ann, id)).toEqual(["b"]);
  });
});

test("a forwarded message gets cards of its own, from the same fetch", async () => {
  const { requests } = await web({ "a.example/": page("a") });
  const { ann, send, roomId } = await scene();
  const id = await send("http://a.example/");
  await work();
  const { message } = await forwardMessage(ann, { message: id, roomId });
  await readCommits([cardsOfCommits]);
  await work();
  expect(await titles(ann, message.id)).toEqual(["a"]);
  expect(requests).toEqual(["a.example/"]);
});

test("a message that is deleted while its page is fetched gets no card", async () => {
  const held = heldPage("a");
  const { requests } = await web({
    "a.example/": held.page,
  });
  const { ann, send } = await scene();
  const id = await send("http://a.example/");
  const working = work();
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  await deleteMessage(ann, { message: id });
  const { rev } = await read(ann, id);
  held.release();
  await working;
  expect(await read(ann, id)).toMatchObject({ rev, cards: [] });
});
