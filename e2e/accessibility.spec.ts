import type { Page } from "@playwright/test";
import en from "../lib/shared/i18n/en.json" with { type: "json" };
import { LOCALES, type Locale } from "../lib/shared/i18n/locales";
import ru from "../lib/shared/i18n/ru.json" with { type: "json" };
import { expectNoFaults, expectNoFaultsUnder, readIn } from "./axe";
import { ask, expect, heard, logIn, post, roomOf, test, unique } from "./fixtures";
import { roomOfAllKinds, roomWithDraft, sayTooLate } from "./kinds-of-messages";
import { startParley } from "./server";

test.setTimeout(240_000);

type Words = typeof en;
const WORDS: Record<Locale, Words> = { en, ru };

const pathOf = ({ name }: { name: string }) => `/rooms/${encodeURIComponent(name)}`;
const main = (page: Page) => page.getByRole("main");
const field = (page: Page) => main(page).locator("form textarea");
const button = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole("tab", { name, exact: true });

async function onMessage(page: Page, name: string) {
  await heard(page).getByRole("article").last().hover();
  await page.getByRole("toolbar").getByRole("button", { name, exact: true }).click();
}

async function type(page: Page, text: string) {
  await field(page).fill("");
  await field(page).pressSequentially(text);
  await expect(page.getByRole("listbox")).toBeVisible();
}

type Layer = [name: string, open: (page: Page, words: Words) => Promise<unknown>];

/** Overlays and panels of a room, in this order; Escape closes each. */
const LAYERS: readonly Layer[] = [
  ["message menu", (page, { acting }) => onMessage(page, acting.more)],
  ["emoji picker", (page, { acting }) => onMessage(page, acting.react)],
  ["reply", (page, { acting }) => onMessage(page, acting.reply)],
  ["forward", (page, { acting }) => onMessage(page, acting.forward)],
  ["room menu", (page, { room }) => button(page, room.menu).click()],
  ["own menu", (page) => page.locator("nav[data-region] [aria-haspopup=menu]").last().click()],
  ["switcher", (page) => page.keyboard.press("Control+K")],
  ["list of keys", (page) => page.keyboard.press("Control+/")],
  ["suggested people", (page) => type(page, "@")],
  ["suggested rooms", (page) => type(page, "#")],
  ["suggested emoji", (page) => type(page, ":sm")],
  ["suggested commands", (page) => type(page, "/")],
  ["pins", (page, { pins }) => button(page, pins.show).click()],
  ["members", (page) => page.keyboard.press("Control+.")],
];

/** The pages of everybody who is logged in. */
const MEMBERS_PAGES = [
  "/",
  "/rooms",
  "/drafts",
  "/saved",
  "/reminders",
  "/activity",
  "/threads",
  "/files",
  "/settings/profile",
  "/settings/security",
  "/settings/sessions",
  "/settings/tokens",
  "/settings/appearance",
  "/settings/notifications",
  "/settings/emoji",
  "/no-such-page",
  "/rooms/no-such-room",
];

for (const locale of LOCALES) {
  const words = WORDS[locale];

  test(`axe finds no fault in a room and its menus: ${locale}`, async ({ parley, signedIn }) => {
    const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
    const { page } = ada;
    await readIn(page, parley.url, locale);
    const room = await roomOfAllKinds(parley, ada, bob);
    await page.goto(pathOf(room));
    await expect(heard(page)).toContainText("And the last word");
    await expect(heard(page).locator("math")).toHaveCount(1);
    await expectNoFaults(page, "room");

    for (const [name, open] of LAYERS) {
      await open(page, words);
      await expectNoFaultsUnder(page, name);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog").or(page.getByRole("menu"))).toHaveCount(0);
    }

    await page.keyboard.press("Control+.");
    for (const name of [words.details.about, words.details.settings, words.details.changes]) {
      await tab(page, name).click();
      await expectNoFaults(page, name);
    }

    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(pathOf(room));
    await expect(heard(page)).toContainText("And the last word");
    await expectNoFaults(page, "room on a phone");
    await button(page, words.sidebar.show).click();
    await expectNoFaults(page, "list of rooms on a phone");
  });

  test(`axe finds no fault in the pages of a member: ${locale}`, async ({ parley, signedIn }) => {
    const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
    const { page } = ada;
    await readIn(page, parley.url, locale);
    await page.goto("/");
    await expect(main(page)).toBeVisible();
    await expectNoFaults(page, "a first day");

    await roomOfAllKinds(parley, ada, bob);
    await roomWithDraft(parley, ada);
    const [others, den] = [
      await roomOf(parley, unique("Others"), [bob]),
      await roomOf(parley, unique("Den"), [ada]),
    ];
    for (const path of [...MEMBERS_PAGES, pathOf(others)]) {
      await page.goto(path);
      await expect(page.getByRole("heading").first()).toBeVisible();
      await expect(page.getByText(words.error.title)).toHaveCount(0);
      await expectNoFaults(page, path);
    }

    await page.goto(pathOf(den));
    await expectNoFaults(page, "a room without messages");
    await sayTooLate(parley, ada, den.id);
    await expectNoFaults(page, "a message that was refused");
  });

  test(`axe finds no fault in the pages of administrators: ${locale}`, async ({
    administrator,
    parley,
    signedIn,
  }) => {
    const { page, token } = administrator;
    await readIn(page, parley.url, locale);
    const someone = await signedIn("Ada");
    const room = await roomOf(parley, unique("Den"), [someone]);
    await post(parley, "/invitations", { role: "member" }, token);
    const { id } = await ask(parley, "GET", `/users/${someone.username}`, undefined, token);

    const paths = [
      "/admin",
      "/admin/people",
      `/admin/people/${id}`,
      "/admin/invitations",
      "/admin/groups",
      "/admin/rooms",
      `/admin/rooms/${room.id}`,
      `/admin/rooms/${room.id}/settings`,
      `/admin/rooms/${room.id}/history`,
      "/admin/audit",
      "/admin/settings",
    ];
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole("heading").first()).toBeVisible();
      await expect(page.getByText(words.error.title)).toHaveCount(0);
      await expectNoFaults(page, path);
    }
    await page.goto("/admin/people");
    await button(page, words.addPerson.title).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectNoFaults(page, "adding a person");
  });

  test(`axe finds no fault in the pages outside: ${locale}`, async ({
    administrator,
    parley,
    stranger: page,
  }) => {
    await readIn(page, parley.url, locale);
    for (const path of [
      "/login",
      "/register",
      "/forgot",
      "/reset?token=none",
      "/unsubscribe?token=none",
      "/away",
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading").first()).toBeVisible();
      await expectNoFaults(page, path);
    }

    const username = unique("newcomer").replace(" ", ".");
    const { password } = await post(parley, "/admin/people", { username }, administrator.token);
    await readIn(page, parley.url, "en");
    await logIn(page, username, password);
    await page.waitForURL(/setup/);
    await readIn(page, parley.url, locale);
    await page.reload();
    await expectNoFaults(page, "first password");

    const fresh = await startParley();
    await readIn(page, fresh.url, locale);
    await page.goto(fresh.url);
    await page.waitForURL(/welcome/);
    await expectNoFaults(page, "first administrator");
    await fresh.stop();
  });
}

test("at 200 % zoom nothing is cut off, and reading and writing work", async ({
  administrator,
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const room = await roomOfAllKinds(parley, ada, bob);
  for (const { page } of [ada, administrator]) await page.setViewportSize({ width: 640, height: 400 });
  const paths = ["/activity", "/saved", "/rooms", "/settings/profile", "/settings/security"];
  for (const path of paths) await expectToFit(ada.page, path);
  for (const path of ["/admin/people", "/admin/rooms", "/admin/audit"])
    await expectToFit(administrator.page, path);

  await expectToFit(ada.page, pathOf(room));
  await field(ada.page).fill("Read at twice the size");
  await field(ada.page).press("Enter");
  await expect(heard(ada.page).getByText("Read at twice the size")).toBeInViewport({ ratio: 1 });
  await expect(field(ada.page)).toBeInViewport({ ratio: 1 });
  await ada.page.keyboard.press("Control+/");
  await expect(ada.page.getByRole("dialog").getByRole("button", { name: en.ui.close })).toBeInViewport({
    ratio: 1,
  });
});

/** Nothing that one reads or presses lies beyond the right edge, but what has a scroller of its own, such as code. */
async function expectToFit(page: Page, path: string) {
  await page.goto(path);
  await expect(page.getByRole("main")).toBeVisible();
  const beyond = await page.evaluate(() => {
    const scrolls = (each: Element | null): boolean =>
      each !== null && (/auto|scroll/.test(getComputedStyle(each).overflowX) || scrolls(each.parentElement));
    const wide = [
      ...document.querySelectorAll("a, button, input, select, textarea, h1, h2, p, td, th"),
    ].filter(
      (each) =>
        each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1 && !scrolls(each),
    );
    return wide.map((each) => `${each.tagName} ${each.textContent}`);
  });
  expect.soft(beyond, `cut off on ${path}`).toEqual([]);
}
