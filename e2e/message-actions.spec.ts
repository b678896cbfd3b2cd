import type { Browser, Locator, Page } from "@playwright/test";
import { expectNoFaultsUnder, readIn } from "./axe";
import {
  ask,
  composer,
  expect,
  heard,
  lines,
  post,
  roomOf,
  type Someone,
  say,
  sayAll,
  test,
  unique,
} from "./fixtures";
import type { Parley } from "./server";

/** The row of a message, by what it says. */
const row = (page: Page, text: string): Locator => heard(page).getByRole("article").filter({ hasText: text });

/** Chooses from the menu of a message; one that is still on its way has none. */
async function act(page: Page, text: string, name: string) {
  await expect(row(page, text)).toHaveAttribute("data-seq");
  await row(page, text).click({ button: "right" });
  await page.getByRole("menuitem", { name: name === "Reply" ? /^Reply( R)?$/ : name }).click();
}

async function twoIn(
  parley: Parameters<typeof roomOf>[0],
  signedIn: (name: string) => Promise<Someone>,
): Promise<{ ada: Someone; bob: Someone; den: { id: string; name: string } }> {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  for (const { page } of [ada, bob]) await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(composer(bob.page)).toBeVisible();
  return { ada, bob, den };
}

test("a message is edited where it stands, and its earlier words can be read", async ({
  parley,
  signedIn,
}) => {
  const { ada, bob } = await twoIn(parley, signedIn);
  await say(ada.page, "The build is grene");
  await expect(row(bob.page, "grene")).toBeVisible();

  await composer(ada.page).press("ArrowUp");
  const field = ada.page.getByRole("textbox", { name: "Edit message" });
  await expect(field).toHaveValue("The build is grene");
  await field.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(composer(ada.page)).toBeFocused();

  await composer(ada.page).press("ArrowUp");
  await field.fill("The build is green");
  await field.press("Enter");
  await expect(row(bob.page, "The build is green")).toContainText("(edited)");

  await row(bob.page, "green")
    .getByRole("button", { name: /^Edited/ })
    .click();
  await expect(bob.page.getByRole("dialog", { name: "Edit history" })).toContainText("The build is grene");
});

test("reactions come and go on both sides, with the names of their people", async ({ parley, signedIn }) => {
  const { ada, bob } = await twoIn(parley, signedIn);
  await say(ada.page, "Shipped");
  await row(bob.page, "Shipped").hover();
  await bob.page.getByRole("button", { name: "Add reaction" }).first().click();
  await bob.page.getByRole("searchbox", { name: "Search emoji" }).fill("rock");
  await bob.page.getByRole("button", { name: /^rocket/ }).click();

  const chip = (page: Page) =>
    row(page, "Shipped").getByRole("list", { name: "Reactions" }).getByRole("button", { name: /🚀/ });
  await expect(chip(bob.page)).toHaveAttribute("aria-pressed", "true");
  await expect(chip(ada.page)).toHaveText("🚀1");
  await chip(ada.page).click();
  await expect(chip(bob.page)).toHaveText("🚀2");
  await chip(ada.page).hover();
  await expect(chip(ada.page)).toHaveAttribute("title", /Bob/);
  await chip(ada.page).click({ button: "right" });
  await expect(ada.page.getByRole("dialog", { name: "Reactions" })).toContainText("Bob");
  await ada.page.keyboard.press("Escape");
  await chip(ada.page).click();
  await expect(chip(bob.page)).toHaveText("🚀1");
});

test("a reply shows its message and leads there, however far away", async ({ parley, signedIn }) => {
  const { ada, bob, den } = await twoIn(parley, signedIn);
  await say(ada.page, "Who takes the pager?");
  await expect(row(bob.page, "pager")).toBeVisible();
  await act(bob.page, "pager", "Reply");
  await expect(bob.page.getByText("Reply to Ada")).toBeVisible();
  await bob.page.keyboard.press("Escape");
  await expect(bob.page.getByText("Reply to Ada")).toHaveCount(0);
  await act(bob.page, "pager", "Reply");
  await expect(composer(bob.page)).toBeFocused();
  await sayAll(parley, den.id, lines(80), bob.token);
  await say(bob.page, "I do");
  const quote = row(ada.page, "I do").getByRole("button", { name: /^In reply to Ada: Who takes the pager/ });
  await expect(quote).toBeVisible();

  await ada.page.reload();
  await quote.click();
  const first = row(ada.page, "Who takes the pager?").filter({ hasNotText: "I do" });
  await expect(first).toBeInViewport();
  await expect(first).toBeFocused();
});

test("a deletion can be taken back for some seconds; then only a quiet line is left", async ({
  parley,
  signedIn,
}) => {
  const { ada, bob } = await twoIn(parley, signedIn);
  await say(ada.page, "Said too early");
  await act(ada.page, "too early", "Delete");
  await ada.page.getByRole("button", { name: "Undo" }).click();
  await expect(ada.page.getByText("Deleted.")).toHaveCount(0);

  await act(ada.page, "too early", "Delete");
  await expect(ada.page.getByText("Deleted.")).toBeVisible();
  await expect(row(bob.page, "Said too early")).toBeVisible();
  await expect(heard(bob.page)).toContainText("This message was deleted");
  await expect(row(bob.page, "Said too early")).toHaveCount(0);

  await say(ada.page, "Said and left");
  await expect(row(bob.page, "Said and left")).toBeVisible();
  await act(ada.page, "Said and left", "Delete");
  await ada.page.goto("about:blank");
  await expect(row(bob.page, "Said and left")).toHaveCount(0);
});

test("a pinned message is marked, and listed beside the room", async ({ parley, signedIn }) => {
  const { ada, bob } = await twoIn(parley, signedIn);
  await say(ada.page, "The runbook lives in the wiki");
  // What is still on its way has no menu.
  await expect(row(bob.page, "runbook")).toBeVisible();
  await act(ada.page, "runbook", "Pin");
  await expect(row(bob.page, "runbook")).toContainText("Pinned");
  await bob.page.getByRole("button", { name: "Pinned messages" }).click();
  const panel = bob.page.getByRole("complementary", { name: "Pinned" });
  await expect(panel).toContainText("The runbook lives in the wiki");
  await act(ada.page, "runbook", "Unpin");
  await expect(panel).toContainText("No pinned messages yet");
});

test("a message is forwarded by keyboard, and names its origin", async ({ parley, signedIn }) => {
  const { ada, bob } = await twoIn(parley, signedIn);
  const attic = await roomOf(parley, unique("Attic"), [ada, bob]);
  await say(bob.page, "Numbers are up");
  await expect(row(ada.page, "Numbers")).toBeVisible();
  await act(ada.page, "Numbers", "Forward");
  await ada.page.getByRole("combobox", { name: "Find a room or conversation" }).fill(attic.name);
  await ada.page.keyboard.press("Enter");
  const toast = ada.page.getByText(`Forwarded to ${attic.name}`);
  await expect(toast).toBeVisible();
  // Under the header, where it covers neither the newest message nor the composer.
  expect((await toast.boundingBox())!.y).toBeLessThan(120);
  await bob.page.goto(`/rooms/${encodeURIComponent(attic.name)}`);
  await expect(row(bob.page, "Numbers are up")).toContainText("Forwarded from Bob");
});

test("the other side sees typing until the text is sent or emptied", async ({ parley, signedIn }) => {
  const { ada, bob } = await twoIn(parley, signedIn);
  await say(ada.page, "Good question");
  await expect(row(bob.page, "Good question")).toBeVisible();
  await composer(ada.page).pressSequentially("Let me thi");
  await expect(bob.page.getByText("Ada is typing…")).toBeVisible();
  await composer(ada.page).fill("");
  await expect(bob.page.getByText("Ada is typing…")).toHaveCount(0);
  await composer(ada.page).pressSequentially("Right");
  await expect(bob.page.getByText("Ada is typing…")).toBeVisible();
  await composer(ada.page).press("Enter");
  await expect(bob.page.getByText("Ada is typing…")).toHaveCount(0);
});

test("ticks show sent, delivered and read, and name the readers", async ({ parley, signedIn }) => {
  const { ada, bob, den } = await twoIn(parley, signedIn);
  await bob.page.goto("/settings/profile");
  await say(ada.page, "Are you there?");
  const ticks = row(ada.page, "there?").getByRole("button", { name: /Show details/ });
  await expect(ticks).toHaveAccessibleName(/^Sent/);
  await ticks.click();
  await expect(ada.page.getByRole("dialog", { name: "Read by" })).toContainText("Bob");
  await ada.page.keyboard.press("Escape");

  await bob.page.goto("/rooms");
  await expect(ticks).toHaveAccessibleName(/^Delivered to everyone/);
  await bob.page.bringToFront();
  await bob.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(ticks).toHaveAccessibleName(/^Read( by everyone)?\./);
});

test("a permalink opens in its context, and marking unread from there lasts", async ({
  parley,
  signedIn,
}) => {
  const { ada, bob, den } = await twoIn(parley, signedIn);
  await sayAll(parley, den.id, lines(120), ada.token);
  const { items } = await (
    await fetch(`${parley.url}/api/v1/rooms/${den.id}/messages?limit=200`, {
      headers: { authorization: `Bearer ${bob.token}` },
    })
  ).json();
  const { seq } = items.find(({ text }: { text: string }) => text === "line 20.");
  await bob.page.goto(`/rooms/${encodeURIComponent(den.name)}?message=${seq}`);
  await expect(heard(bob.page).getByText("line 20.", { exact: true })).toBeInViewport();
  await expect(heard(bob.page).getByText("line 120.", { exact: true })).toHaveCount(0);
  await bob.page.getByRole("button", { name: /Jump to newest|new messages/ }).click();
  await expect(heard(bob.page).getByText("line 120.", { exact: true })).toBeInViewport();

  await act(bob.page, "line 119.", "Mark unread from here");
  await expect(bob.page.getByRole("link", { name: new RegExp(den.name) })).toContainText("2");
});

test("everything can be done to a message by keyboard alone", async ({ parley, signedIn }) => {
  const { ada, bob } = await twoIn(parley, signedIn);
  for (const text of ["first", "second", "third"]) await say(ada.page, text);
  await expect(row(bob.page, "third")).toBeVisible();
  await heard(bob.page).focus();
  await bob.page.keyboard.press("ArrowUp");
  await expect(row(bob.page, "third")).toBeFocused();
  await bob.page.keyboard.press("k");
  await expect(row(bob.page, "second")).toBeFocused();
  await bob.page.keyboard.press("p");
  await expect(row(bob.page, "second")).toContainText("Pinned");
  await bob.page.keyboard.press("+");
  await bob.page.getByRole("searchbox", { name: "Search emoji" }).fill("tada");
  await bob.page.keyboard.press("Enter");
  await expect(row(ada.page, "second").getByRole("button", { name: /🎉/ })).toBeVisible();
  await expect(row(bob.page, "second")).toBeFocused();
  await bob.page.keyboard.press("r");
  await expect(bob.page.getByText("Reply to Ada")).toBeVisible();
  await expect(composer(bob.page)).toBeFocused();

  await bob.page.keyboard.press("Escape");
  await expect(bob.page.getByText("Reply to Ada")).toHaveCount(0);
  await composer(bob.page).press("Shift+ArrowUp");
  await expect(bob.page.getByText("Reply to Ada third")).toBeVisible();
  await say(bob.page, "fourth");
  await expect(row(ada.page, "fourth")).toContainText("third");
});

test("a direct conversation says whether the other one is there", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const found = await fetch(`${parley.url}/api/v1/users/${bob.username}`, {
    headers: { authorization: `Bearer ${ada.token}` },
  });
  const { id: userId } = await found.json();
  const direct = await post(parley, "/rooms/direct", { userId }, ada.token);
  await ada.page.goto(`/rooms/${direct.id}`);
  const head = ada.page.getByRole("main");
  await bob.page.goto("/rooms");
  await expect(head.getByText("Online")).toBeAttached();
  await bob.page.goto("about:blank");
  // A socket that closes counts as there for ten seconds more: a reload is not told.
  await expect(head.getByText("Offline")).toBeAttached({ timeout: 30_000 });
});

/** A phone on which somebody is signed in already. */
async function phoneOf(browser: Browser, parley: Parley, { context }: Someone): Promise<Page> {
  const phone = await browser.newContext({
    baseURL: parley.url,
    storageState: await context.storageState(),
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    locale: "en-GB",
  });
  return phone.newPage();
}

test("on a phone a resting finger opens a sheet, and 360 pixels are enough for all of it", async ({
  parley,
  signedIn,
  browser,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await post(parley, `/rooms/${den.id}/messages`, { text: "Hold me" }, ada.token);
  const page = await phoneOf(browser, parley, ada);
  // What still rises has the wrong place and the wrong colours.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  // Here Enter begins a line, and the button sends.
  await composer(page).fill("And me");
  await page.getByRole("button", { name: "Send", exact: true }).tap();
  await expect(row(page, "And me")).toBeVisible();
  const hold = await holdOn(page, row(page, "Hold me"));
  await expect(page.getByRole("menuitem", { name: /^Reply( R)?$/ })).toBeVisible();
  await hold.release();
  await expectNoFaultsUnder(page, "message actions on a phone");
  const sheet = (await page.getByRole("menu").boundingBox())!;
  expect([sheet.x, sheet.width, Math.round(sheet.y + sheet.height)]).toEqual([0, 360, 740]);
  for (const item of await page.getByRole("menuitem").all()) {
    await expect(item).toBeInViewport({ ratio: 1 });
    const { width, height } = (await item.boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  }
  await page.getByRole("menuitem", { name: "More" }).tap();
  await expect(page.getByRole("menuitem", { name: "Forward" })).toBeVisible();
  await page.getByRole("menuitem", { name: "React with 👍" }).tap();
  await expect(row(page, "Hold me").getByRole("list", { name: "Reactions" })).toContainText("👍1");

  await row(page, "Hold me").getByRole("button", { name: "Add reaction" }).tap();
  await expect(page.getByRole("dialog", { name: "Pick an emoji" })).toBeFocused();
  await expectNoFaultsUnder(page, "emoji on a phone");
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(composer(page)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);

  await readIn(page, parley.url, "ru");
  await page.reload();
  const again = await holdOn(page, row(page, "And me"));
  await expect(page.getByRole("menuitem", { name: /^Ответить( R)?$/ })).toBeVisible();
  await again.release();
  await expectNoFaultsUnder(page, "message actions on a phone in Russian");
  for (const item of await page.getByRole("menuitem").all()) await expect(item).toBeInViewport({ ratio: 1 });
  await page.context().close();
});

test("a message pulled to the left is replied to; a short, upward or broken pull does nothing", async ({
  parley,
  signedIn,
  browser,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await post(parley, `/rooms/${den.id}/messages`, { text: "Pull me" }, ada.token);
  const page = await phoneOf(browser, parley, ada);
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(row(page, "Pull me")).toBeVisible();
  const finger = await page.context().newCDPSession(page);
  const { y, height } = (await row(page, "Pull me").boundingBox())!;
  const at = (x: number, up = 0) => [{ x, y: y + height - 12 - up }];
  const touch = (type: string, touchPoints: object[]) =>
    finger.send("Input.dispatchTouchEvent", { type, touchPoints } as never);
  async function pullTo(steps: object[][]) {
    await touch("touchStart", steps[0]!);
    for (const step of steps.slice(1)) await touch("touchMove", step);
  }
  async function pull(steps: object[][], end = "touchEnd") {
    await pullTo(steps);
    await touch(end, []);
  }

  const far = [300, 280, 250, 210, 190].map((x) => at(x));
  const answered = page.getByText("Reply to Ada");
  // The script that listens comes after the page: the first pull that is answered shows that it is there.
  await expect(async () => {
    await pull(far);
    await expect(answered).toBeVisible({ timeout: 5_000 });
  }).toPass();
  const cancel = page.getByRole("button", { name: "Cancel reply" });
  // Chromium takes a tap soon after a quick pull for the end of a fling, and makes no click of it.
  await expect(async () => {
    if (await cancel.isVisible()) await cancel.tap();
    await expect(answered).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
  await pull([300, 280, 262].map((x) => at(x)));
  await pull([at(300), at(296, 30), at(200, 120)]);
  await pull(far, "touchCancel");
  await pull([355, 330, 250].map((x) => at(x)));
  await expect(answered).toHaveCount(0);
  await expect(row(page, "Pull me")).toHaveCSS("transform", "none");
  // A menu that opens during a pull ends it.
  await row(page, "Pull me").focus();
  await pullTo(far.slice(0, 3));
  await expect(row(page, "Pull me")).not.toHaveCSS("transform", "none");
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menuitem", { name: /^Reply( R)?$/ })).toBeVisible();
  await expect(row(page, "Pull me")).toHaveCSS("transform", "none");
  await touch("touchCancel", []);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await pull(far);
  await expect(answered).toBeVisible();
  await page.context().close();
});

/** Puts a finger on the last line of a row, and leaves it there. */
async function holdOn(page: Page, row: Locator) {
  const { x, y, height } = (await row.boundingBox())!;
  const finger = await page.context().newCDPSession(page);
  const touchPoints = [{ x: x + 150, y: y + height - 12 }];
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  return { release: () => finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] }) };
}

test("where only moderators post, other members see no Reply", async ({ parley, signedIn }) => {
  const { ada, bob, den } = await twoIn(parley, signedIn);
  await say(ada.page, "read only");
  await ask(parley, "PATCH", `/rooms/${den.id}`, { posting: "moderators" }, ada.token);
  await expect(composer(bob.page)).toHaveCount(0);
  await row(bob.page, "read only").hover();
  const bar = bob.page.getByRole("toolbar", { name: "Actions" });
  await expect(bar.getByRole("button", { name: "Forward" })).toBeVisible();
  await expect(bar.getByRole("button", { name: "Reply" })).toHaveCount(0);
  await row(bob.page, "read only").click({ button: "right" });
  await expect(bob.page.getByRole("menuitem", { name: "Pin" })).toBeVisible();
  await expect(bob.page.getByRole("menuitem", { name: "Reply" })).toHaveCount(0);
  await bob.page.keyboard.press("Escape");
  await row(bob.page, "read only").focus();
  await bob.page.keyboard.press("r");
  await row(ada.page, "read only").hover();
  await expect(
    ada.page.getByRole("toolbar").getByRole("button", { name: "Reply", exact: true }),
  ).toBeVisible();
});

test("one message has its buttons: where the pointer or the focus came last", async ({
  parley,
  signedIn,
}) => {
  const { ada, bob } = await twoIn(parley, signedIn);
  for (const text of ["first", "second", "third"]) await say(ada.page, text);
  const { page } = bob;
  const bars = page.getByRole("toolbar", { name: "Actions" });
  const barOf = (text: string) => row(page, text).getByRole("toolbar");
  // One that comes later would move the others under the pointer.
  await expect(row(page, "third")).toBeVisible();
  await row(page, "first").hover();
  await expect(barOf("first")).toBeVisible();
  await heard(page).focus();
  await page.keyboard.press("ArrowUp");
  await expect(row(page, "third")).toBeFocused();
  await expect(barOf("third")).toBeVisible();
  await expect(bars).toHaveCount(1);
  await row(page, "second").hover();
  await expect(barOf("second")).toBeVisible();
  await expect(bars).toHaveCount(1);
  await row(page, "first").click({ button: "right" });
  await expect(page.getByRole("menu")).toBeVisible();
  expect(await bars.count()).toBeLessThanOrEqual(1);
});

test("an own message cannot be unread, and the menu says so", async ({ parley, signedIn }) => {
  const { ada, bob, den } = await twoIn(parley, signedIn);
  await say(bob.page, "from him");
  await expect(row(ada.page, "from him")).toBeVisible();
  await say(ada.page, "from her");
  await act(ada.page, "from her", "Mark unread from here");
  await expect(ada.page.getByText(/There are no messages from others/)).toBeVisible();
  await expect(heard(ada.page).getByRole("heading", { name: "New" })).toHaveCount(0);
  await act(ada.page, "from him", "Mark unread from here");
  await expect(ada.page.getByRole("link", { name: new RegExp(den.name) })).toContainText("1");
});

test("a first conversation and a growing group name their people", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  await bob.page.goto("/rooms", { waitUntil: "networkidle" });
  await ada.page.goto("/rooms", { waitUntil: "networkidle" });
  const { id: userId } = await ask(parley, "GET", `/users/${bob.username}`, undefined, ada.token);
  await post(parley, "/rooms/direct", { userId }, ada.token);
  const link = (page: Page, name: string) =>
    page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: new RegExp(name) });
  await expect(link(ada.page, "Bob").getByText("Online")).toBeAttached();
  await expect(link(bob.page, "Ada").getByText("Online")).toBeAttached();
});
