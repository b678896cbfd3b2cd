import { beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { heldPage, page, scene, titles, work } from "@/tests/support/link-cards";
import { web } from "@/tests/support/web";
import { type Person, person } from "@/tests/support/world";
import { editMessage } from "../messages/edit/edit-message";
import { joinRoom } from "../rooms/members/join-room";
import { fillCardsJob } from "./fill-cards";

testDatabase();

beforeEach(async () => {
  await db().job.deleteMany();
  await db().linkPreview.deleteMany();
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
    const held = heldPage("a");
    const { requests } = await web({
      "slow.example/": held.page,
    });
    const { ann, send, roomId } = await scene();
    const bot = await botIn(roomId);
    const id = await send("http://slow.example/", bot);
    const working = work();
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    await editMessage(bot, { message: id, text: "http://slow.example/ more" });
    held.release();
    await working;
    await work();
    expect(await titles(ann, id)).toEqual(["a"]);
  });
});
