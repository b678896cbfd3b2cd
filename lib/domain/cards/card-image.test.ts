import sharp from "sharp";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { ensureJob } from "@/lib/core/jobs/periodic";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { readCommits } from "@/lib/delivery/commit-work";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { testDatabase } from "@/tests/support/database";
import { work } from "@/tests/support/link-cards";
import { html, redirect, type WebPage, web } from "@/tests/support/web";
import { type Person, person, refused, room } from "@/tests/support/world";
import { deleteUnknownBytes } from "../files/sweep/sweep-storage";
import { deleteMessage } from "../messages/edit/delete-message";
import { readMessage } from "../messages/read-message";
import { sendMessage } from "../messages/send/send-message";
import { leaveRoom } from "../rooms/members/leave-room";
import { cardsOfCommits } from "./enqueue-cards";
import { readCardImage } from "./read-card-image";
import { removeCard } from "./remove-card";
import { sweepCardsJob } from "./sweep-cards";

testDatabase();

beforeEach(async () => {
  await db().job.deleteMany();
  await db().linkPreview.deleteMany();
});

const square = (size: number, color = "#1f6a56") =>
  sharp({ create: { width: size, height: size, channels: 3, background: color } });
const bytes = (body: Buffer | string, type: string): WebPage => html(body as Buffer, type);

/** Posts a link whose page has this picture. */
async function postWithPicture(pages: Record<string, WebPage>, image: string, members: Person[] = []) {
  const site = await web({
    "a.example/": html(`<title>a</title><meta property="og:image" content="${image}">`),
    ...pages,
  });
  const ann = await person("Ann");
  const { id: roomId } = await room(ann, { members });
  const { message } = await sendMessage(ann, { room: roomId, text: "http://a.example/" });
  await readCommits([cardsOfCommits]);
  await work();
  const [card] = (await readMessage(ann, { message: message.id })).cards;
  return { ann, roomId, messageId: message.id, card: card!, site };
}

const hashIn = (imageUrl: string | null) => imageUrl?.split("/").at(-1) ?? "";

describe("a card's picture", () => {
  test("is made small, encoded anew and served to readers alone", async () => {
    const [bob, eve] = [await person("Bob"), await person("Eve")];
    const photo = await square(1_000)
      .withExif({ IFD0: { Copyright: "secret place" } })
      .jpeg()
      .toBuffer();
    const { card, messageId, roomId } = await postWithPicture(
      { "a.example/p.jpg": bytes(photo, "image/jpeg") },
      "/p.jpg",
      [bob],
    );
    const image = hashIn(card.imageUrl);
    const read = (who: Person) => readCardImage(who, { message: messageId, image });
    const { image: served } = (await read(bob)) as { image: Uint8Array };
    expect(await sharp(served).metadata()).toMatchObject({ format: "webp", width: 256, height: 256 });
    expect(Buffer.from(served).includes("secret place")).toBe(false);
    await expect(read(eve)).rejects.toMatchObject(refused("not_found"));
    await leaveRoom(bob, { room: roomId });
    await expect(read(bob)).rejects.toMatchObject(refused("not_found"));
  });

  test("is told from its bytes, whatever its server calls it", async () => {
    const pages = { "a.example/x": bytes(await square(64).png().toBuffer(), "application/octet-stream") };
    expect((await postWithPicture(pages, "/x")).card).toMatchObject({ imageWidth: 64, imageHeight: 64 });
  });

  test("stands still where its page's moves", async () => {
    const raw = { width: 64, height: 128, channels: 3 as const, pageHeight: 64 };
    const gif = await sharp(Buffer.alloc(64 * 128 * 3, 90).fill(200, 64 * 64 * 3), { raw })
      .gif({ delay: [100, 100] })
      .toBuffer();
    expect((await sharp(gif).metadata()).pages).toBe(2);
    const { ann, card, messageId } = await postWithPicture({ "a.example/p": bytes(gif, "image/gif") }, "/p");
    expect(card).toMatchObject({ imageWidth: 64, imageHeight: 64 });
    const { image } = (await readCardImage(ann, { message: messageId, image: hashIn(card.imageUrl) })) as {
      image: Uint8Array;
    };
    expect((await sharp(image).metadata()).pages ?? 1).toBe(1);
  });

  test.each([
    [
      "SVG",
      async () => "<svg xmlns='http://www.w3.org/2000/svg' width='99' height='99'></svg>",
      "image/svg+xml",
    ],
    ["a tracking pixel", () => square(1).png().toBuffer(), "image/png"],
    ["a broken one", async () => (await square(300).png().toBuffer()).subarray(0, 200), "image/png"],
    ["HTML", async () => "<html></html>", "image/png"],
    [
      "one beyond 2 MB",
      async () => Buffer.concat([await square(64).png().toBuffer(), Buffer.alloc(3_000_000)]),
      "image/png",
    ],
  ])("is none for %s; the card does without", async (_, body, type) => {
    const { card } = await postWithPicture({ "a.example/p": bytes(await body(), type) }, "/p");
    expect(card).toMatchObject({ title: "a", imageUrl: null, imageWidth: null });
  });

  test("passes the guard, redirects too", async () => {
    const { card, site } = await postWithPicture(
      { "cdn.example/p": redirect("http://169.254.169.254/latest/meta-data") },
      "http://cdn.example/p",
    );
    expect(card.imageUrl).toBeNull();
    expect(site.connected.flat()).not.toContain("169.254.169.254");
    expect((await postWithPicture({}, "http://127.0.0.1/p.png")).card.imageUrl).toBeNull();
  });

  test("of a message is not found through another message", async () => {
    const pages = { "a.example/p": bytes(await square(64).png().toBuffer(), "image/png") };
    const { ann, roomId, card } = await postWithPicture(pages, "/p");
    const { message: other } = await sendMessage(ann, { room: roomId, text: "no link" });
    await expect(
      readCardImage(ann, { message: other.id, image: hashIn(card.imageUrl) }),
    ).rejects.toMatchObject(refused("not_found"));
    await expect(readCardImage(ann, { message: other.id, image: "../x" })).rejects.toMatchObject(
      refused("not_found"),
    );
  });

  test.each(["deleted", "without its card"])("is gone with a message that is %s", async (state) => {
    const pages = { "a.example/p": bytes(await square(70).png().toBuffer(), "image/png") };
    const { ann, messageId, card } = await postWithPicture(pages, "/p");
    if (state === "deleted") await deleteMessage(ann, { message: messageId });
    else await removeCard(ann, { message: messageId, card: 0 });
    await expect(
      readCardImage(ann, { message: messageId, image: hashIn(card.imageUrl) }),
    ).rejects.toMatchObject(refused("not_found"));
  });
});

describe("no picture is fetched", () => {
  beforeEach(() => {
    const before = settings();
    rememberAs("settings", { ...before, publicUrl: "http://chat.example" });
    onTestFinished(() => rememberAs("settings", before));
  });

  test.each([
    ["of this server", "http://chat.example/p.png"],
    ["of this server by a redirect", "http://cdn.example/to-chat"],
    ["of this server by its name with a dot", "http://chat.example./p.png"],
    ["behind a link that a fetch spends", "http://cdn.example/unsubscribe?u=1"],
    ["behind such a link by a redirect", "http://cdn.example/to-unsubscribe"],
  ])("%s", async (_, image) => {
    const png = bytes(await square(70).png().toBuffer(), "image/png");
    const { card, site } = await postWithPicture(
      {
        "chat.example/p.png": png,
        "chat.example./p.png": png,
        "cdn.example/unsubscribe?u=1": png,
        "cdn.example/to-chat": redirect("http://chat.example/p.png"),
        "cdn.example/to-unsubscribe": redirect("/unsubscribe?u=1"),
      },
      image,
    );
    expect(card).toMatchObject({ title: "a", imageUrl: null });
    expect(site.requests.filter((one) => /^chat|\/unsubscribe/.test(one))).toEqual([]);
  });
});

test("a picture with a signed address, as image hosts have them, is fetched", async () => {
  const png = bytes(await square(75).png().toBuffer(), "image/png");
  const address = "cdn.example/p.png?sig=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b";
  const { card } = await postWithPicture({ [address]: png }, `http://${address}`);
  expect(card.imageUrl).not.toBeNull();
});

test("the sweep of the storage knows pictures of cards by their rows", async () => {
  const pages = { "a.example/p": bytes(await square(90).png().toBuffer(), "image/png") };
  const { card } = await postWithPicture(pages, "/p");
  const { key } = await db().cardImage.findUniqueOrThrow({ where: { hash: hashIn(card.imageUrl) } });
  expect(await deleteUnknownBytes([key])).toBe(0);
  expect(await fileStorage().size(key)).not.toBeNull();
});

test("the sweep deletes pictures a day after the last message, and expired pages", async () => {
  const first = { "a.example/p": bytes(await square(80).png().toBuffer(), "image/png") };
  const { ann, messageId, card } = await postWithPicture(first, "/p");
  const image = await db().cardImage.findUniqueOrThrow({ where: { hash: hashIn(card.imageUrl) } });
  const sweep = async () => {
    await ensureJob(sweepCardsJob);
    await db().job.updateMany({ data: { runAt: new Date(0) } });
    await runDueJobs([sweepCardsJob]);
    return { pages: await db().linkPreview.count(), bytes: await fileStorage().size(image.key) };
  };
  const weekAgo = new Date(Date.now() - 7 * 24 * 3_600_000);
  await db().cardImage.updateMany({ data: { seenAt: weekAgo } });
  expect(await sweep()).toEqual({ pages: 1, bytes: expect.any(Number) });

  await db().linkPreview.updateMany({ data: { expiresAt: weekAgo } });
  await deleteMessage(ann, { message: messageId });
  await db().cardImage.updateMany({ data: { seenAt: new Date() } });
  expect(await sweep()).toEqual({ pages: 0, bytes: expect.any(Number) });

  await db().cardImage.updateMany({ data: { seenAt: weekAgo } });
  expect(await sweep()).toEqual({ pages: 0, bytes: null });
  expect(await db().job.count({ where: { kind: sweepCardsJob.kind } })).toBe(1);
});
