import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { composer, expect, heard, roomOf, type Someone, say, test, unique } from "./fixtures";

type Parley = Parameters<typeof roomOf>[0];
type Given = { name: string; type: string; bytes: Buffer };

/** Ada and Bob in a room, each on its page. */
async function pair(parley: Parley, signedIn: (name: string) => Promise<Someone>) {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  for (const { page } of [ada, bob]) {
    await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
    await expect(composer(page)).toBeVisible();
  }
  await expect(ada.page.getByRole("button", { name: "Add a file or a poll" })).toBeVisible();
  return { ada, bob, den };
}

const picture = async (name = "image.png", colour = "#1f6a56"): Promise<Given> => ({
  name,
  type: "image/png",
  bytes: await sharp({ create: { width: 320, height: 200, channels: 3, background: colour } })
    .png()
    .toBuffer(),
});

const binary = (name: string, size: number): Given => ({
  name,
  type: "application/octet-stream",
  bytes: randomBytes(size),
});

/** Fires an event that carries files, as a paste or a drop does. */
const hand = (page: Page, kind: "paste" | "drop", files: Given[], texts: Record<string, string> = {}) =>
  page.evaluate(
    ({ kind, files, texts }) => {
      const data = new DataTransfer();
      for (const { name, type, base64 } of files)
        data.items.add(
          new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name, { type }),
        );
      for (const [type, text] of Object.entries(texts)) data.setData(type, text);
      const options = { bubbles: true, cancelable: true };
      const target = document.activeElement ?? document.body;
      if (kind === "paste")
        return !target.dispatchEvent(new ClipboardEvent("paste", { ...options, clipboardData: data }));
      const log = document.querySelector("[role=log]") ?? document.body;
      for (const type of ["dragenter", "dragover"])
        log.dispatchEvent(new DragEvent(type, { ...options, dataTransfer: data }));
      return !log.dispatchEvent(new DragEvent("drop", { ...options, dataTransfer: data }));
    },
    {
      kind,
      texts,
      files: files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString("base64") })),
    },
  );

const pick = (page: Page, files: Given[]) =>
  page
    .locator("input[type=file][data-any]")
    .setInputFiles(files.map(({ name, type, bytes }) => ({ name, mimeType: type, buffer: bytes })));

const tray = (page: Page) =>
  page
    .locator("form")
    .filter({ has: composer(page) })
    .getByRole("list", { name: "Files to send" });
const chips = (page: Page) => tray(page).getByRole("listitem");

type SentFile = { name: string; size: number; url: string; description: string; width: number | null };

/** The files of the newest message of a room, as the server lists them. */
async function filesSent(parley: Parley, roomId: string, { token }: Someone): Promise<SentFile[]> {
  const response = await fetch(`${parley.url}/api/v1/rooms/${roomId}/messages?limit=1`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { items } = (await response.json()) as { items: { attachments: SentFile[] }[] };
  return items.at(-1)?.attachments ?? [];
}

async function bytesOf(parley: Parley, { url }: SentFile, { token }: Someone): Promise<Buffer> {
  const response = await fetch(`${parley.url}${url}`, { headers: { authorization: `Bearer ${token}` } });
  return Buffer.from(await response.arrayBuffer());
}

/** Expects that a file arrives at a reader of the room, byte for byte. */
async function expectArrival(parley: Parley, roomId: string, reader: Someone, { name, bytes }: Given) {
  await expect(heard(reader.page)).toContainText(name, { timeout: 60_000 });
  const [sent] = await filesSent(parley, roomId, reader);
  expect((await bytesOf(parley, sent!, reader)).equals(bytes)).toBe(true);
}

/** Slows the uploads of somebody's page down to so many bytes a second. @returns a function that ends it */
async function slowUploads({ context, page }: Someone, bytesPerSecond: number) {
  const line = await context.newCDPSession(page);
  const limit = (uploadThroughput: number) =>
    line.send("Network.emulateNetworkConditions", {
      ...{ offline: false, latency: 0, downloadThroughput: -1 },
      uploadThroughput,
    });
  await line.send("Network.enable");
  await limit(bytesPerSecond);
  return () => limit(-1);
}

const isUnderWay = (page: Page) =>
  expect(chips(page).first()).toContainText(/[1-9][\d.]* (?:kB )?of [\d.]+ [kM]B/, { timeout: 30_000 });

/** Adds a film to the draft whose upload takes ten seconds. Resolves once a part of it is sent. */
async function filmUnderWay(by: Someone) {
  const film = binary("film.bin", 3_000_000);
  const speedUp = await slowUploads(by, 300_000);
  await pick(by.page, [film]);
  await isUnderWay(by.page);
  return { film, speedUp };
}

test("a pasted screenshot is there at once, and the other sees it", async ({ parley, signedIn }) => {
  const { ada, bob, den } = await pair(parley, signedIn);
  await composer(ada.page).fill("Look at this");
  expect(await hand(ada.page, "paste", [await picture()])).toBe(true);
  await expect(chips(ada.page)).toHaveCount(1);
  await expect(chips(ada.page)).toContainText(/Screenshot \d{4}-\d\d-\d\d \d\d\.\d\d\.png/);
  await expect(chips(ada.page).locator("img")).toHaveJSProperty("naturalWidth", 320);

  await composer(ada.page).press("Enter");
  await expect(chips(ada.page)).toHaveCount(0);
  await expect(
    heard(bob.page).getByRole("article").last().locator("img[srcset], img[src*=files]"),
  ).toBeVisible();
  await expect(heard(bob.page)).toContainText("Look at this");
  await expect(heard(ada.page).locator("[aria-busy=true]")).toHaveCount(0);
  expect(await filesSent(parley, den.id, bob)).toMatchObject([
    { name: expect.stringMatching(/^Screenshot/), width: 320 },
  ]);
});

test("cells pasted from a spreadsheet are text, without the picture beside them", async ({
  parley,
  signedIn,
}) => {
  const { ada } = await pair(parley, signedIn);
  await composer(ada.page).focus();
  await hand(ada.page, "paste", [await picture()], { "text/plain": "1\t2", "text/html": "<table></table>" });
  await expect(chips(ada.page)).toHaveCount(0);
});

test("ten files go in the order of their names, and an eleventh is left out in words", async ({
  parley,
  signedIn,
}) => {
  const { ada, bob, den } = await pair(parley, signedIn);
  const names = Array.from({ length: 11 }, (_, at) => `part ${at + 1}.bin`);
  await pick(
    ada.page,
    names.toReversed().map((name) => binary(name, 2_000)),
  );
  await expect(chips(ada.page)).toHaveCount(10);
  await expect(ada.page.getByRole("alert").filter({ hasText: "part 11.bin" })).toBeVisible();
  await composer(ada.page).press("Enter");
  await expect(heard(bob.page)).toContainText("part 10.bin");
  expect((await filesSent(parley, den.id, bob)).map(({ name }) => name)).toEqual(names.slice(0, 10));
});

test("files dropped anywhere are added, a dragged link is not, and the page stays", async ({
  parley,
  signedIn,
}) => {
  const { ada, bob } = await pair(parley, signedIn);
  expect(await hand(ada.page, "drop", [], { "text/uri-list": "https://example.org" })).toBe(false);
  expect(await hand(ada.page, "drop", [binary("b.bin", 10), binary("a.bin", 10)])).toBe(true);
  await expect(chips(ada.page)).toHaveCount(2);
  await expect(chips(ada.page).first()).toContainText("a.bin");
  await composer(ada.page).press("Enter");
  await expect(heard(bob.page)).toContainText("b.bin");
});

test("files are ordered, named, described and removed by keyboard before they are sent", async ({
  parley,
  signedIn,
}) => {
  const { ada, bob, den } = await pair(parley, signedIn);
  await pick(ada.page, [binary("1.bin", 10), binary("2.bin", 10), binary("3.bin", 10)]);
  await expect(chips(ada.page)).toHaveCount(3);
  const first = ada.page.getByRole("button", { name: /^1\.bin: edit/ });
  await first.focus();
  await ada.page.keyboard.press("Alt+ArrowRight");
  await expect(chips(ada.page).first()).toContainText("2.bin");
  await ada.page.getByRole("button", { name: /^3\.bin: edit/ }).focus();
  await ada.page.keyboard.press("Delete");
  await expect(chips(ada.page)).toHaveCount(2);
  await ada.page.getByRole("button", { name: /^2\.bin: edit/ }).click();
  await ada.page.getByRole("dialog").getByLabel("Name").fill("second.bin");
  await ada.page.getByRole("dialog").getByLabel("Description").fill("Noise");
  await ada.page.getByRole("button", { name: "Save" }).click();
  await expect(chips(ada.page).first()).toContainText("second.bin");
  await composer(ada.page).press("Enter");
  await expect(heard(bob.page)).toContainText("second.bin");
  expect(await filesSent(parley, den.id, bob)).toMatchObject([
    { name: "second.bin", description: "Noise" },
    { name: "1.bin", description: "" },
  ]);
});

test("cut off in the middle of an upload and back: it goes on, and arrives byte for byte", async ({
  parley,
  signedIn,
}) => {
  const { ada, bob, den } = await pair(parley, signedIn);
  const { film, speedUp } = await filmUnderWay(ada);
  // Chromium's "offline" lets a running request finish; a killed server does not.
  await parley.kill();
  await composer(ada.page).fill("The film");
  await composer(ada.page).press("Enter");
  await expect(chips(ada.page)).toHaveCount(0);
  await expect(heard(ada.page)).toContainText("Offline");
  await speedUp();
  await parley.restart();

  await expectArrival(parley, den.id, bob, film);
});

test("reloaded in the middle of an upload, the draft has its file, which goes on", async ({
  parley,
  signedIn,
}) => {
  const { ada, bob, den } = await pair(parley, signedIn);
  await composer(ada.page).fill("Half done");
  const { film, speedUp } = await filmUnderWay(ada);
  await ada.page.reload();
  await expect(chips(ada.page)).toContainText("film.bin");
  await expect(composer(ada.page)).toHaveValue("Half done");
  await speedUp();
  await composer(ada.page).press("Enter");
  await expectArrival(parley, den.id, bob, film);
});

test("an upload goes on in its room after its sender leaves it", async ({ parley, signedIn }) => {
  const { ada, bob, den } = await pair(parley, signedIn);
  const attic = await roomOf(parley, unique("Attic"), [ada]);
  await expect(ada.page.getByRole("link", { name: new RegExp(attic.name) })).toBeVisible();
  await slowUploads(ada, 400_000);
  await pick(ada.page, [binary("film.bin", 2_000_000)]);
  await isUnderWay(ada.page);
  await composer(ada.page).press("Enter");
  await ada.page.getByRole("link", { name: new RegExp(attic.name) }).click();
  await expect(composer(ada.page)).toHaveAccessibleName(new RegExp(attic.name));
  await expect(chips(ada.page)).toHaveCount(0);
  await expect(ada.page).toHaveTitle(/^\d+% · /);
  await expect(heard(bob.page)).toContainText("film.bin", { timeout: 60_000 });
  await expect(ada.page).not.toHaveTitle(/%/);
  expect(await filesSent(parley, den.id, bob)).toMatchObject([{ name: "film.bin", size: 2_000_000 }]);
  expect(await filesSent(parley, attic.id, ada)).toEqual([]);
});

test("a message without files does not wait for a film, and the film follows", async ({
  parley,
  signedIn,
}) => {
  const { ada, bob } = await pair(parley, signedIn);
  const speedUp = await slowUploads(ada, 100_000);
  await pick(ada.page, [binary("film.bin", 3_000_000)]);
  await expect(chips(ada.page)).toHaveCount(1);
  await composer(ada.page).press("Enter");
  await say(ada.page, "The film is coming");
  await expect(heard(bob.page)).toContainText("The film is coming", { timeout: 20_000 });
  await expect(heard(bob.page)).not.toContainText("film.bin");
  await speedUp();
  await expect(heard(bob.page)).toContainText("film.bin", { timeout: 60_000 });
});

test("a text that is too long becomes a file by one press, and undo brings it back", async ({
  parley,
  signedIn,
}) => {
  const { ada, bob, den } = await pair(parley, signedIn);
  const text = `The whole story\n${"word ".repeat(4_100)}`;
  await composer(ada.page).fill(text);
  await ada.page.getByRole("button", { name: "Send as a file" }).click();
  await expect(chips(ada.page)).toContainText("The whole story.txt");
  await expect(composer(ada.page)).toHaveValue("");
  await composer(ada.page).press("Enter");
  await expect(heard(bob.page)).toContainText("The whole story.txt");
  const [sent] = await filesSent(parley, den.id, bob);
  expect((await bytesOf(parley, sent!, bob)).toString()).toBe(text);
});

test("logging out leaves no file in the browser", async ({ parley, signedIn }) => {
  const { ada } = await pair(parley, signedIn);
  await pick(ada.page, [binary("mine.bin", 2_000)]);
  await expect(chips(ada.page)).toContainText("mine.bin");
  await ada.page.getByRole("button", { name: "Account menu" }).click();
  await ada.page.getByRole("menuitem", { name: "Log out" }).click();
  await ada.page.waitForURL(/\/login/);
  await expect(async () =>
    expect(
      await ada.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)),
    ).toEqual([]),
  ).toPass();
});

test("on a phone the plus offers the camera, photos and files", async ({ parley, browser, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const context = await browser.newContext({
    ...{ baseURL: parley.url, locale: "en-GB", hasTouch: true, isMobile: true },
    ...{ viewport: { width: 360, height: 740 }, storageState: await ada.context.storageState() },
  });
  const page = await context.newPage();
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await page.getByRole("button", { name: "Add a file or a poll" }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["Take a photo", "Photos and videos", "Files", "Poll"]);
  await page.keyboard.press("Escape");
  await pick(page, [await picture("a long name of a picture that does not fit.png")]);
  await expect(chips(page)).toHaveCount(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(heard(page).getByRole("article").last().locator("img").last()).toBeVisible();
  await context.close();
});
