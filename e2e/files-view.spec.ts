import type { Locator, Page } from "@playwright/test";
import { expectNoFaultsUnder } from "./axe";
import { ask, composer, expect, heard, post, roomOf, type Someone, test, unique } from "./fixtures";
import {
  recordVideo,
  sampleAnimation,
  sampleLogo,
  samplePicture,
  sampleThree,
  sendFiles,
  sentFile,
} from "./sample-files";
import type { Parley } from "./server";

/** A room with two people, of whom the second has it open. */
async function twoIn(parley: Parley, marta: Someone, tom: Someone) {
  const room = await roomOf(parley, unique("pictures"), [marta, tom]);
  await tom.page.goto(`/rooms/${room.id}`);
  await composer(tom.page).waitFor();
  return room;
}

const picture = (page: Page, name: string) => heard(page).getByRole("button", { name: `${name}, image` });
const dialog = (page: Page) => page.getByRole("dialog");
const isDrawn = (image: Locator) =>
  image.evaluate(
    (each) => (each as HTMLImageElement).complete && (each as HTMLImageElement).naturalWidth > 0,
  );

test("a photo is in its place before a byte of it has arrived", async ({ signedIn, parley }) => {
  const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
  const room = await twoIn(parley, marta, tom);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await tom.page.route(/\/thumbnail/, async (route) => {
    await held;
    await route.continue();
  });
  await sendFiles(parley, marta, room.id, [await samplePicture("photo.jpg", 4032, 3024)], "Look");
  await post(parley, `/rooms/${room.id}/messages`, { text: "What comes after it" }, marta.token);

  const photo = picture(tom.page, "photo.jpg");
  const after = heard(tom.page).getByText("What comes after it");
  await after.waitFor();
  const places = async () => [await photo.boundingBox(), await after.boundingBox()];
  const before = await places();
  expect(before[0]!.width / before[0]!.height).toBeCloseTo(4 / 3, 1);
  release();
  await expect.poll(() => isDrawn(photo.getByRole("img"))).toBe(true);
  expect(await places()).toEqual(before);
});

test("the lightbox is used by keyboard and gives the focus back", async ({ signedIn, parley }) => {
  const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
  const room = await twoIn(parley, marta, tom);
  await sendFiles(parley, marta, room.id, [await samplePicture("earlier.png", 900, 600)]);
  await sendFiles(parley, marta, room.id, await sampleThree(), "The restart in three pictures");
  const { page } = tom;

  await picture(page, "pool.png").focus();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("1 of 3");
  await expect(dialog(page)).toContainText("1920 × 1200");
  await expect(dialog(page)).toContainText("The restart in three pictures");
  await page.keyboard.press("ArrowRight");
  await expect(dialog(page)).toContainText("2 of 3");
  await expect(dialog(page).getByRole("heading")).toHaveText("plan.jpg");

  const shown = dialog(page).getByRole("img", { name: "plan.jpg, image" }).first();
  const width = async () => Math.round((await shown.boundingBox())!.width);
  await expect.poll(() => isDrawn(shown)).toBe(true);
  const whole = await width();
  await page.keyboard.press("+");
  await expect.poll(width).toBeGreaterThan(whole * 1.2);
  await page.keyboard.press("0");
  await expect.poll(width).toBe(whole);

  const saved = page.waitForEvent("download");
  await page.keyboard.press("d");
  expect((await saved).suggestedFilename()).toBe("plan.jpg");

  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(dialog(page).getByRole("heading")).toHaveText("earlier.png");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(picture(page, "pool.png")).toBeFocused();
});

test("the room's other pictures follow, and one is shown in the room", async ({ signedIn, parley }) => {
  const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
  const room = await twoIn(parley, marta, tom);
  const first = await sendFiles(parley, marta, room.id, [await samplePicture("first.png", 900, 600)]);
  await sendFiles(parley, marta, room.id, [await samplePicture("second.png", 900, 600)]);
  const { page } = tom;

  await picture(page, "second.png").click();
  await expect(page.getByRole("button", { name: "Previous" })).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(dialog(page).getByRole("heading")).toHaveText("first.png");
  await sendFiles(parley, marta, room.id, [await samplePicture("third.png", 900, 600)]);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(dialog(page).getByRole("heading")).toHaveText("third.png");
  await expect(page.getByRole("button", { name: "Next" })).toBeHidden();

  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await dialog(page).getByRole("link", { name: "Show in room" }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`message=${first.seq}$`));
  await expect(heard(page).locator(`[data-seq="${first.seq}"]`)).toBeFocused();
});

test.describe("on a phone", () => {
  test("Back closes the picture and stays in the room", async ({ signedIn, parley }) => {
    const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
    const { page } = tom;
    await page.setViewportSize({ width: 390, height: 844 });
    const room = await twoIn(parley, marta, tom);
    await sendFiles(parley, marta, room.id, [await samplePicture("photo.jpg", 1200, 1600)]);
    await picture(page, "photo.jpg").click();
    await expect(dialog(page)).toBeVisible();
    const url = page.url();
    await page.goBack();
    await expect(dialog(page)).toBeHidden();
    expect(page.url()).toBe(url);
    await expect(heard(page)).toBeVisible();
  });

  test("a swipe down closes the picture, and one to the left shows the next", async ({
    signedIn,
    parley,
  }) => {
    const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
    const { page } = tom;
    await page.setViewportSize({ width: 390, height: 844 });
    const room = await twoIn(parley, marta, tom);
    await sendFiles(parley, marta, room.id, await sampleThree());
    await picture(page, "pool.png").click();
    await expect.poll(() => isDrawn(dialog(page).getByRole("img", { name: "pool.png" }).first())).toBe(true);
    await swipe(page, { x: 330, y: 400 }, { x: 40, y: 405 });
    await expect(dialog(page)).toContainText("2 of 3");
    await swipe(page, { x: 190, y: 300 }, { x: 192, y: 600 });
    await expect(dialog(page)).toBeHidden();
  });
});

/** Moves a finger, or a mouse with its button down, in steps. */
async function swipe(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

test("a video plays in its place, is sought, and gives the keys back", async ({
  signedIn,
  parley,
  stranger,
}) => {
  const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
  const room = await twoIn(parley, marta, tom);
  await stranger.goto("/login");
  const { seq } = await sendFiles(parley, marta, room.id, [await recordVideo(stranger)], "A take");
  const video = heard(tom.page).locator("video");
  await expect.poll(() => video.evaluate((each: HTMLVideoElement) => each.readyState)).toBeGreaterThan(0);
  const at = await video.evaluate(async (each: HTMLVideoElement) => {
    each.currentTime = 0.3;
    await new Promise((resolve) => each.addEventListener("seeked", resolve, { once: true }));
    return each.currentTime;
  });
  expect(at).toBeCloseTo(0.3, 1);
  await video.focus();
  await tom.page.keyboard.press("Escape");
  await expect(heard(tom.page).locator(`[data-seq="${seq}"]`)).toBeFocused();
});

test("a deleted message's picture is gone for everybody at once", async ({ signedIn, parley }) => {
  const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
  const room = await twoIn(parley, marta, tom);
  const message = await sendFiles(parley, marta, room.id, [await samplePicture("secret.png", 900, 600)]);
  const { url } = sentFile(message);
  await picture(tom.page, "secret.png").click();
  await expect(dialog(tom.page)).toBeVisible();
  await ask(parley, "DELETE", `/messages/${message.id}`, undefined, marta.token);
  await expect(dialog(tom.page)).toBeHidden();
  await expect(picture(tom.page, "secret.png")).toHaveCount(0);
  for (const path of [url, `${url}/thumbnail?size=640`])
    expect(await tom.page.evaluate(async (each) => (await fetch(each)).status, path)).toBe(404);
});

test("a picture that does not load is a quiet card, and comes by Retry", async ({ signedIn, parley }) => {
  const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
  const room = await twoIn(parley, marta, tom);
  await tom.page.route(/\/thumbnail/, (route) => route.abort());
  await sendFiles(parley, marta, room.id, [await samplePicture("photo.jpg", 1600, 1200)]);
  const card = heard(tom.page).getByRole("group", { name: "Couldn't load photo.jpg" });
  await expect(card).toBeVisible();
  await expect(card.getByRole("link", { name: "Download photo.jpg" })).toBeVisible();
  const box = await card.boundingBox();
  await tom.page.unroute(/\/thumbnail/);
  await card.getByRole("button", { name: "Retry" }).click();
  await expect.poll(() => isDrawn(picture(tom.page, "photo.jpg").getByRole("img"))).toBe(true);
  expect(await picture(tom.page, "photo.jpg").boundingBox()).toEqual(box);
});

test("under reduced motion an animation stands still until it is played", async ({ signedIn, parley }) => {
  const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
  await tom.page.emulateMedia({ reducedMotion: "reduce" });
  const room = await twoIn(parley, marta, tom);
  await sendFiles(parley, marta, room.id, [await sampleAnimation()]);
  const image = heard(tom.page).getByRole("img", { name: "party.gif, animated image" });
  const source = () => image.evaluate((each) => (each as HTMLImageElement).currentSrc);
  await expect.poll(source).toContain("still=1");
  await heard(tom.page).getByRole("button", { name: "Play party.gif" }).click();
  await expect.poll(source).not.toContain("still=1");
});

test("a message without words is described by its files", async ({ signedIn, parley }) => {
  const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
  const room = await twoIn(parley, marta, tom);
  const { id } = await sendFiles(parley, marta, room.id, await sampleThree());
  await post(parley, `/rooms/${room.id}/messages`, { text: "Which of them?", replyToId: id }, tom.token);
  await expect(heard(tom.page).getByRole("button", { name: "In reply to Petra: 3 photos" })).toBeVisible();
});

test("files are removed from a message and added to it while it is edited", async ({ signedIn, parley }) => {
  const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
  const room = await twoIn(parley, tom, marta);
  await sendFiles(parley, marta, room.id, await sampleThree());
  await expect(picture(marta.page, "rack.jpg")).toBeVisible();
  await composer(marta.page).press("ArrowUp");
  await marta.page.getByRole("button", { name: "Remove rack.jpg" }).click();
  await marta.page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(picture(marta.page, "rack.jpg")).toHaveCount(0);
  await expect(picture(marta.page, "plan.jpg")).toBeVisible();
  await marta.page.getByRole("textbox", { name: "Edit message" }).fill("Two are enough");
  await marta.page.keyboard.press("Enter");
  await expect(heard(marta.page).getByText("Two are enough")).toBeVisible();
  await expect(marta.page.getByRole("textbox", { name: "Edit message" })).toHaveCount(0);

  await composer(marta.page).press("ArrowUp");
  const late = { name: "late.txt", mimeType: "text/plain", buffer: Buffer.from("better late than never") };
  await marta.page.locator("input[data-edit]").setInputFiles([late, { ...late, name: "wrong.txt" }]);
  await marta.page.getByRole("button", { name: "Remove wrong.txt" }).click();
  await expectNoFaultsUnder(marta.page, "files in the edit form");
  await marta.page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(marta.page.getByRole("textbox", { name: "Edit message" })).toHaveCount(0);
  await tom.page.goto(`/rooms/${room.id}`);
  await expect(heard(tom.page).getByRole("button", { name: "late.txt" })).toBeVisible();
  await expect(heard(tom.page)).not.toContainText("wrong.txt");
});

test("a text file shows its first lines and opens whole", async ({ signedIn, parley }) => {
  const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
  const room = await twoIn(parley, marta, tom);
  const lines = Array.from({ length: 200 }, (_, number) => `const line${number} = ${number};`);
  await sendFiles(parley, marta, room.id, [{ name: "long.ts", bytes: Buffer.from(lines.join("\n")) }]);
  await expect(heard(tom.page).locator("pre")).toContainText("line0");
  await expect(heard(tom.page).locator("pre .hljs-keyword").first()).toBeVisible();
  // As much as was reserved for it: fixedHeight() of file-boxes.ts.
  const card = heard(tom.page).locator("div:has(> pre)");
  expect((await card.boundingBox())!.height).toBe(58 + 8 * 20 + 17);
  await heard(tom.page).getByRole("button", { name: "long.ts" }).click();
  await expect(dialog(tom.page).locator("pre")).toContainText("line199");
  await expect(dialog(tom.page).getByText(/^Encoding/)).toHaveCount(0);
  await tom.page.keyboard.press("Escape");

  const old = Buffer.from("cff0e8e2e5f22c20eaeeebebe5e3e82120c4ecffdff0fc", "hex");
  await sendFiles(parley, marta, room.id, [{ name: "old.txt", bytes: old }]);
  await heard(tom.page).getByRole("button", { name: "old.txt" }).click();
  await expect(dialog(tom.page).locator("pre")).toContainText("Привет, коллеги!");
  await expect(dialog(tom.page).getByText("Encoding: windows-1251")).toBeVisible();
});

test("A1: axe finds nothing in a room with files and in the lightbox", async ({ signedIn, parley }) => {
  const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
  const room = await twoIn(parley, marta, tom);
  await sendFiles(parley, marta, room.id, await sampleThree(), "Three");
  await sendFiles(parley, marta, room.id, [{ name: "archive.zip", bytes: Buffer.from("PK\x03\x04") }]);
  await tom.page.emulateMedia({ reducedMotion: "reduce" });
  await picture(tom.page, "pool.png").waitFor();
  const archive = heard(tom.page).getByRole("link", { name: "archive.zip", exact: true });
  await expect(archive).toBeVisible();
  await expectNoFaultsUnder(tom.page, "a room with files");
  await picture(tom.page, "pool.png").click();
  await expect(dialog(tom.page)).toContainText("1 of 3");
  await expectNoFaultsUnder(tom.page, "the lightbox");
});

test("black letters on nothing are visible in the dark theme", async ({ signedIn, parley }) => {
  const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
  await tom.page.emulateMedia({ colorScheme: "dark" });
  const room = await twoIn(parley, marta, tom);
  await sendFiles(parley, marta, room.id, [await sampleLogo()]);
  await expect(picture(tom.page, "logo.png")).toHaveCSS("background-color", "rgb(214, 210, 202)");
});

test("the lightbox is dark in the light theme too", async ({ signedIn, parley }) => {
  const [marta, tom] = [await signedIn("Petra"), await signedIn("Tom")];
  const room = await twoIn(parley, marta, tom);
  await sendFiles(parley, marta, room.id, [await samplePicture("photo.jpg", 1600, 1200)]);
  for (const colorScheme of ["light", "dark"] as const) {
    await tom.page.emulateMedia({ colorScheme });
    await picture(tom.page, "photo.jpg").click();
    await expect(dialog(tom.page)).toHaveCSS("background-color", "rgb(17, 17, 16)");
    await tom.page.keyboard.press("Escape");
  }
});
