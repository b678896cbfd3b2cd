import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { ask, expect, heard, lines, post, roomOf, type Someone, say, sayAll, test, unique } from "./fixtures";
import { type Parley, startParley } from "./server";

/** The web as the server sees it through LINK_PROXY: nothing on this machine has to be allowed for it. */
async function pretendedWeb(): Promise<{ proxy: Server; url: string; asked: string[]; release(): void }> {
  const picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: "#1f6a56" } })
    .png()
    .toBuffer();
  const asked: string[] = [];
  const gate = Promise.withResolvers<void>();
  const proxy = createServer(async (request, response) => {
    asked.push(request.url ?? "");
    if (request.url?.includes("slow")) await gate.promise;
    if (request.url?.endsWith(".png"))
      return void response.writeHead(200, { "content-type": "image/png" }).end(picture);
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(`<head><title>Runbook: restarting Postgres</title>
      <meta name="description" content="Pause the pooler, drain, restart, resume. Nine minutes.">
      <meta property="og:image" content="/db.png"></head>`);
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    proxy,
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    asked,
    release: gate.resolve,
  };
}

const journey = test.extend<{ server: Parley; site: Awaited<ReturnType<typeof pretendedWeb>> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures out of this pattern
  site: async ({}, use) => {
    const site = await pretendedWeb();
    await use(site);
    site.release();
    site.proxy.closeAllConnections();
    site.proxy.close();
  },
  server: async ({ site }, use) => {
    const server = await startParley({ LINK_PROXY: site.url });
    await post(server, "/auth/register", {
      username: "root",
      password: "correct horse battery",
      registration: "open",
    });
    await use(server);
    await server.stop();
  },
});

const cardIn = (page: Page) => heard(page).getByRole("group", { name: /^Preview of / });

async function open(person: Someone, room: { name: string }): Promise<Page> {
  await person.page.goto(`/rooms/${encodeURIComponent(room.name)}`);
  return person.page;
}

const top = async (line: Locator) => (await line.boundingBox())!.y;

journey(
  "a link's card arrives for both, moves no line, and is removed for both",
  async ({ signedIn, server, site }) => {
    const [ada, bob] = [await signedIn("Ada", { server }), await signedIn("Bob", { server })];
    const den = await roomOf(server, unique("Den"), [ada, bob]);
    await sayAll(server, den.id, lines(60), ada.token);
    // Bob has read everything, so that his room opens at its end.
    const { seq } = await ask(server, "GET", `/rooms/${den.id}`, undefined, bob.token);
    await post(server, `/rooms/${den.id}/read`, { lastReadSeq: seq }, bob.token);
    const [here, there] = [await open(ada, den), await open(bob, den)];

    // Bob reads further up while the page is fetched.
    await say(here, "See http://wiki.example/slow");
    await expect(heard(there)).toContainText("wiki.example/slow");
    await heard(there).getByText("line 25.", { exact: true }).scrollIntoViewIfNeeded();
    const line = heard(there).getByText("line 30.", { exact: true });
    await expect(line).toBeVisible();
    const before = await top(line);
    site.release();
    await expect(cardIn(here)).toContainText("Runbook: restarting Postgres");
    await expect(cardIn(here)).toContainText("wiki.example");
    await expect(cardIn(there)).toHaveCount(1);
    expect(Math.abs((await top(line)) - before)).toBeLessThanOrEqual(1);

    // Ada is at the end and stays there: the card is in sight.
    await expect(cardIn(here)).toBeInViewport({ ratio: 1 });
    const picture = cardIn(here).locator("img");
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(256);
    expect(await picture.getAttribute("src")).toMatch(/^\/api\/v1\/messages\//);
    await expect(cardIn(here).getByRole("link")).toHaveAttribute("href", "http://wiki.example/slow");
    expect(site.asked.filter((url) => url.endsWith("slow"))).toHaveLength(1);

    // Bob may not remove it, Ada does, from the keyboard.
    await expect(cardIn(there).getByRole("button")).toHaveCount(0);
    await cardIn(here).getByRole("link").focus();
    await here.keyboard.press("Tab");
    await expect(cardIn(here).getByRole("button", { name: "Remove preview" })).toBeFocused();
    await here.keyboard.press("Enter");
    await expect(cardIn(here)).toHaveCount(0);
    await expect(cardIn(there)).toHaveCount(0);
    await expect(heard(there).getByText("(edited)")).toHaveCount(0);
    await here.reload();
    await expect(heard(here)).toContainText("wiki.example/slow");
    await expect(cardIn(here)).toHaveCount(0);
  },
);

journey(
  "S16: a linked message is quoted to those who are in its room, and to nobody else",
  async ({ signedIn, server, site }) => {
    const [ada, bob, eve] = [
      await signedIn("Ada", { server }),
      await signedIn("Bob", { server }),
      await signedIn("Eve", { server }),
    ];
    const den = await roomOf(server, unique("Den"), [ada, bob, eve]);
    const secret = await post(server, "/rooms", { kind: "group", name: unique("Secret plans") }, ada.token);
    const [{ id: bobId }] = (await ask(server, "GET", `/users?q=${bob.username}`, undefined, ada.token))
      .items;
    await post(server, `/rooms/${secret.id}/members`, { userIds: [bobId] }, ada.token);
    const said = await post(
      server,
      `/rooms/${secret.id}/messages`,
      { text: "The launch is in May" },
      ada.token,
    );

    const pages = [await open(ada, den), await open(bob, den), await open(eve, den)] as const;
    await say(pages[0], `${server.url}/rooms/${secret.id}?message=${said.seq}`);
    for (const page of pages) await expect(heard(page)).toContainText(secret.id);
    for (const page of pages.slice(0, 2)) await expect(heard(page)).toContainText("The launch is in May");
    await expect(heard(pages[2])).not.toContainText("The launch is in May");

    // Bob leaves: the quote goes, and does not come back with a reload.
    await post(server, `/rooms/${secret.id}/leave`, {}, bob.token);
    await expect(heard(pages[1])).not.toContainText("The launch is in May");
    await pages[1].reload();
    await expect(heard(pages[1])).toContainText(secret.id);
    await expect(heard(pages[1])).not.toContainText("The launch is in May");
    expect(site.asked).toEqual([]);
  },
);

journey("one's own settings and the workspace's switch cards off", async ({ signedIn, server }) => {
  const ada = await signedIn("Ada", { server });
  const den = await roomOf(server, unique("Den"), [ada]);
  const page = await open(ada, den);
  await say(page, "http://wiki.example/a");
  await expect(cardIn(page)).toHaveCount(1);
  await page.goto("/settings/appearance");
  await page.getByLabel("Show link previews").uncheck();
  await expect(page.getByText("Saved").first()).toBeVisible();
  await open(ada, den);
  await expect(heard(page)).toContainText("wiki.example/a");
  await expect(cardIn(page)).toHaveCount(0);
});
