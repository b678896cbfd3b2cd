import type { Locator, Page } from "@playwright/test";
import { secondsOfSound } from "../tests/support/sound";
import { expectNoFaults, readIn } from "./axe";
import { composer, expect, heard, roomOf, type Someone, test, unique } from "./fixtures";
import type { Parley } from "./server";
import { sendFiles, upload } from "./uploads";

// Chromium's fake microphone beeps once a second (playwright.config.ts).

const pathOf = ({ name }: { name: string }) => `/rooms/${encodeURIComponent(name)}`;
const microphone = (page: Page) => page.getByRole("button", { name: "Record a voice message" });
const bar = (page: Page) => page.getByRole("toolbar", { name: "Recording", exact: true });
const ofBar = (page: Page, name: string) => bar(page).getByRole("button", { name, exact: true });
const timer = (page: Page) => bar(page).getByRole("timer");
const draft = (page: Page) => page.getByRole("group", { name: "Voice message, your recording" });
const voices = (page: Page, name: string) =>
  heard(page).getByRole("group", { name: `Voice message, ${name}` });
const send = (page: Page) => page.getByRole("button", { name: "Send", exact: true });
const place = (voice: Locator) => voice.getByRole("slider", { name: "Position" });
const secondsIn = async (voice: Locator) => Number(await place(voice).getAttribute("aria-valuenow"));

/** The furthest place of a voice message since now, in seconds, even if it has ended before anyone looks. */
async function watch(voice: Locator): Promise<() => Promise<number>> {
  const seen = await place(voice).evaluateHandle((slider) => {
    const seen = { furthest: 0 };
    const look = () => {
      seen.furthest = Math.max(seen.furthest, Number(slider.getAttribute("aria-valuenow")));
    };
    new MutationObserver(look).observe(slider, { attributeFilter: ["aria-valuenow"] });
    return seen;
  });
  return () => seen.evaluate(({ furthest }) => furthest);
}

async function inRoom(parley: Parley, signedIn: (name: string) => Promise<Someone>, ...names: string[]) {
  const people: Someone[] = [];
  for (const name of names) people.push(await signedIn(name));
  const den = await roomOf(parley, unique("Den"), people);
  for (const { page } of people) {
    await page.goto(pathOf(den));
    await expect(microphone(page)).toBeVisible();
  }
  return { people, den };
}

const LONG = { voice: "1", duration: "60", waveform: Array.from({ length: 64 }, (_, at) => at).join(",") };

async function record(page: Page, until: RegExp) {
  await microphone(page).click();
  await expect(timer(page)).toHaveText(until);
}

test("a voice message is recorded, heard by its author, sent, and played by another person", async ({
  parley,
  signedIn,
}) => {
  const { people } = await inRoom(parley, signedIn, "Ada", "Bob");
  const [{ page: ada }, { page: bob }] = people as [Someone, Someone];

  await record(ada, /0:0[4-9]/);
  await ofBar(ada, "Pause recording").click();
  const paused = await timer(ada).textContent();
  await expect(ada.getByText("Recording paused")).toBeAttached();
  await ofBar(ada, "Resume recording").click();
  await expect(timer(ada)).not.toHaveText(paused ?? "");
  await ofBar(ada, "Stop and listen").click();
  await expect(bar(ada)).toHaveCount(0);
  const own = await watch(draft(ada));
  await draft(ada).getByRole("button", { name: "Play" }).click();
  await expect.poll(own).toBeGreaterThan(0);
  await send(ada).click();
  await expect(draft(ada)).toHaveCount(0);

  const [first] = [voices(bob, "Ada").first()];
  await expect(first).toBeVisible();
  await expect(first).toContainText(/0:00 \/ 0:(0[4-9]|[1-5]\d)/);
  const others = await watch(first);
  await first.getByRole("button", { name: "Play" }).click();
  await expect.poll(others).toBeGreaterThan(0);
  // It plays for as long as it was recorded.
  await expect(first.getByRole("button", { name: "Play" })).toBeVisible({ timeout: 60_000 });
  await expect(place(first)).toHaveAttribute("aria-valuenow", "0");
});

test("keys and pointer move in a voice message, a pause remembers its place, and the next one follows", async ({
  parley,
  signedIn,
}) => {
  const { people, den } = await inRoom(parley, signedIn, "Ada", "Bob");
  const [ada, { page: bob }] = people as [Someone, Someone];
  for (const name of ["one.wav", "two.wav"]) {
    const sound = secondsOfSound(60);
    sound[44] = name.length + name.charCodeAt(0);
    await sendFiles(parley, ada, den.id, [await upload(parley, ada, name, sound, LONG)]);
  }
  const [first, second] = [voices(bob, "Ada").first(), voices(bob, "Ada").last()];
  await expect(voices(bob, "Ada")).toHaveCount(2);

  await place(first).focus();
  for (const key of ["ArrowRight", "PageUp"]) await bob.keyboard.press(key);
  await expect(place(first)).toHaveAttribute("aria-valuetext", "0:20 of 1:00");
  await first.getByRole("button", { name: "Play" }).click();
  await expect.poll(() => secondsIn(first)).toBeGreaterThan(20);
  await second.getByRole("button", { name: "Play" }).click();
  await expect(first.getByRole("button", { name: "Play" })).toBeVisible();
  await expect.poll(() => secondsIn(second)).toBeGreaterThan(0);
  expect(await secondsIn(first)).toBeGreaterThan(20);

  const box = (await place(first).boundingBox())!;
  await bob.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(place(first)).toHaveAttribute("aria-valuenow", "30");
  await first.getByRole("button", { name: "Play" }).click();
  await bob.mouse.move(box.x + 2, box.y + 8);
  await bob.mouse.down();
  await bob.mouse.move(box.x + box.width - 1, box.y + 8, { steps: 4 });
  await bob.mouse.up();
  await expect(second.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(place(first)).toHaveAttribute("aria-valuenow", "0");

  await second.getByRole("button", { name: "Speed: 1×" }).click();
  await expect(first.getByRole("button", { name: "Speed: 1.5×" })).toBeVisible();
  await bob.reload();
  await expect(second.getByRole("button", { name: "Speed: 1.5×" })).toBeVisible();
});

test("a voice message plays on in another room and is paused there", async ({ parley, signedIn }) => {
  const { people, den } = await inRoom(parley, signedIn, "Ada", "Bob");
  const [ada, bob] = people as [Someone, Someone];
  const attic = await roomOf(parley, unique("Attic"), [bob]);
  await sendFiles(parley, ada, den.id, [await upload(parley, ada, "long.wav", secondsOfSound(60), LONG)]);
  await voices(bob.page, "Ada").getByRole("button", { name: "Play" }).click();
  await expect.poll(() => secondsIn(voices(bob.page, "Ada"))).toBeGreaterThan(0);
  await bob.page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: attic.name }).click();

  const strip = bob.page.getByRole("region", { name: "Voice message" });
  await expect(strip.getByRole("link", { name: `Ada in ${den.name}` })).toBeVisible();
  await strip.getByRole("button", { name: "Pause" }).click();
  await strip.getByRole("button", { name: "Play", exact: true }).click();
  await strip.getByRole("link").click();
  await expect(voices(bob.page, "Ada").getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(strip).toHaveCount(0);
});

test("a recording is made, stopped and deleted by keys, and deleting is undone", async ({
  parley,
  signedIn,
}) => {
  const { people } = await inRoom(parley, signedIn, "Ada");
  const { page } = people[0]!;
  await microphone(page).focus();
  await page.keyboard.press("Space");
  await expect(ofBar(page, "Stop and listen")).toBeFocused();
  await expect(timer(page)).toHaveText(/0:0[1-9]/);
  await page.keyboard.press("Escape");
  await expect(page.getByText("Recording deleted")).toBeVisible();
  await expect(draft(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(draft(page)).toBeVisible();

  await page.setViewportSize({ width: 360, height: 740 });
  await microphone(page).focus();
  await page.keyboard.press("Enter");
  await expect(timer(page)).toHaveText(/0:0[1-9]/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.keyboard.press("Enter");
  await expect(draft(page)).toHaveCount(2);
  await expect(composer(page)).toBeFocused();
});

test("while the microphone is held it records, and keeps the recording on release", async ({
  parley,
  signedIn,
}) => {
  const { people } = await inRoom(parley, signedIn, "Ada");
  const { page } = people[0]!;
  await microphone(page).hover();
  await page.mouse.down();
  await expect(timer(page)).toHaveText(/0:0[1-9]/);
  await page.mouse.up();
  await expect(draft(page)).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
});

test("a hidden page and a left room stop a recording and keep it in the draft", async ({
  parley,
  signedIn,
}) => {
  const { people, den } = await inRoom(parley, signedIn, "Ada");
  const [ada] = people as [Someone];
  const attic = await roomOf(parley, unique("Attic"), [ada]);
  const rooms = ada.page.getByRole("navigation", { name: "Rooms" });
  await record(ada.page, /0:0[1-9]/);
  await ada.page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
    Reflect.deleteProperty(document, "visibilityState");
  });
  await expect(ada.page.getByText("Recording stopped when you left this page.")).toBeVisible();
  await expect(draft(ada.page)).toHaveCount(1);

  await record(ada.page, /0:0[1-9]/);
  await rooms.getByRole("link", { name: attic.name }).click();
  await expect(bar(ada.page)).toHaveCount(0);
  await expect(draft(ada.page)).toHaveCount(0);
  await rooms.getByRole("link", { name: den.name }).click();
  await expect(draft(ada.page)).toHaveCount(2);
  await send(ada.page).click();
  await expect(voices(ada.page, "Ada")).toHaveCount(2);
});

test("without a microphone the composer says why and what to do", async ({ parley, signedIn }) => {
  const { people } = await inRoom(parley, signedIn, "Ada");
  const { page } = people[0]!;
  const fail = (name: string) =>
    page.evaluate((name) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", name));
    }, name);
  for (const [name, said] of [
    ["NotAllowedError", "Microphone access is blocked."],
    ["NotFoundError", "No microphone found."],
    ["NotReadableError", "Another app is using the microphone."],
  ] as const) {
    await fail(name);
    await microphone(page).click();
    await expect(page.getByText(said)).toBeVisible();
  }
  await page.evaluate(() => Object.defineProperty(window, "isSecureContext", { get: () => false }));
  await microphone(page).click();
  await expect(page.getByText("only on https addresses")).toBeVisible();
});

for (const locale of ["en", "ru"] as const) {
  test(`recording and playing are accessible in both themes, ${locale}`, async ({ parley, signedIn }) => {
    const ada = await signedIn("Ada");
    const den = await roomOf(parley, unique("Den"), [ada]);
    await sendFiles(parley, ada, den.id, [await upload(parley, ada, "long.wav", secondsOfSound(60), LONG)]);
    await readIn(ada.page, parley.url, locale);
    await ada.page.setViewportSize({ width: 360, height: 740 });
    await ada.page.goto(pathOf(den));
    await expect(heard(ada.page).getByRole("slider")).toBeVisible();
    await ada.page.locator("form button:has(.lucide-mic)").click();
    await expect(ada.page.getByRole("timer")).toHaveText(/0:0[1-9]/);
    await expectNoFaults(ada.page, `recording, ${locale}`);
    const { scroll, width } = await ada.page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: innerWidth,
    }));
    expect(scroll).toBe(width);
  });
}
