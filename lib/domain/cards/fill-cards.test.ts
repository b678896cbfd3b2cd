import sharp from "sharp";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { heldPage, page, read, scene, titles, work } from "@/tests/support/link-cards";
import { html, type WebPage, web } from "@/tests/support/web";
import { linkHash } from "./link-previews";

testDatabase();

beforeEach(async () => {
  await db().job.deleteMany();
  await db().linkPreview.deleteMany();
});

const PICTURE = sharp({ create: { width: 600, height: 300, channels: 3, background: "#1f6a56" } })
  .png()
  .toBuffer();
const picture = async (type = "image/png"): Promise<WebPage> => {
  const bytes = await PICTURE;
  return (_request, response) => void response.writeHead(200, { "content-type": type }).end(bytes);
};

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
    const held = heldPage("a");
    const { requests } = await web({
      "a.example/": held.page,
    });
    const { ann, send } = await scene();
    const ids = await Promise.all([send("http://a.example/"), send("http://a.example/ again")]);
    const works = [work(), work()];
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    held.release();
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
