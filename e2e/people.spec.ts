import type { Page } from "@playwright/test";
import { expectNoFaultsUnder, readIn } from "./axe";
import { ask, composer, expect, heard, roomOf, say, test, unique } from "./fixtures";

const row = (page: Page, text: string) => heard(page).getByRole("article").filter({ hasText: text });

test("a press on a name opens the card, which leads to the person", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada Lovelace"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  await roomOf(parley, unique("Attic"), [bob, ada]);
  const profile = { title: "Databases", statusEmoji: "🐘", statusText: "Heads down", timeZone: "Asia/Tokyo" };
  await ask(parley, "PATCH", "/me", profile, ada.token);
  for (const { page } of [ada, bob]) await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await say(ada.page, `hello @${bob.username}`);
  const { page } = bob;

  await row(page, "hello").getByRole("button", { name: "Ada Lovelace" }).click();
  const card = page.getByRole("dialog", { name: "Ada Lovelace" });
  await expect(card).toContainText(`@${ada.username} · Databases`);
  await expect(card).toContainText("🐘Heads down");
  await expect(card).toContainText(/\d\d:\d\d local time, .* ahead of you/);
  await expect(card.getByRole("link", { name: den.name })).toBeVisible();
  await expect(card).toContainText("Attic");
  await expect(card.getByText("@example")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(card).toHaveCount(0);

  // A press on the mention opens one's own card, the menu of the message its sender's.
  await row(page, "hello").getByText("@Bob").click();
  const own = page.getByRole("dialog", { name: "Bob" });
  await expect(own.getByRole("link", { name: "Edit profile" })).toBeVisible();
  await page.keyboard.press("Escape");
  await row(page, "hello").click({ button: "right" });
  await page.getByRole("menuitem", { name: "View profile" }).press("Enter");
  await page.getByRole("menuitem", { name: "Ada Lovelace" }).press("Enter");
  await card.getByRole("button", { name: "Mention" }).click();
  await expect(composer(page)).toHaveValue(`@${ada.username} `);
  await expect(composer(page)).toBeFocused();

  await row(page, "hello").getByRole("button", { name: "Ada Lovelace" }).click();
  await card.getByRole("button", { name: "Message" }).click();
  await expect(page.getByRole("heading", { name: "Ada Lovelace" })).toBeVisible();
  await expect(card).toHaveCount(0);
});

test("cards open from the lists of members and readers, and administrators manage from them", async ({
  parley,
  signedIn,
  administrator,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada, administrator]);
  for (const { page } of [ada, administrator]) await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await say(ada.page, "hello");
  const { page } = administrator;
  await expect(row(page, "hello")).toBeVisible();

  await page.getByRole("button", { name: "2 members" }).click();
  const panel = page.getByRole("complementary");
  await panel.getByRole("button", { name: "Ada", exact: true }).click();
  const card = page.getByRole("dialog", { name: "Ada" });
  await card.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Manage account" }).click();
  await expect(page).toHaveURL(/\/admin\/people\//);

  await row(ada.page, "hello").click({ button: "right" });
  await ada.page.getByRole("menuitem", { name: "Read by…" }).click();
  const readers = ada.page.getByRole("dialog");
  await readers.getByRole("button", { name: "Root" }).click();
  await expect(ada.page.getByRole("dialog", { name: "Root" })).toContainText("@root");
});

for (const locale of ["en", "ru"] as const)
  test(`the card has no fault for axe, and fits a phone: ${locale}`, async ({ parley, signedIn }) => {
    const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
    const den = await roomOf(parley, unique("Den"), [ada, bob]);
    await ask(parley, "PATCH", "/me", { timeZone: "Asia/Tokyo", title: "x".repeat(60) }, ada.token);
    const { page } = bob;
    await readIn(page, parley.url, locale);
    await page.setViewportSize({ width: 360, height: 640 });
    for (const one of [ada.page, page]) await one.goto(`/rooms/${encodeURIComponent(den.name)}`);
    await ask(parley, "POST", `/rooms/${den.id}/messages`, { text: "hello" }, ada.token);
    await row(page, "hello").getByRole("button", { name: "Ada" }).click();
    await expect(page.getByRole("dialog", { name: "Ada" }).locator("button").first()).toBeVisible();
    const box = await page.getByRole("dialog", { name: "Ada" }).boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(360);
    await expectNoFaultsUnder(page, "the card");
    // One's own card has the longest words.
    await page.keyboard.press("Escape");
    await ask(parley, "POST", `/rooms/${den.id}/messages`, { text: "mine" }, bob.token);
    await row(page, "mine").getByRole("button", { name: "Bob" }).click();
    const own = page.getByRole("dialog", { name: "Bob" });
    await expect(own.getByRole("link")).toBeVisible();
    expect(await own.evaluate((card) => card.scrollWidth - card.clientWidth)).toBe(0);
  });

test("a status is set, seen on every device, and cleared from the menu", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const { page } = ada;
  const other = await ada.context.newPage();
  for (const one of [page, other, bob.page]) await one.goto(`/rooms/${encodeURIComponent(den.name)}`);
  const corner = (one: Page) => one.getByRole("navigation").getByRole("button", { name: "Ada" });
  const own = page.getByRole("dialog", { name: "Your status" });

  await corner(page).click();
  await own.getByRole("button", { name: /In a meeting/ }).click();
  await expect(own).toHaveCount(0);
  await expect(corner(page)).toBeFocused();
  for (const one of [page, other]) await expect(corner(one)).toContainText("🗓️ In a meeting");

  // By keyboard: words of one's own, an end from the menu, and a time from the calendar.
  await page.keyboard.press("Enter");
  await expect(own.getByRole("button", { name: "Clears today at" })).toBeVisible();
  await own.getByRole("textbox", { name: "What's your status?" }).fill("Lunch");
  await own.getByRole("button", { name: "Clears today at" }).press("Enter");
  await page.getByRole("menuitem", { name: "Choose date and time…" }).press("Enter");
  await own.getByLabel("Time", { exact: true }).fill("25:00");
  await page.keyboard.press("Enter");
  await expect(own).toContainText("Choose a time in the future");
  await own.getByLabel("Time", { exact: true }).fill("9.30");
  await page.keyboard.press("Enter");
  await expect(own).toHaveCount(0);
  await expect(corner(other)).toContainText("🗓️ Lunch");
  const { statusUntil } = await ask(parley, "GET", "/me", undefined, ada.token);
  expect(new Date(statusUntil).getMinutes()).toBe(30);

  await corner(page).click();
  const pause = own.getByRole("button", { name: "Pause notifications" });
  await page.route("**/api/v1/me", (route) => route.abort(), { times: 1 });
  await pause.click();
  await page.getByRole("menuitem", { name: "1 hour" }).click();
  await expect(own.getByRole("alert")).toHaveText("Can't reach Parley. Try again in a moment.");
  await pause.click();
  await page.getByRole("menuitem", { name: "1 hour" }).click();
  await expect(own.getByRole("alert")).toHaveCount(0);
  await expect(pause).toContainText(/until \d\d:\d\d/);
  await expect(corner(page)).toContainText("Do not disturb");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitem").first().click();
  await own.getByRole("button", { name: "Clear field" }).click();
  await own.getByRole("button", { name: "Clear status" }).click();
  for (const one of [page, other]) await expect(corner(one)).toContainText(`@${ada.username}`);
});

for (const locale of ["en", "ru"] as const)
  test(`the form of the status has no fault for axe: ${locale}`, async ({ parley, signedIn }) => {
    const { page, name } = await signedIn("Ada");
    await readIn(page, parley.url, locale);
    await page.goto("/rooms");
    const own = page.getByRole("dialog", { name: locale === "en" ? "Your status" : "Ваш статус" });
    await page.getByRole("button", { name }).click();
    await own.getByRole("textbox").fill("a status that says a little more than there is place for");
    await expectNoFaultsUnder(page, "one's own status");
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 360, height: 640 });
    await page.getByRole("button", { name: locale === "en" ? "Show rooms" : "Показать комнаты" }).click();
    await page.getByRole("dialog").getByRole("button", { name }).click();
    await expectNoFaultsUnder(page, "one's own status on a phone");
    const box = await own.boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(360);
  });

test("mentions show names, and stay usernames in copies and edits", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada Lovelace"), await signedIn("Боб Иванов")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const { page } = ada;
  await ask(
    parley,
    "POST",
    `/rooms/${den.id}/messages`,
    { text: `**hey** @${bob.username}, look` },
    ada.token,
  );
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  const first = row(page, "hey");
  await expect(first).toContainText("hey @Боб Иванов, look");
  await expect(first.getByText("@Боб Иванов")).toHaveAttribute("title", `@${bob.username}`);

  // The part that copies is loaded after the first paint.
  await expect(async () => {
    const copied = await first.getByText("hey @Боб Иванов").evaluate((words) => {
      getSelection()?.selectAllChildren(words);
      const data = new DataTransfer();
      words.dispatchEvent(
        new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }),
      );
      getSelection()?.empty();
      return [data.getData("text/plain"), data.getData("text/html")];
    });
    expect(copied[0]).toBe(`hey @${bob.username}, look`);
    expect(copied[1]).toContain(`@${bob.username}`);
  }).toPass();

  // By keyboard: the menu of the message leads to everyone whom it names, and the focus comes back.
  await first.focus();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "View profile" }).press("Enter");
  await page.getByRole("menuitem", { name: "Боб Иванов" }).press("Enter");
  await expect(page.getByRole("dialog", { name: "Боб Иванов" })).toContainText(`@${bob.username}`);
  await page.keyboard.press("Escape");
  await expect(first).toBeFocused();
  await page.keyboard.press("e");
  await expect(first.getByRole("textbox")).toHaveValue(`**hey** @${bob.username}, look`);
  await page.keyboard.press("Escape");
  await first.focus();
  await page.keyboard.press("r");
  await expect(page.getByText("hey @Боб Иванов, look")).toHaveCount(2);
});

test("a tooltip of our own has a button's name and keys, by pointer and by keyboard", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const { page } = ada;
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`, { waitUntil: "networkidle" });
  const tip = page.locator("[data-tooltip]");
  const bold = page.getByRole("button", { name: "Bold" });
  await bold.hover();
  await expect(tip).toHaveText("BoldCtrl+B");
  expect(await bold.getAttribute("title")).toBeNull();
  await page.keyboard.press("Escape");
  await expect(tip).toHaveCount(0);
  await page.mouse.move(0, 0);
  await expect(bold).toHaveAttribute("title", "Bold");

  await page.getByRole("button", { name: "Account menu" }).focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await expect(tip).toHaveText("Account menu");
  const box = await tip.boundingBox();
  expect(box!.y + box!.height).toBeLessThanOrEqual(page.viewportSize()!.height);
});
