import type { Page } from "@playwright/test";
import { expectNoFaults } from "./axe";
import { ask, composer, expect, heard, post, roomOf, test, unique } from "./fixtures";

const pathOf = ({ name }: { name: string }) => `/rooms/${encodeURIComponent(name)}`;
const row = (page: Page, text: string) => heard(page).getByRole("article").filter({ hasText: text });
const rooms = (page: Page) => page.getByRole("navigation", { name: "Rooms" });
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

test("a reminder of a message is set from its menu, listed, changed and deleted", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  await post(parley, `/rooms/${den.id}/messages`, { text: "The plan for Monday" }, ada.token);
  const { page } = bob;
  await page.goto(pathOf(den));

  await row(page, "The plan").hover();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Remind me…" }).click();
  const dialog = page.getByRole("dialog", { name: "Remind me of this message" });
  await expect(dialog.getByText("The plan for Monday")).toBeVisible();
  await dialog.getByLabel("Note (optional)").fill("Bring the numbers");
  await expectNoFaults(page, "the dialog of a reminder");
  await dialog.getByRole("button", { name: /^Tomorrow morning/ }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, "The plan").getByText("Reminder set")).toBeVisible();

  await page.goto("/saved");
  await page.getByRole("navigation", { name: "For later" }).getByRole("link", { name: "Reminders" }).click();
  const entry = page.getByRole("main").getByRole("article").filter({ hasText: "Bring the numbers" });
  await expect(entry).toContainText("The plan for Monday");
  await expectNoFaults(page, "the list of reminders");
  await entry.hover();
  await entry.getByRole("button", { name: "Change reminder" }).click();
  const change = page.getByRole("dialog", { name: "Change reminder" });
  await change.getByLabel("Note (optional)").fill("Bring the new numbers");
  await change.getByRole("button", { name: "Set reminder" }).click();
  const changed = page.getByRole("main").getByRole("article").filter({ hasText: "Bring the new numbers" });
  await changed.hover();
  await changed.getByRole("button", { name: "Delete reminder" }).click();
  await expect(changed).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(changed).toHaveCount(1);
});

test("a note comes unread at its time, is snoozed on it, and done", async ({ parley, signedIn }) => {
  const bob = await signedIn("Bob");
  const { page } = bob;
  await page.goto("/rooms");
  await post(parley, "/me/reminders", { text: "Call the bank", at: inSeconds(2) }, bob.token);
  await post(parley, "/me/reminders", { text: "Water the plants", at: inSeconds(2) }, bob.token);
  const talk = rooms(page).getByRole("link", { name: /Parley/ });
  await expect(talk).toContainText("2");
  await talk.click();

  await expect(row(page, "Call the bank")).toBeVisible();
  await expect(page.getByText("Only notes from the workspace appear here.")).toBeVisible();
  await row(page, "Call the bank").getByRole("button", { name: "Snooze" }).click();
  await page.getByRole("menuitem", { name: /^In 20 minutes/ }).click();
  await expect(row(page, "Call the bank").getByText(/^Snoozed until/)).toBeVisible();
  await row(page, "Water the plants").getByRole("button", { name: "Done" }).click();
  await expect(row(page, "Water the plants").getByText("Done", { exact: true })).toHaveAttribute(
    "role",
    "status",
  );
  await expect(row(page, "Water the plants").getByRole("button", { name: "Snooze" })).toHaveCount(0);
  await expectNoFaults(page, "the conversation with the workspace's bot");

  const { items } = await ask(parley, "GET", "/me/reminders", undefined, bob.token);
  expect(items).toMatchObject([{ text: "Call the bank", state: "upcoming", number: 1 }]);
});

test("/remind shows the moment before Enter, and sets a reminder", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const { page } = ada;
  await page.goto(pathOf(den));

  await composer(page).pressSequentially("/remind me every weekday at 9:30 to stretch");
  await expect(page.getByText(/^Every weekday, next .*9:30.*: stretch$/)).toBeVisible();
  await composer(page).press("Enter");
  await expect(page.getByText(/^You'll be reminded on/)).toBeVisible();
  await composer(page).fill("/напомни завтра в 9 позвонить");
  await expect(page.getByText(/9:00.*: позвонить$/)).toBeVisible();
  await composer(page).press("Enter");
  await expect(composer(page)).toHaveValue("");

  const { items } = await ask(parley, "GET", "/me/reminders", undefined, ada.token);
  expect(
    items.map(({ text, repeat }: { text: string; repeat: string | null }) => [text, repeat]),
  ).toContainEqual(["stretch", "weekdays"]);
  expect(items).toHaveLength(2);
});
