import sharp from "sharp";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { readCommits } from "@/lib/core/jobs/commit-work";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { html, type WebPage, web } from "@/tests/support/web";
import { type Person, person, room } from "@/tests/support/world";
import { deleteMessage } from "../messages/delete-message";
import { editMessage } from "../messages/edit-message";
import { forwardMessage } from "../messages/forward-message";
import { readMessage } from "../messages/read-message";
import { sendMessage } from "../messages/send-message";
import { joinRoom } from "../rooms/join-room";
import { cardsOfCommits } from "./enqueue-cards";
import { fillCardsJob } from "./fill-cards";
import { linkHash } from "./link-previews";
import { removeCard } from "./remove-card";

testDatabase();

beforeEach(async () => {
  await db().job.deleteMany();
  await db().linkPreview.deleteMany();
});

const page = (title: string, head = "") => html(`<head><title>${title}</title>${head}</head>`);
const PICTURE = sharp({ create: { width: 600, height: 300, channels: 3, background: "#1f6a56" } })
  .png()
  .toBuffer();
const picture = async (type = "image/png"): Promise<WebPage> => {
  const bytes = await PICTURE;
  return (_request, response) => void response.writeHead(200, { "content-type": type }).end(bytes);
};

async function scene(): Promise<{
  ann: Person;
  roomId: string;
  send(text: string, from?: Person): Promise<string>;
}> {
  const ann = await person("Ann");
  const { id: roomId } = await room(ann);
  const send = async (text: string, from = ann) => {
    const { message } = await sendMessage(from, { room: roomId, text });
    await readCommits([cardsOfCommits]);
    return message.id;
  };
  return { ann, roomId, send };
}

const work = () => runDueJobs([fillCardsJob]);
const read = (who: Person, message: string): Promise<MessageView> => readMessage(who, { message });
const titles = async (who: Person, message: string) =>
  (await read(who, message)).cards.map(({ title }) => title);

describe("a link gets a card", () => {
  test("after the send, as a change of the message, which does not count as edited", async () => {
    await web({
      "wiki.example/a": page(
        "Runbook",
        `<meta name=description content="Nine minutes."><meta property="og:image" content="/p.png">`,
      ),
      "wiki.example/p.png": await picture("application/octet-stream"),
    });
    const { ann, send } = await scene();
    const id = await send("see http://wiki.example/a");
    const before = await read(ann, id);
    expect(before.cards).toEqual([]);
    await work();
    const after = await read(ann, id);
    expect(after).toMatchObject({ rev: before.rev + 1, seq: before.seq, editedAt: null, text: before.text });
    expect(after.cards).toEqual([
      {
        url: "http://wiki.example/a",
        title: "Runbook",
        description: "Nine minutes.",
        siteName: "",
        host: "wiki.example",
        isVideo: false,
        isHidden: false,
        imageUrl: expect.stringMatching(new RegExp(`^/api/v1/messages/${id}/cards/images/[0-9a-f]{64}$`)),
        imageWidth: 256,
        imageHeight: 128,
      },
    ]);
  });

  test("five at most, in the order of the text, whichever page comes first", async () => {
    await web({ "a.example/*": (request, response) => page(request.url ?? "")(request, response) });
    const { ann, send } = await scene();
    const id = await send(Array.from({ length: 7 }, (_, i) => `http://a.example/${i}`).join(" "));
    await work();
    expect(await titles(ann, id)).toEqual(["/0", "/1", "/2", "/3", "/4"]);
  });

  test("and leads where it was posted, hidden behind a spoiler with it", async () => {
    await web({
      "a.example/": page(
        "a",
        `<link rel=canonical href="http://b.example/"><meta property="og:url" content="http://b.example/">`,
      ),
    });
    const { ann, send } = await scene();
    const id = await send("||http://a.example/#part||");
    await work();
    expect((await read(ann, id)).cards).toMatchObject([{ url: "http://a.example/#part", isHidden: true }]);
  });

  test("none in code or quotes, none to this server, none that looks secret", async () => {
    rememberAs("settings", { ...settings(), publicUrl: "https://chat.example" });
    onTestFinished(() => rememberAs("settings", { ...settings(), publicUrl: undefined }));
    const { requests, resolved } = await web({});
    const { ann, send } = await scene();
    const id = await send(
      "`http://a.example/1`\n> http://a.example/2\n\nhttps://chat.example/rooms/general http://a.example/?token=x <http://a.example/3>",
    );
    await work();
    expect([requests, resolved]).toEqual([[], []]);
    expect(await titles(ann, id)).toEqual([]);
  });

  test("none where the workspace has switched cards off", async () => {
    const { requests } = await web({ "a.example/": page("a") });
    const { ann, send } = await scene();
    await db().workspace.update({ where: { id: 1 }, data: { linkCards: false } });
    onTestFinished(
      async () => void (await db().workspace.update({ where: { id: 1 }, data: { linkCards: true } })),
    );
    const id = await send("http://a.example/");
    await work();
    expect([requests, await titles(ann, id)]).toEqual([[], []]);
  });
});

describe("a link is fetched once", () => {
  test("for everybody in the hour, whatever its fragment", async () => {
    const { requests } = await web({ "a.example/": page("a") });
    const [one, two] = [await scene(), await scene()];
    const ids = [await one.send("http://a.example/"), await two.send("[x](http://a.example/#b)")];
    await work();
    expect([await titles(one.ann, ids[0]!), await titles(two.ann, ids[1]!)]).toEqual([["a"], ["a"]]);
    expect(requests).toEqual(["a.example/"]);
  });

  test("while it is fetched, others wait for it", async () => {
    const gate = Promise.withResolvers<void>();
    const { requests } = await web({
      "a.example/": async (request, response) => {
        await gate.promise;
        page("a")(request, response);
      },
    });
    const { ann, send } = await scene();
    const ids = await Promise.all([send("http://a.example/"), send("http://a.example/ again")]);
    const works = [work(), work()];
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    gate.resolve();
    await Promise.all(works);
    expect(await Promise.all(ids.map((id) => titles(ann, id)))).toEqual([["a"], ["a"]]);
    expect(requests).toHaveLength(1);
  });

  test("again after the hour, and sooner where its server had failed", async () => {
    let isDown = true;
    const { requests } = await web({
      "a.example/": (request, response) =>
        isDown ? void response.writeHead(503).end() : page("a")(request, response),
      "b.example/": html("no title"),
    });
    const { ann, send } = await scene();
    const none = await send("http://b.example/");
    const id = await send("http://a.example/");
    await work();
    const [{ a, b }] = await db().$queryRaw<[{ a: number; b: number }]>`
      SELECT extract(epoch FROM max(expires_at) FILTER (WHERE has_failed) - now())::float8 AS a,
             extract(epoch FROM max(expires_at) FILTER (WHERE NOT has_failed) - now())::float8 AS b FROM link_preview`;
    expect(a).toBeLessThan(b / 10);

    isDown = false;
    await db().linkPreview.update({
      where: { hash: linkHash("http://a.example/") },
      data: { expiresAt: new Date(0) },
    });
    await db().job.updateMany({ data: { runAt: new Date(0) } });
    await work();
    expect([await titles(ann, id), await titles(ann, none)]).toEqual([["a"], []]);
    expect(requests.filter((one) => one.startsWith("b"))).toHaveLength(1);
  });

  test("and a process that died with it does not keep it", async () => {
    await web({ "a.example/": page("a") });
    await db().linkPreview.create({
      data: { hash: linkHash("http://a.example/"), claimedUntil: new Date(Date.now() - 1_000) },
    });
    const { ann, send } = await scene();
    const id = await send("http://a.example/");
    await work();
    expect(await titles(ann, id)).toEqual(["a"]);
  });
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
    const gate = Promise.withResolvers<void>();
    const { requests } = await web({
      "a.example/": async (request, response) => {
        await gate.promise;
        page("old")(request, response);
      },
      "b.example/": page("new"),
    });
    const { ann, send } = await scene();
    const id = await send("http://a.example/");
    const working = work();
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    await editMessage(ann, { message: id, text: "http://b.example/" });
    gate.resolve();
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
  const gate = Promise.withResolvers<void>();
  const { requests } = await web({
    "a.example/": async (request, response) => {
      await gate.promise;
      page("a")(request, response);
    },
  });
  const { ann, send } = await scene();
  const id = await send("http://a.example/");
  const working = work();
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  await deleteMessage(ann, { message: id });
  const { rev } = await read(ann, id);
  gate.resolve();
  await working;
  expect(await read(ann, id)).toMatchObject({ rev, cards: [] });
});

describe("rates", () => {
  async function botIn(roomId: string): Promise<Person> {
    const bot = await person("Bot");
    await db().user.update({ where: { id: bot.userId }, data: { isBot: true } });
    await joinRoom(bot, { room: roomId });
    return bot;
  }

  test("a person's links beyond the rate wait, and get their cards later", async () => {
    const { requests } = await web({
      "busy.example/*": (request, response) => page(request.url ?? "")(request, response),
    });
    const { ann, send } = await scene();
    const ids: string[] = [];
    for (let message = 0; message < 8; message++)
      ids.push(
        await send(
          Array.from({ length: 5 }, (_, link) => `http://busy.example/${message}/${link}`).join(" "),
        ),
      );
    await work();
    expect(requests.length).toBeLessThan(40);
    expect(requests.length).toBeGreaterThanOrEqual(20);
    const waiting = await db().job.findMany({ where: { kind: fillCardsJob.kind } });
    expect(waiting.length).toBeGreaterThan(0);
    for (const { runAt, attempts } of waiting) {
      expect(runAt.getTime()).toBeGreaterThan(Date.now() + 10_000);
      expect(attempts).toBe(0);
    }
    expect(await titles(ann, ids[0]!)).toHaveLength(5);
  });

  test("a bot's link gets one card a day in a room; a person's each time", async () => {
    await web({ "busy.example/": page("a") });
    const { ann, send, roomId } = await scene();
    const bot = await botIn(roomId);
    const ids = [await send("http://busy.example/", bot), await send("http://busy.example/", bot)];
    const people = [await send("http://busy.example/"), await send("http://busy.example/")];
    await work();
    expect((await Promise.all(ids.map((id) => titles(ann, id)))).map(({ length }) => length).sort()).toEqual([
      0, 1,
    ]);
    for (const id of people) expect(await titles(ann, id)).toEqual(["a"]);
  });

  test("a bot's link whose server fails at first gets its card with the next attempt", async () => {
    let isDown = true;
    await web({
      "late.example/": (request, response) =>
        isDown ? void response.writeHead(503).end() : page("a")(request, response),
    });
    const { ann, send, roomId } = await scene();
    const bot = await botIn(roomId);
    const ids = [await send("http://late.example/", bot), await send("http://late.example/", bot)];
    await work();
    isDown = false;
    await db().linkPreview.updateMany({ data: { expiresAt: new Date(0) } });
    await db().job.updateMany({ data: { runAt: new Date(0) } });
    await work();
    expect((await Promise.all(ids.map((id) => titles(ann, id)))).flat()).toEqual(["a"]);
  });

  test("a bot's link that it edits while its page is fetched gets its card", async () => {
    const gate = Promise.withResolvers<void>();
    const { requests } = await web({
      "slow.example/": async (request, response) => {
        await gate.promise;
        page("a")(request, response);
      },
    });
    const { ann, send, roomId } = await scene();
    const bot = await botIn(roomId);
    const id = await send("http://slow.example/", bot);
    const working = work();
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    await editMessage(bot, { message: id, text: "http://slow.example/ more" });
    gate.resolve();
    await working;
    await work();
    expect(await titles(ann, id)).toEqual(["a"]);
  });
});

test("the log names a host and a hash, and no link", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => void warned.mockRestore());
  await web({ "a.example/*": (_request, response) => void response.destroy() });
  const { send } = await scene();
  await send("http://a.example/a-private-path?x=1");
  await work();
  expect(JSON.stringify(warned.mock.calls)).not.toContain("private-path");
  expect(JSON.stringify(await db().job.findMany())).not.toContain("private-path");
  expect(JSON.stringify(await db().linkPreview.findMany())).not.toContain("private-path");
});
