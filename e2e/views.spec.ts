import type { BrowserContext, Locator, Page } from "@playwright/test";
import {
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

/** A second browser in which the same person is logged in. */
async function secondDevice(someone: Someone): Promise<{ page: Page; context: BrowserContext }> {
  const browser = someone.context.browser();
  if (!browser) throw new Error("There is no browser");
  const { origin } = new URL(someone.page.url());
  const context = await browser.newContext({ baseURL: origin, locale: "en-GB" });
  await context.addCookies(await someone.context.cookies());
  return { page: await context.newPage(), context };
}

const pathOf = ({ name }: { name: string }) => `/rooms/${encodeURIComponent(name)}`;
const row = (page: Page, text: string): Locator => heard(page).getByRole("article").filter({ hasText: text });
const entry = (page: Page, text: string): Locator =>
  page.getByRole("main").getByRole("article").filter({ hasText: text });
const rooms = (page: Page) => page.getByRole("navigation", { name: "Rooms" });

test("a draft from one device continues on another, and is sent once", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const [den, attic] = [
    await roomOf(parley, unique("Den"), [ada]),
    await roomOf(parley, unique("Attic"), [ada]),
  ];
  await ada.page.goto(pathOf(den));
  const tablet = await secondDevice(ada);
  await tablet.page.goto(pathOf(attic));
  await expect(composer(tablet.page)).toBeVisible();

  await composer(ada.page).fill("The plan for Monday");
  await expect(rooms(tablet.page).getByRole("link", { name: `${den.name} Draft` })).toBeVisible();
  await rooms(tablet.page)
    .getByRole("link", { name: /^Drafts/ })
    .click();
  await expect(entry(tablet.page, "The plan for Monday")).toBeVisible();
  await tablet.page.getByRole("link", { name: /^Draft in/ }).click();
  await expect(composer(tablet.page)).toHaveValue("The plan for Monday");

  await composer(tablet.page).press("End");
  await composer(tablet.page).pressSequentially(" is done");
  await expect(composer(ada.page)).toHaveValue("The plan for Monday is done");
  await composer(tablet.page).press("Enter");
  await expect(row(ada.page, "The plan for Monday is done")).toHaveCount(1);
  await expect(composer(ada.page)).toHaveValue("");
  await expect(rooms(ada.page).getByRole("link", { name: /^Drafts/ })).toHaveCount(0);
  await tablet.context.close();
});

test("typed offline, a draft waits in the browser, and reaches the other device when the line is back", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await ada.page.goto(pathOf(den));
  await expect(composer(ada.page)).toBeVisible();
  const tablet = await secondDevice(ada);
  await tablet.page.goto(pathOf(den));
  await expect(composer(tablet.page)).toBeVisible();

  await ada.context.setOffline(true);
  await composer(ada.page).fill("Written in a tunnel");
  await ada.context.setOffline(false);
  await expect(composer(tablet.page)).toHaveValue("Written in a tunnel");
  await ada.page.reload();
  await expect(composer(ada.page)).toHaveValue("Written in a tunnel");
  await tablet.context.close();
});

test("a draft is thrown away from the list, and brought back", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const [den, attic] = [
    await roomOf(parley, unique("Den"), [ada]),
    await roomOf(parley, unique("Attic"), [ada]),
  ];
  await ada.page.goto(pathOf(den));
  await composer(ada.page).fill("Half a thought");
  await rooms(ada.page).getByRole("link", { name: attic.name }).click();
  await rooms(ada.page)
    .getByRole("link", { name: /^Drafts/ })
    .click();
  await entry(ada.page, "Half a thought").hover();
  await ada.page.getByRole("button", { name: "Delete draft" }).click();
  await expect(entry(ada.page, "Half a thought")).toHaveCount(0);
  await expect(ada.page.getByText("No drafts.")).toBeVisible();
  await ada.page.getByRole("button", { name: "Undo" }).click();
  await entry(ada.page, "Half a thought").getByRole("link").click();
  await expect(composer(ada.page)).toHaveValue("Half a thought");
});

test("a message is saved by a key, found on another device, and gone with the room", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  await bob.page.goto(pathOf(den));
  await post(parley, `/rooms/${den.id}/messages`, { text: "The **password** policy" }, ada.token);
  const tablet = await secondDevice(bob);
  await tablet.page.goto("/saved");
  await expect(tablet.page.getByText("Nothing saved yet.")).toBeVisible();

  await row(bob.page, "policy").focus();
  await bob.page.keyboard.press("s");
  await expect(row(bob.page, "policy").getByText("Saved", { exact: true })).toBeVisible();
  await expect(entry(tablet.page, "policy").locator("strong")).toHaveText("password");

  await entry(tablet.page, "policy").getByRole("link").focus();
  await tablet.page.keyboard.press("Enter");
  await expect(row(tablet.page, "policy").getByText("Saved", { exact: true })).toBeVisible();
  await tablet.page.goto("/saved");
  await fetch(`${parley.url}/api/v1/rooms/${den.id}/members/${bob.username}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${ada.token}` },
  });
  await expect(entry(tablet.page, "policy")).toHaveCount(0);
  await expect(tablet.page.getByText("Nothing saved yet.")).toBeVisible();
  await tablet.context.close();
});

test("a saved message is removed from the list", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await ada.page.goto(pathOf(den));
  await say(ada.page, "Milk and bread");
  await expect(row(ada.page, "Milk and bread")).toHaveAttribute("data-seq");
  await row(ada.page, "Milk and bread").click({ button: "right" });
  await ada.page.getByRole("menuitem", { name: "Save for later" }).click();
  await rooms(ada.page).getByRole("link", { name: "Saved", exact: true }).click();
  await entry(ada.page, "Milk and bread").hover();
  await ada.page.getByRole("button", { name: "Remove from saved" }).click();
  await expect(ada.page.getByText("Nothing saved yet.")).toBeVisible();
});

test("mentions come in live, are marked as long as they are unread, and lead to their place", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const [den, attic] = [
    await roomOf(parley, unique("Den"), [ada, bob]),
    await roomOf(parley, unique("Attic"), [ada, bob]),
  ];
  await bob.page.goto(pathOf(attic));
  await expect(composer(bob.page)).toBeVisible();
  await bob.page.goto("/mentions");
  await expect(bob.page).toHaveURL("/activity?kind=mention");
  await expect(bob.page.getByText("No mentions in the last 30 days.")).toBeVisible();

  await sayAll(parley, den.id, [`@${bob.username} have a look`, ...lines(60)], ada.token);
  await expect(entry(bob.page, "have a look")).toBeVisible();
  await expect(rooms(bob.page).getByRole("link", { name: "Activity 1 unread item" })).toBeVisible();
  await expect(rooms(bob.page).getByRole("link", { name: `${den.name} 1 unread mention` })).toBeVisible();

  await bob.page.getByRole("link", { name: /^Unread: Ada .*, in #\sDen/ }).press("Enter");
  await expect(row(bob.page, "have a look")).toBeInViewport();
  await expect(heard(bob.page).getByText("line 1.", { exact: true })).toBeVisible();
});

test("arrow keys go from row to row of a view", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  for (const text of ["@all first", "@all second"])
    await post(parley, `/rooms/${den.id}/messages`, { text }, ada.token);
  await bob.page.goto("/mentions");
  const link = (text: string) => bob.page.getByRole("link", { name: new RegExp(`: @all ${text}$`) });
  await link("second").focus();
  await bob.page.keyboard.press("ArrowDown");
  await expect(link("first")).toBeFocused();
  await bob.page.keyboard.press("Enter");
  await expect(bob.page).toHaveURL(/\?message=\d+$/);
});
