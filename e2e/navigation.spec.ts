import type { BrowserContext, CDPSession, Page } from "@playwright/test";
import { expectNoFaultsUnder } from "./axe";
import { ask, composer, expect, heard, lines, post, roomOf, say, sayAll, test, unique } from "./fixtures";
import type { Parley } from "./server";

const pathOf = ({ name }: { name: string }) => `/rooms/${encodeURIComponent(name)}`;
const rooms = (page: Page) => page.getByRole("navigation", { name: "Rooms" });
const switcher = (page: Page) => page.getByRole("combobox", { name: /Find a room, person or action/ });
const options = (page: Page) =>
  page.getByRole("listbox", { name: "Rooms, people and actions" }).getByRole("option");

const isAt = (page: Page, room: { name: string }) =>
  expect(page).toHaveURL((url) => decodeURIComponent(url.pathname) === `/rooms/${room.name}`);

/** A key that is pressed before the page has all of its script is nobody's. */
async function enter(page: Page, path: string) {
  await page.goto(path, { waitUntil: "networkidle" });
  await expect(composer(page)).toBeFocused();
}

async function openSwitcher(page: Page) {
  await expect(async () => {
    if (!(await switcher(page).isVisible())) await page.keyboard.press("Control+k");
    await expect(switcher(page)).toBeFocused({ timeout: 1_000 });
  }).toPass();
}

const write = (parley: Parley, roomId: string, text: string, token: string) =>
  post(parley, `/rooms/${roomId}/messages`, { text }, token);

test("the switcher finds rooms, people and rooms to join in any spelling", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const zora = await signedIn(`Zora ${unique("Zweig")}`);
  const design = await roomOf(parley, unique("Platform design"), [ada]);
  const hello = await roomOf(parley, unique("Привет"), [ada, zora]);
  const garden = await roomOf(parley, unique("Kitchengarden"), [zora]);
  const { page } = ada;
  await enter(page, pathOf(design));
  await write(parley, hello.id, "hello", zora.token);

  await openSwitcher(page);
  await expect(options(page).first()).toContainText(hello.name);
  await switcher(page).fill("ghbdtn");
  await page.keyboard.press("Enter");
  await isAt(page, hello);

  await openSwitcher(page);
  await switcher(page).fill("paltform desgin");
  await expect(options(page).first()).toContainText(design.name);
  await page.keyboard.press("Escape");
  await expect(switcher(page)).toBeHidden();
  await expect(composer(page)).toBeFocused();

  await openSwitcher(page);
  await switcher(page).fill("kitchengadren");
  await expect(options(page).first()).toContainText(garden.name);
  await expect(options(page).first()).toContainText("not joined");
  await page.keyboard.press("Enter");
  await isAt(page, garden);
  await page.goBack();
  await isAt(page, hello);

  // Enter is faster than the server: it counts when the answer is there.
  let answer = () => {};
  const isAnswered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/api/v1/users?*", (route) => isAnswered.then(() => route.continue()));
  await openSwitcher(page);
  await switcher(page).fill(zora.username);
  await page.keyboard.press("Enter");
  await expect(options(page)).toHaveCount(0);
  answer();
  await expect(page.getByRole("heading", { level: 1, name: zora.name })).toBeVisible();
  await say(page, "found you");
  await expect(heard(page)).toContainText("found you");
});

test("the switcher reads other alphabets, shows recent places first, and takes actions", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const marta = await signedIn(`Марта ${unique("Zweig")}`);
  const [first, second] = [
    await roomOf(parley, unique("First"), [ada]),
    await roomOf(parley, unique("Second"), [ada, marta]),
  ];
  const { page } = ada;
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  for (const room of [first, second]) await enter(page, pathOf(room));
  await write(parley, second.id, "hello", marta.token);

  await openSwitcher(page);
  const recent = page.getByRole("group", { name: "Recent" }).getByRole("option");
  await expect(recent.first()).toContainText(first.name);
  await expectNoFaultsUnder(page, "the switcher");
  await page.emulateMedia({ colorScheme: "light" });
  await page.keyboard.press("Escape");
  await openSwitcher(page);
  await switcher(page).fill("marta");
  await expect(options(page).first()).toContainText(marta.name);
  await switcher(page).fill("dark");
  await expect(options(page).first()).toHaveText("Dark theme");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(composer(page)).toBeFocused();

  await openSwitcher(page);
  await switcher(page).fill("status");
  await page.keyboard.press("Enter");
  const own = page.getByRole("dialog", { name: "Your status" });
  await expect(own.getByRole("textbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(own).toHaveCount(0);

  await page.goto(pathOf(first), { waitUntil: "networkidle" });
  await write(parley, second.id, "more", marta.token);
  await expect(rooms(page).getByRole("link", { name: /unread/ })).toHaveCount(1);
  await openSwitcher(page);
  await switcher(page).fill("mark all");
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 room marked as read")).toBeVisible();
});

test("keys lead from room to room, to unread ones, around the page", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const name = unique("keys");
  const [a, b, c] = [
    await roomOf(parley, `A ${name}`, [ada, bob]),
    await roomOf(parley, `B ${name}`, [ada, bob]),
    await roomOf(parley, `C ${name}`, [ada, bob]),
  ];
  const { page } = ada;
  await enter(page, pathOf(a));
  await expect(composer(page)).toBeFocused();

  await page.keyboard.press("Alt+ArrowDown");
  await isAt(page, b);
  await page.keyboard.press("Alt+ArrowUp");
  await isAt(page, a);
  for (const key of ["Alt+ArrowDown", "Alt+ArrowDown"]) await page.keyboard.press(key);
  await isAt(page, c);
  await page.keyboard.press("Alt+ArrowDown");
  await isAt(page, a);
  await write(parley, c.id, "unread", bob.token);
  await expect(rooms(page).getByRole("link", { name: /C .* 1 unread/ })).toBeVisible();
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await isAt(page, c);
  await page.goBack();
  await isAt(page, a);

  await expect(composer(page)).toBeFocused();
  await page.keyboard.press("F6");
  await expect(rooms(page).getByRole("link", { name: new RegExp(a.name) })).toBeFocused();
  await page.keyboard.press("F6");
  await expect(heard(page)).toBeFocused();
  await page.keyboard.press("Shift+F6");
  await page.keyboard.press("Shift+F6");
  await expect(composer(page)).toBeFocused();

  await page.keyboard.press("Control+.");
  const panel = page.getByRole("complementary", { name: "Room details" });
  await expect(panel).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();

  await page.keyboard.press("Control+/");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toContainText("Next unread room");
  await expect(help).toContainText("Mark everything as read");
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.type("?");
  await expect(composer(page)).toHaveValue("?");

  for (const room of [b, c]) await write(parley, room.id, "more", bob.token);
  await expect(rooms(page).getByRole("link", { name: /1 unread/ })).toHaveCount(2);
  await page.keyboard.press("Shift+Escape");
  await expect(page.getByText("2 rooms marked as read")).toBeVisible();
  await expect(rooms(page).getByRole("link", { name: /unread/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rooms(page).getByRole("link", { name: /1 unread/ })).toHaveCount(2);

  await rooms(page)
    .getByRole("link", { name: new RegExp(b.name) })
    .click();
  await isAt(page, b);
  const inSidebar = rooms(page).getByRole("link", { name: new RegExp(b.name) });
  await expect(inSidebar).not.toContainText("unread");
  await expect(composer(page)).toBeFocused();
  await heard(page).getByRole("article").last().focus();
  await page.keyboard.press("u");
  await expect(inSidebar).toContainText("1 unread");
  await composer(page).focus();
  await page.keyboard.press("Escape");
  await expect(inSidebar).not.toContainText("unread");
});

test("unread rooms stand first by choice, and the open one stays", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const name = unique("order");
  const [a, z] = [
    await roomOf(parley, `A ${name}`, [ada, bob]),
    await roomOf(parley, `Z ${name}`, [ada, bob]),
  ];
  const { page } = ada;
  await enter(page, pathOf(a));
  await rooms(page).getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitemradio", { name: "Unread first" }).click();
  await write(parley, z.id, "news", bob.token);

  const first = rooms(page).getByRole("listitem").getByRole("link").first();
  await expect(first).toContainText(z.name);
  await first.click();
  await isAt(page, z);
  await expect(heard(page)).toContainText("news");
  await expect(first).not.toContainText("unread");
  await expect(first).toContainText(z.name);
  await rooms(page)
    .getByRole("link", { name: new RegExp(a.name) })
    .click();
  await expect(first).toContainText(a.name);
  // The order is kept with the account: another browser has it too.
  await expect
    .poll(async () => (await ask(parley, "GET", "/me", undefined, ada.token)).sidebarOrder)
    .toBe("unread");
  await page.reload();
  await write(parley, z.id, "more news", bob.token);
  await expect(first).toContainText(z.name);
});

test("a row of the sidebar is one tab stop, and the menu key opens its menu", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const name = unique("stops");
  const [a, b] = [
    await roomOf(parley, `A ${name}`, [ada, bob]),
    await roomOf(parley, `B ${name}`, [ada, bob]),
  ];
  const { page } = ada;
  await enter(page, pathOf(a));
  const row = (room: { name: string }) => rooms(page).getByRole("link", { name: new RegExp(room.name) });
  await row(a).focus();
  await page.keyboard.press("Tab");
  await expect(row(b)).toBeFocused();
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menuitem").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row(b)).toBeFocused();

  // A room is dragged into a folder.
  await ask(parley, "PUT", "/me/folders", { folders: [{ name: "Shelf", roomIds: [] }] }, ada.token);
  const shelf = rooms(page).getByRole("heading", { name: "Shelf" });
  await row(a).dragTo(shelf);
  await expect
    .poll(async () => (await ask(parley, "GET", "/me/folders", undefined, ada.token)).items[0].roomIds)
    .toEqual([a.id]);

  // A drag that began in another window leaves no mark where it leaves this one.
  const over = rooms(page).locator("[data-over]");
  const dataTransfer = await page.evaluateHandle(() => {
    const carried = new DataTransfer();
    carried.setData("application/x-parley-room", "");
    return carried;
  });
  await row(b).dispatchEvent("dragover", { dataTransfer });
  await expect(over).toHaveCount(1);
  await row(b).dispatchEvent("dragleave", { dataTransfer });
  await expect(over).toHaveCount(0);

  // Only what is meant for the reader stands in the accent.
  await write(parley, b.id, "news", bob.token);
  await expect(row(b)).toContainText("1 unread");
  const ground = () =>
    row(b)
      .getByText("1", { exact: true })
      .evaluate((figure) => getComputedStyle(figure.parentElement!).backgroundColor);
  expect(await ground()).toBe("rgba(0, 0, 0, 0)");
  await write(parley, b.id, `@${ada.username} look`, bob.token);
  await expect(row(b)).toContainText("1 unread mention");
  expect(await ground()).not.toBe("rgba(0, 0, 0, 0)");
});

test("the title and the icon count messages to their reader; others are a dot", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const [here, there] = [
    await roomOf(parley, unique("Here"), [ada]),
    await roomOf(parley, unique("There"), [ada, bob]),
  ];
  const { page } = ada;
  const icon = page.locator('link[rel="icon"]').first();
  await enter(page, pathOf(here));
  await expect(page).toHaveTitle(here.name);
  await expect(icon).toHaveAttribute("href", /icon\.svg/);

  await write(parley, there.id, "for everyone", bob.token);
  await expect(page).toHaveTitle(`• ${here.name}`);
  await expect(icon).toHaveAttribute("href", /^data:image\/svg/);
  await write(parley, there.id, `for @${ada.username}`, bob.token);
  await expect(page).toHaveTitle(`(1) ${here.name}`);

  await rooms(page)
    .getByRole("link", { name: new RegExp(there.name) })
    .click();
  await expect(page).toHaveTitle(there.name);
  await expect(icon).toHaveAttribute("href", /icon\.svg/);
});

test("edited mentions are counted anew; deleted ones are counted nowhere", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const [here, there] = [
    await roomOf(parley, unique("Here"), [ada]),
    await roomOf(parley, unique("There"), [ada, bob]),
  ];
  const { page } = ada;
  await enter(page, pathOf(here));
  const list = await ada.context.newPage();
  await list.goto("/activity?kind=mention", { waitUntil: "networkidle" });
  const both = async (calls: number) => {
    for (const each of [page, list]) {
      const link = rooms(each).getByRole("link", { name: /^Activity/ });
      await expect(each).toHaveTitle(calls > 0 ? /^\(1\) / : /^• /);
      if (calls > 0) await expect(link).toContainText("1");
      else await expect(link).not.toContainText("1");
    }
    await expect(list.getByRole("main").getByRole("link", { name: /lunch/ })).toHaveCount(calls);
  };
  const edit = (id: string, text: string) => ask(parley, "PATCH", `/messages/${id}`, { text }, bob.token);

  const said = await write(parley, there.id, `@${ada.username} lunch?`, bob.token);
  await both(1);
  await edit(said.id, "lunch?");
  await both(0);
  await edit(said.id, `lunch, @${ada.username}?`);
  await both(1);

  // A page that begins with what is counted already does not know which message that was.
  await page.reload({ waitUntil: "networkidle" });
  await both(1);
  await edit(said.id, "lunch after all");
  await both(0);
  await edit(said.id, `lunch, @${ada.username}`);
  await both(1);
  await write(parley, there.id, "something else", bob.token);
  await ask(parley, "DELETE", `/messages/${said.id}`, undefined, bob.token);
  await both(0);
});

test("a link to a message leads there after a rename, in another case, by id, and through joining", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada]);
  await sayAll(parley, den.id, lines(120), ada.token);
  const { page } = ada;
  const leadsTo = async (on: Page, path: string, name: string) => {
    await on.goto(path);
    await expect(on).toHaveURL((url) => decodeURIComponent(url.pathname) === `/rooms/${name}`);
    await expect(on).toHaveURL(/\?message=21$/);
    await expect(heard(on).locator("[data-seq='21']")).toBeInViewport();
  };
  await leadsTo(page, `${pathOf({ name: den.name.toUpperCase() })}?message=21`, den.name);

  const name = unique("Lair");
  await ask(parley, "PATCH", `/rooms/${den.id}`, { name }, ada.token);
  await expect(page).toHaveURL(
    (url) => decodeURIComponent(url.pathname) === `/rooms/${name}` && url.search === "?message=21",
  );
  await leadsTo(page, `${pathOf(den)}?message=21`, name);
  await page.goto(`/rooms/${den.id}?message=21`);
  await expect(heard(page).locator("[data-seq='21']")).toBeInViewport();

  // A link in a message, followed twice.
  const link = `[that line](/rooms/${encodeURIComponent(name.toUpperCase())}?message=30)`;
  await write(parley, den.id, link, ada.token);
  await page.goto(pathOf({ name }), { waitUntil: "networkidle" });
  for (const time of [1, 2]) {
    if (time === 2) await page.getByRole("button", { name: "Jump to newest" }).click();
    await heard(page).getByRole("link", { name: "that line" }).click();
    await expect(heard(page).locator("[data-seq='30']")).toBeInViewport();
  }

  await bob.page.goto(`${pathOf(den)}?message=21`);
  await bob.page.getByRole("button", { name: "Join" }).click();
  await expect(heard(bob.page).locator("[data-seq='21']")).toBeInViewport();
  await expect(bob.page).toHaveURL(/\?message=21$/);
});

type Shown = { title: string; body: string; tag: string; click: () => void };

/** Notices go into a list of the page instead of to the system. */
async function observeNotices(context: BrowserContext, permission: NotificationPermission) {
  await context.addInitScript((first) => {
    const shown: Shown[] = [];
    class Observed {
      static permission = localStorage.getItem("permission") ?? first;
      static async requestPermission() {
        Observed.permission = "granted";
        localStorage.setItem("permission", "granted");
        return "granted";
      }
      onclick: (() => void) | null = null;
      onclose: (() => void) | null = null;
      tag: string;
      constructor(title: string, { body, tag }: { body: string; tag: string }) {
        this.tag = tag;
        this.close();
        shown.push({ title, body, tag, click: () => this.onclick?.() });
      }
      close() {
        const at = shown.findIndex(({ tag }) => tag === this.tag);
        if (at >= 0) shown.splice(at, 1);
      }
    }
    Object.assign(window, { Notification: Observed, shown });
  }, permission);
}

const shownIn = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as { shown: Shown[] }).shown.map(({ title, body }) => `${title}: ${body}`),
  );

test("a message out of sight is notified once, as its reader chose", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const [den, hall, loud] = [
    await roomOf(parley, unique("Den"), [ada, bob]),
    await roomOf(parley, unique("Hall"), [ada, bob]),
    await roomOf(parley, unique("Loud"), [ada, bob]),
  ];
  await observeNotices(ada.context, "default");
  const { page } = ada;
  await enter(page, pathOf(den));
  await write(parley, den.id, "in front of me", bob.token);
  await expect(heard(page)).toContainText("in front of me");
  await write(parley, hall.id, "elsewhere", bob.token);
  await page.getByRole("button", { name: "Turn on notifications" }).click();
  await expect(page.getByRole("region", { name: "Notifications" })).toBeHidden();
  expect(await shownIn(page)).toEqual([]);

  await write(parley, hall.id, "**second** <b>word</b>", bob.token);
  await expect.poll(() => shownIn(page)).toEqual([`Bob in ${hall.name}: second <b>word</b>`]);

  const other = await ada.context.newPage();
  await enter(other, pathOf(hall));
  await expect(heard(other)).toContainText("second");
  await write(parley, hall.id, "in front of the other tab", bob.token);
  await expect(heard(other)).toContainText("in front of the other tab");
  await write(parley, loud.id, "in no tab", bob.token);
  // What the other tab has read is closed.
  await expect.poll(() => shownIn(page)).toEqual([`Bob in ${loud.name}: in no tab`]);
  expect(await shownIn(other)).toEqual([]);

  await page.evaluate(() => (window as unknown as { shown: Shown[] }).shown[0]!.click());
  await isAt(page, loud);
  await expect(page).toHaveURL(/message=\d+/);
  await expect(heard(page)).toContainText("in no tab");
  await page.goto("/settings/notifications");
  await page.getByLabel("Show message text").uncheck();
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect.poll(() => shownIn(page)).toEqual(["Test notification: New messages will look like this."]);

  // The other tab tells now, and only that something was said.
  await write(parley, den.id, "a secret", bob.token);
  await expect.poll(() => shownIn(other)).toEqual([`Bob in ${den.name}: New message`]);
});

test("a notice follows its message: edited, deleted, read, mention removed", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const [den, hall, quiet] = [
    await roomOf(parley, unique("Den"), [ada, bob]),
    await roomOf(parley, unique("Hall"), [ada, bob]),
    await roomOf(parley, unique("Quiet"), [ada, bob]),
  ];
  await ask(parley, "PATCH", `/rooms/${quiet.id}/me`, { notify: "mentions" }, ada.token);
  await observeNotices(ada.context, "default");
  const { page } = ada;
  await enter(page, pathOf(den));
  await write(parley, hall.id, "first", bob.token);
  await page.getByRole("button", { name: "Turn on notifications" }).click();
  const edit = (id: string, text: string) => ask(parley, "PATCH", `/messages/${id}`, { text }, bob.token);
  const bodies = () =>
    page.evaluate(() => (window as unknown as { shown: Shown[] }).shown.map(({ body }) => body));
  const become = (...expected: string[]) => expect.poll(bodies).toEqual(expected);

  const one = await write(parley, hall.id, "tpyo", bob.token);
  await become("tpyo");
  await edit(one.id, "typo");
  await become("typo");
  await ask(parley, "DELETE", `/messages/${one.id}`, undefined, bob.token);
  await become();

  const two = await write(parley, hall.id, "read elsewhere", bob.token);
  await become("read elsewhere");
  await post(parley, `/rooms/${hall.id}/read`, { lastReadSeq: two.seq }, ada.token);
  await become();

  const three = await write(parley, quiet.id, "who comes?", bob.token);
  await edit(three.id, `who comes, @${ada.username}?`);
  await become("who comes, @Ada?");
  await edit(three.id, "nobody");
  await become();
});

test("a lost connection is said calmly, with the messages that wait", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const { page } = ada;
  await enter(page, pathOf(den));
  const kept = async () => {
    const answer = await fetch(`${parley.url}/api/v1/rooms/${den.id}/messages`, {
      headers: { authorization: `Bearer ${ada.token}` },
    });
    return JSON.stringify(await answer.json());
  };
  await say(page, "before");
  await expect.poll(kept).toContain('"before"');

  await ada.context.setOffline(true);
  await expect(page.getByRole("status").getByText("You're offline. New messages will be sent")).toBeVisible();
  await say(page, "one");
  await say(page, "two");
  await expect(page.getByRole("status").getByText("2 messages will be sent")).toBeVisible();
  await ada.context.setOffline(false);
  await expect(page.getByText("You're offline.")).toHaveCount(0);
  await expect.poll(kept).toContain('"two"');
});

/** A finger goes from one place of the screen to another. */
async function swipe(cdp: CDPSession, from: { x: number; y: number }, to: { x: number; y: number }) {
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [from] });
  await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [to] });
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

test("on a telephone rooms, room and details are layers: fingers and Back close them", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const [den, hall] = [
    await roomOf(parley, unique("Den"), [ada]),
    await roomOf(parley, unique("Hall"), [ada]),
  ];
  await write(parley, den.id, `\`\`\`\n${"wide code ".repeat(40)}\n\`\`\``, ada.token);
  const { page } = ada;
  await page.setViewportSize({ width: 360, height: 740 });
  const cdp = await ada.context.newCDPSession(page);
  await cdp.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  for (const room of [hall, den]) await page.goto(pathOf(room));
  const list = page.getByRole("dialog", { name: "Rooms" });
  const details = page.getByRole("dialog", { name: "Room details" });

  const code = await page.locator("pre").boundingBox();
  await swipe(cdp, { x: 120, y: code!.y + 20 }, { x: 300, y: code!.y + 20 });
  await swipe(cdp, { x: 120, y: 150 }, { x: 130, y: 320 });
  await isAt(page, den);
  await expect(list).toBeHidden();

  await expect(async () => {
    await swipe(cdp, { x: 80, y: 300 }, { x: 300, y: 305 });
    await expect(list).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.goBack();
  await expect(list).toBeHidden();
  await isAt(page, den);

  await page.getByRole("button", { name: "1 member" }).click();
  await expect(details).toBeVisible();
  await swipe(cdp, { x: 120, y: 500 }, { x: 330, y: 505 });
  await expect(details).toBeHidden();
  await page.getByRole("button", { name: "1 member" }).click();
  await expect(details).toBeVisible();
  await page.goBack();
  await expect(details).toBeHidden();
  await isAt(page, den);

  await page.getByRole("button", { name: "Show rooms" }).click();
  await list.getByRole("link", { name: new RegExp(hall.name) }).click();
  await isAt(page, hall);
  await expect(list).toBeHidden();
  await page.goBack();
  await isAt(page, den);
  await page.goBack();
  await isAt(page, hall);

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test("the app can be installed: a name, pictures, and a worker", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await enter(ada.page, pathOf(den));
  const cdp = await ada.context.newCDPSession(ada.page);
  const { errors, data } = await cdp.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? "{}");
  expect(manifest).toMatchObject({ name: "Northwind Labs", start_url: "/", display: "standalone" });
  for (const { src, sizes } of manifest.icons as { src: string; sizes: string }[]) {
    const size = await ada.page.evaluate(
      (address) =>
        new Promise<string>((resolve, reject) => {
          const image = new Image();
          image.onload = () => resolve(`${image.naturalWidth}x${image.naturalHeight}`);
          image.onerror = () => reject(new Error(address));
          image.src = address;
        }),
      src,
    );
    expect(size).toBe(sizes);
  }
  await ada.page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state));
  const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
});

test("the keyboard skips the rooms, and focus returns from closed layers", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const { page } = ada;
  await enter(page, pathOf(den));
  await expect(composer(page)).toBeFocused();
  const skip = page.getByRole("button", { name: "Skip to messages" });
  await skip.focus();
  await page.keyboard.press("Enter");
  await expect(heard(page)).toBeFocused();

  const members = page.getByRole("button", { name: "1 member" });
  await members.focus();
  await page.keyboard.press("Enter");
  const close = page.getByRole("button", { name: "Close room details" });
  await close.focus();
  await page.keyboard.press("Enter");
  await expect(members).toBeFocused();
});
