import type { Page } from "@playwright/test";
import { expectNoFaults, expectNoFaultsUnder } from "./axe";
import { ask, composer, expect, heard, post, roomOf, test, unique } from "./fixtures";

const pathOf = ({ name }: { name: string }) => `/rooms/${encodeURIComponent(name)}`;
const rooms = (page: Page) => page.getByRole("navigation", { name: "Rooms" });
const entry = (page: Page, text: string) =>
  page.getByRole("main").getByRole("article").filter({ hasText: text });
const row = (page: Page, text: string) => heard(page).getByRole("article").filter({ hasText: text });

test("send later: schedule, change, reschedule, send now, delete and undo", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const { page } = ada;
  const den = await roomOf(parley, unique("Den"), [ada]);
  await page.goto(pathOf(den));

  // The menu opens by the arrow, the shortcut and a right click.
  await composer(page).fill("Good morning");
  await page.getByRole("button", { name: "Send later" }).click();
  await expect(page.getByRole("menuitem", { name: /^Tomorrow at 0?9:00 · / })).toBeVisible();
  await expectNoFaultsUnder(page, "the menu of moments");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Send", exact: true }).click({ button: "right" });
  await page.keyboard.press("Escape");
  await composer(page).press("ControlOrMeta+Shift+Enter");
  await page.getByRole("menuitem", { name: /^Tomorrow at/ }).click();
  await expect(composer(page)).toHaveValue("");
  await expect(page.getByText(/^1 message is scheduled for tomorrow at 0?9:00$/)).toBeVisible();

  // A day and a time of its own.
  await composer(page).fill("See you");
  await page.getByRole("button", { name: "Send later" }).click();
  await page.getByRole("menuitem", { name: "Choose a time…" }).click();
  const dialog = page.getByRole("dialog", { name: "Schedule message" });
  await dialog.getByLabel("Time").fill("17:30");
  await expectNoFaultsUnder(page, "the dialog of a moment");
  await dialog.getByRole("button", { name: "Schedule" }).click();
  await expect(page.getByText(/^2 messages are scheduled/)).toBeVisible();

  await page.getByRole("link", { name: "See all" }).click();
  await expect(page.getByRole("heading", { name: "Scheduled" })).toBeVisible();
  await expect(entry(page, "See you")).toContainText("tomorrow at 17:30");
  await expectNoFaults(page, "the scheduled messages");

  const act = async (text: string, name: string) => {
    await entry(page, text).hover();
    await entry(page, text).getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  await act("Good morning", "Edit text");
  await page.getByRole("dialog").getByLabel("Text").fill("Good morning, all");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(entry(page, "Good morning, all")).toBeVisible();

  await act("See you", "Reschedule");
  await page.getByRole("dialog").getByLabel("Time").fill("18:15");
  await page.getByRole("dialog").getByRole("button", { name: "Reschedule" }).click();
  await expect(entry(page, "See you")).toContainText("18:15");

  await act("See you", "Delete");
  await expect(entry(page, "See you")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(entry(page, "See you")).toContainText("18:15");

  await act("Good morning, all", "Send now");
  await expect(entry(page, "Good morning, all")).toHaveCount(0);
  await expect(rooms(page).getByRole("link", { name: /^Scheduled/ })).toContainText("1");
  await page.goto(pathOf(den));
  await expect(row(page, "Good morning, all")).toHaveCount(1);
});

test("a scheduled message goes out by itself, and leaves the list on every page", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  await Promise.all([ada.page.goto(pathOf(den)), bob.page.goto(pathOf(den))]);
  await expect(composer(ada.page)).toBeVisible();
  const sendAt = new Date(Date.now() + 3_000).toISOString();
  await post(parley, `/rooms/${den.id}/scheduled`, { text: "On time", sendAt }, ada.token);
  await expect(ada.page.getByText(/^1 message is scheduled/)).toBeVisible();
  await expect(row(bob.page, "On time")).toHaveCount(1, { timeout: 20_000 });
  await expect(ada.page.getByText(/^1 message is scheduled/)).toHaveCount(0);
});

test("an edit outlasts its scheduled message that is sent meanwhile", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const { page } = ada;
  const den = await roomOf(parley, unique("Den"), [ada]);
  const sendAt = new Date(Date.now() + 8_000).toISOString();
  await post(parley, `/rooms/${den.id}/scheduled`, { text: "Old words", sendAt }, ada.token);
  await page.goto("/scheduled");
  await entry(page, "Old words").hover();
  await entry(page, "Old words").getByRole("button", { name: "Actions" }).click();
  await page.getByRole("menuitem", { name: "Edit text" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Text").fill("Better words");
  await expect(entry(page, "Old words")).toHaveCount(0);
  await expect(dialog.getByLabel("Text")).toHaveValue("Better words");
  await dialog.getByRole("button", { name: "Keep as draft" }).click();
  await expect(dialog).toHaveCount(0);
  await page.goto(pathOf(den));
  await expect(row(page, "Old words")).toHaveCount(1);
  await expect(composer(page)).toHaveValue("Better words");
});

test("undo send gives the text back, and Enter once more sends at once", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const { page } = ada;
  const den = await roomOf(parley, unique("Den"), [ada]);
  await page.goto("/settings/appearance");
  await page.getByRole("radiogroup", { name: "Undo send" }).getByText("30 s").click();
  await expect
    .poll(async () => (await ask(parley, "GET", "/me", undefined, ada.token)).undoSendSeconds)
    .toBe(30);

  await page.goto(pathOf(den));
  await composer(page).fill("A slip of the tongue");
  await composer(page).press("Enter");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(composer(page)).toHaveValue("A slip of the tongue");
  await expect(row(page, "A slip of the tongue")).toHaveCount(0);

  await composer(page).fill("Meant so");
  await composer(page).press("Enter");
  await expect(page.getByRole("button", { name: "Send now" })).toBeVisible();
  await expectNoFaults(page, "a message that waits");
  await composer(page).press("Enter");
  await expect(row(page, "Meant so")).toHaveAttribute("data-seq");
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);

  // A page that is closed sends what waits.
  await composer(page).fill("The last word");
  await composer(page).press("Enter");
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.goto("about:blank");
  await expect
    .poll(async () => {
      const { items } = await ask(parley, "GET", `/rooms/${den.id}/messages`, undefined, ada.token);
      return items.map(({ text }: { text: string }) => text);
    })
    .toContain("The last word");
});

test("undo send gives files and the reply back, beside a newer draft", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const { page } = ada;
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  await ask(parley, "PATCH", "/me", { undoSendSeconds: 30 }, ada.token);
  await post(parley, `/rooms/${den.id}/messages`, { text: "Any numbers?" }, bob.token);
  await page.goto(pathOf(den));
  const form = page.locator("form").filter({ has: composer(page) });
  const chips = form.getByRole("list", { name: "Files to send" }).getByRole("listitem");

  await row(page, "Any numbers?").hover();
  await row(page, "Any numbers?").getByRole("button", { name: "Reply", exact: true }).click();
  const file = { name: "numbers.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") };
  await page.locator("input[type=file][data-any]").setInputFiles(file);
  await expect(chips).toHaveCount(1);
  await composer(page).fill("Here they are");
  await composer(page).press("Enter");
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await expect(chips).toHaveCount(0);
  await expect(form.getByText("Reply to Bob")).toHaveCount(0);

  await composer(page).fill("A newer thought");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(composer(page)).toHaveValue("A newer thought\nHere they are");
  await expect(chips).toContainText("numbers.csv");
  await expect(form.getByText("Reply to Bob")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`${pathOf(den)}$`));

  await composer(page).press("Enter");
  await composer(page).press("Enter");
  const newest = async () =>
    (await ask(parley, "GET", `/rooms/${den.id}/messages?limit=1`, undefined, bob.token)).items;
  await expect.poll(newest).toMatchObject([
    {
      text: "A newer thought\nHere they are",
      replyTo: { seq: expect.any(Number) },
      attachments: [{ name: "numbers.csv" }],
    },
  ]);
});
