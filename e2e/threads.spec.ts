import type { Locator, Page } from "@playwright/test";
import { expectNoFaults } from "./axe";
import { ask, expect, post, roomOf, type Someone, test, unique } from "./fixtures";

type Parley = Parameters<typeof roomOf>[0];

const panel = (page: Page) => page.getByRole("complementary", { name: "Thread" });
const replies = (page: Page) => panel(page).getByRole("log");
const field = (page: Page) => panel(page).getByRole("textbox", { name: "Reply in thread" });
const line = (page: Page) => page.getByRole("main").getByRole("log");
const sidebar = (page: Page) => page.getByRole("navigation", { name: "Rooms" });
const threadLine = (page: Page, count: string) =>
  line(page).getByRole("button", { name: new RegExp(`^Open thread:\\s*${count}`) });

async function reply(page: Page, text: string) {
  await field(page).fill(text);
  await field(page).press("Enter");
  await expect(replies(page)).toContainText(text);
}

/** A room with a message of the first person, and the address of it. */
async function world(parley: Parley, people: Someone[]) {
  const den = await roomOf(parley, unique("Den"), people);
  const root = await post(
    parley,
    `/rooms/${den.id}/messages`,
    { text: "Who deploys on Monday?" },
    people[0]!.token,
  );
  const answer = (who: Someone, text: string, more: object = {}) =>
    post(parley, `/rooms/${den.id}/messages`, { text, threadId: root.id, ...more }, who.token);
  return { den, root, answer, path: `/rooms/${encodeURIComponent(den.name)}` };
}

const counts = (page: Page, count: number) =>
  expect(
    sidebar(page).getByRole("link", {
      name: count === 0 ? "Threads" : `Threads ${count} unread thread${count === 1 ? "" : "s"}`,
      exact: true,
    }),
  ).toBeVisible();

test("three people talk in a thread, and the room's line stays as it was", async ({ parley, signedIn }) => {
  const [ada, bob, cleo] = [await signedIn("Ada"), await signedIn("Bob"), await signedIn("Cleo")];
  const { path } = await world(parley, [ada, bob, cleo]);
  for (const { page } of [ada, bob, cleo]) await page.goto(path);

  const root = line(bob.page).getByRole("article").filter({ hasText: "Who deploys" });
  await root.hover();
  await root.getByRole("button", { name: "Reply in thread" }).click();
  await expect(panel(bob.page)).toBeVisible();
  await expect(bob.page).toHaveURL(/\?thread=/);
  await reply(bob.page, "I can do it");

  await counts(ada.page, 1);
  await expect(threadLine(ada.page, "1 reply\\s*1 unread")).toBeVisible();
  await threadLine(ada.page, "1 reply").click();
  await expect(replies(ada.page)).toContainText("I can do it");
  await counts(ada.page, 0);
  await reply(ada.page, "Thank you");
  await expect(replies(bob.page)).toContainText("Thank you");
  await counts(bob.page, 0);

  await field(bob.page).fill("One more thing");
  await expect(panel(ada.page).getByText("Bob is typing…")).toBeVisible();
  for (const { page } of [ada, cleo])
    await expect(page.getByRole("main").getByText("Bob is typing…")).toHaveCount(0);
  await field(bob.page).fill("");
  await expect(panel(ada.page).getByText("Bob is typing…")).toHaveCount(0);

  await expect(threadLine(cleo.page, "2 replies")).toBeVisible();
  await expect(line(cleo.page).getByText("I can do it", { exact: true })).toHaveCount(0);
  await counts(cleo.page, 0);
  await expectNoFaults(ada.page, "A room with a thread");
});

test("a reply that is also sent to the room stands in both, and leads to its thread", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const { path, answer } = await world(parley, [ada, bob]);
  await answer(ada, "First");
  for (const { page } of [ada, bob]) await page.goto(path);
  await threadLine(bob.page, "1 reply").click();
  await expect(replies(bob.page)).toContainText("First");
  await panel(bob.page)
    .getByRole("checkbox", { name: /^Also send to #/ })
    .check();
  await reply(bob.page, "Everybody should know");

  await expect(line(ada.page)).toContainText("Everybody should know");
  await expect(panel(bob.page).getByRole("checkbox", { name: /^Also send/ })).not.toBeChecked();
  await line(ada.page).getByRole("button", { name: "From a thread" }).click();
  await expect(replies(ada.page)).toContainText("Everybody should know");
  await expect(replies(ada.page)).toContainText("First");
});

test("drafts of room and thread are apart, and a reply that comes wipes neither", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const { path, root, answer } = await world(parley, [ada, bob]);
  await ada.page.goto(`${path}?thread=${root.id}`);
  await field(ada.page).fill("half a reply");
  const room = ada.page.getByRole("textbox", { name: /^Message / });
  await room.fill("half a message");
  await answer(bob, "Meanwhile");
  await expect(replies(ada.page)).toContainText("Meanwhile");
  await expect(field(ada.page)).toHaveValue("half a reply");

  await room.press("Enter");
  await expect(line(ada.page)).toContainText("half a message");
  await expect(field(ada.page)).toHaveValue("half a reply");
  await ada.page.reload();
  await expect(field(ada.page)).toHaveValue("half a reply");
  await field(ada.page).press("Enter");
  await expect(replies(ada.page)).toContainText("half a reply");
  await expect(room).toHaveValue("");
});

test("a thread's draft is on the other device, is listed there, and goes when it is sent", async ({
  parley,
  signedIn,
  browser,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const { path, root } = await world(parley, [ada, bob]);
  // Another device: the same session, nothing stored.
  const { cookies } = await ada.context.storageState();
  const context = await browser.newContext({
    baseURL: parley.url,
    locale: "en-GB",
    storageState: { cookies, origins: [] },
  });
  const tablet = await context.newPage();
  await tablet.goto("/drafts");
  await ada.page.goto(`${path}?thread=${root.id}`);
  await field(ada.page).fill("half a reply");
  const entry = tablet.getByRole("main").getByRole("link", { name: /, Thread.*half a reply/ });
  await entry.click();
  await expect(field(tablet)).toHaveValue("half a reply");
  await expect(tablet.getByRole("textbox", { name: /^Message / })).toHaveValue("");
  await field(tablet).press("Enter");
  await expect(replies(tablet)).toContainText("half a reply");
  await expect(field(ada.page)).toHaveValue("");
  await expect(replies(ada.page)).toContainText("half a reply");
  await context.close();
});

test("Escape and Back close a thread, T opens it, and unfollowing holds", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const { path, answer } = await world(parley, [ada, bob]);
  const { page } = ada;
  await page.goto(path);
  const root = line(page).getByRole("article").filter({ hasText: "Who deploys" });
  await expect(async () => {
    await root.focus();
    await page.keyboard.press("t");
    await expect(field(page)).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/thread=/);

  await root.focus();
  await page.keyboard.press("t");
  await expect(panel(page)).toBeVisible();
  await page.goBack();
  await expect(panel(page)).toHaveCount(0);

  // The panel is made wider by keys and by the pointer, and stays so on this device.
  await root.focus();
  await page.keyboard.press("t");
  const edge = page.getByRole("separator", { name: "Width of the thread" });
  await expect(edge).toHaveAttribute("aria-valuenow", "400");
  await edge.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(edge).toHaveAttribute("aria-valuenow", "416");
  await panel(page).evaluate((aside) => Promise.all(aside.getAnimations().map(({ finished }) => finished)));
  const { x, y } = (await edge.boundingBox())!;
  await page.mouse.move(x + 6, y + 200);
  await page.mouse.down();
  await page.mouse.move(x - 44, y + 200, { steps: 3 });
  await page.mouse.up();
  await expect(edge).toHaveAttribute("aria-valuenow", "465");
  await page.reload();
  await expect.poll(async () => (await panel(page).boundingBox())?.width).toBe(465);
  await edge.dblclick();
  await expect(edge).toHaveAttribute("aria-valuenow", "400");
  await panel(page).getByRole("button", { name: "Close thread" }).click();

  await answer(bob, "One");
  await counts(page, 1);
  await threadLine(page, "1 reply").click();
  await panel(page).getByRole("button", { name: "Following" }).click();
  await expect(panel(page).getByRole("button", { name: "Follow", exact: true })).toBeVisible();
  await panel(page).getByRole("button", { name: "Close thread" }).click();
  await answer(bob, "Two");
  await expect(threadLine(page, "2 replies")).toBeVisible();
  await counts(page, 0);
});

test("the threads are listed, read in place on one device, and read on the other", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const one = await world(parley, [ada, bob]);
  const two = await world(parley, [ada, bob]);
  await one.answer(bob, "About the first");
  await two.answer(bob, `About the second, @${ada.username}`);
  const { page } = ada;
  const other = await ada.context.newPage();
  await other.goto(one.path);
  await counts(other, 2);

  await page.goto("/saved");
  await expect(async () => {
    await page.keyboard.press("Alt+Shift+T");
    await expect(page).toHaveURL("/threads", { timeout: 2_000 });
  }).toPass();
  const entry = (name: string) =>
    page.getByRole("main").getByRole("button", { name: new RegExp(`thread in .*${name}`) });
  await entry("About the first").click();
  await expect(replies(page)).toContainText("About the first");
  for (const each of [page, other]) await counts(each, 1);
  await reply(page, "Read and answered");
  await expect(threadLine(other, "2 replies")).toBeVisible();

  // Read and answered, it keeps its place, and the unread one comes first only when the list is made anew.
  const names = () => page.getByRole("main").getByRole("button", { name: /thread in / });
  await expect(names().first()).toHaveAccessibleName(/About the second/);
  await expect(names().last()).toHaveAccessibleName(/Read and answered/);

  await page.getByRole("button", { name: "Unread", exact: true }).click();
  await expect(entry("About the first")).toHaveCount(0);
  await expect(entry("About the second")).toBeVisible();
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByText("No unread threads.")).toBeVisible();
  for (const each of [page, other]) await counts(each, 0);
  await expectNoFaults(page, "Threads");
});

test("a link to a reply opens room and thread, from outside and from inside", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const { path, root, answer } = await world(parley, [ada, bob]);
  const sent = await answer(bob, "The reply that is meant");
  await post(parley, `/rooms/${root.roomId}/messages`, { text: "Later" }, bob.token);
  const { page } = ada;
  const lit = replies(page).locator("article.animate-lit", { hasText: "The reply that is meant" });

  await page.goto(`${path}?thread=${root.id}&message=${sent.seq}`);
  await expect(lit).toBeVisible();
  await page.goto("/saved");
  await page.goto(`${path}?message=${sent.seq}`);
  await expect(lit).toBeVisible();
  await expect(line(page)).toContainText("Later");
  await page.goBack();
  await expect(page).toHaveURL(/\/saved$/);
});

test("a found reply shows its root and its thread, and is answered there", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const { root, answer } = await world(parley, [ada, bob]);
  const word = unique("quokka").replace(" ", "");
  await answer(bob, `Ask the ${word}`);
  const { page } = ada;
  await page.goto(`/search?q=${word}`);
  const hit = page.getByRole("link", { name: new RegExp(word) });
  await expect(hit).toContainText(`In a thread · ${root.sender.displayName}: ${root.text}`);
  const preview = page.getByRole("region", { name: "Messages around this result" });
  await expect(preview).toContainText(root.text);
  await expect(preview).toContainText(`Ask the ${word}`);
  await hit.focus();
  await page.keyboard.press("r");
  await expect(panel(page)).toContainText(`Ask the ${word}`);
  await field(page).fill("I asked");
  await field(page).press("Enter");
  await expect(replies(page)).toContainText("I asked");
  await expect(line(page).getByRole("article")).toHaveCount(1);
});

test("authors and moderators move messages into a thread and back, and links go on working", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob, mod] = [await signedIn("Ada"), await signedIn("Bob"), await signedIn("Mod")];
  const { den, path } = await world(parley, [mod, ada, bob]);
  const said = async (who: Someone, text: string) =>
    await post(parley, `/rooms/${den.id}/messages`, { text }, who.token);
  const aside = await said(ada, "By the way, lunch?");
  await said(bob, "Yes, at one");
  await said(ada, "Fine");
  await said(bob, "Back to the deploy");
  for (const { page } of [ada, bob, mod]) await page.goto(path);
  const act = async (page: Page, of: Locator, name: string) => {
    await of.click({ button: "right" });
    await page.getByRole("menuitem", { name }).click();
  };
  const article = (page: Page, text: string) => line(page).getByRole("article").filter({ hasText: text });
  const stands = (page: Page, text: string, count: number) =>
    expect(line(page).getByRole("article").getByText(text, { exact: true })).toHaveCount(count);

  // The author moves her own two; Bob's in between stays, and the dialog says so.
  await act(ada.page, article(ada.page, "By the way"), "Move to thread…");
  const dialog = ada.page.getByRole("dialog", { name: "Move to thread" });
  await expect(dialog.getByRole("radio", { name: /Who deploys/ })).toBeChecked();
  await dialog.getByRole("combobox", { name: "Messages" }).click();
  await ada.page.getByRole("option", { name: /Fine/ }).click();
  await expect(dialog).toContainText("1 message in between stays");
  await expectNoFaults(ada.page, "Moving messages into a thread");
  await dialog.getByRole("button", { name: "Move 2 messages" }).click();
  await expect(threadLine(bob.page, "2 replies")).toBeVisible();
  for (const { page } of [ada, bob]) await stands(page, "Fine", 0);
  await stands(bob.page, "Yes, at one", 1);
  await ada.page.getByRole("button", { name: "Undo" }).click();
  for (const { page } of [ada, bob]) await stands(page, "Fine", 1);

  // Bob may not move Ada's message; a moderator moves everything.
  await article(bob.page, "By the way").click({ button: "right" });
  await expect(bob.page.getByRole("menuitem", { name: "Copy link" })).toBeVisible();
  await expect(bob.page.getByRole("menuitem", { name: "Move to thread…" })).toHaveCount(0);
  await bob.page.keyboard.press("Escape");
  await act(mod.page, article(mod.page, "By the way"), "Move to thread…");
  await mod.page.getByRole("combobox", { name: "Messages" }).click();
  await mod.page.getByRole("option", { name: /Fine/ }).click();
  await mod.page.getByRole("button", { name: "Move 3 messages" }).click();
  await expect(threadLine(ada.page, "3 replies")).toBeVisible();
  await stands(bob.page, "Back to the deploy", 1);

  // The old link leads into the thread; from there the author takes her message back.
  await ada.page.goto(`${path}?message=${aside.seq}`);
  await expect(replies(ada.page)).toContainText("By the way, lunch?");
  await act(
    ada.page,
    replies(ada.page).getByRole("article").filter({ hasText: "By the way" }),
    "Move back to room",
  );
  await stands(bob.page, "By the way, lunch?", 1);
  await panel(ada.page).getByRole("button", { name: "Undo" }).click();
  await stands(bob.page, "By the way, lunch?", 0);
  await expect(replies(ada.page)).toContainText("By the way, lunch?");
});

test("who wants replies in the room reads them there, and threads in the middle on a wish", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const { den, path, root, answer } = await world(parley, [ada, bob]);
  await answer(bob, "Before the wish");
  const { page } = ada;
  await page.goto(path);
  await counts(page, 1);
  // On another device: the open page follows.
  await ask(parley, "PATCH", `/rooms/${den.id}/me`, { repliesInRoom: true }, ada.token);
  await expect(line(page)).toContainText("Before the wish");
  await answer(bob, "I can do it");
  const shown = line(page).getByRole("article", { name: /^Bob/ }).filter({ hasText: "I can do it" });
  await expect(shown).toContainText(`Replied in a thread: ${root.text}`);
  await counts(page, 0);
  await expectNoFaults(page, "A room with replies");
  await page.reload();
  await expect(line(page)).toContainText("I can do it");

  await ask(parley, "PATCH", "/me", { threadsInMiddle: true }, ada.token);
  await page.reload();
  await shown.getByRole("button", { name: /^Replied in a thread/ }).click();
  await expect(replies(page)).toContainText("I can do it");
  await expect(page.getByRole("textbox", { name: /^Message / })).toBeHidden();
  await post(parley, `/rooms/${den.id}/messages`, { text: "Under the thread" }, bob.token);
  const unread = async () => (await ask(parley, "GET", `/rooms/${den.id}`, undefined, ada.token)).unreadCount;
  await expect(sidebar(page).getByRole("link", { name: `${den.name} 1 unread` })).toBeVisible();
  // A later reply is seen: so the message under the thread would have been read by now.
  await answer(bob, "Seen in the thread");
  await expect(replies(page)).toContainText("Seen in the thread");
  await counts(page, 0);
  expect(await unread()).toBe(1);
  await panel(page).getByRole("button", { name: "Close thread" }).click();
  await expect(line(page)).toContainText("Under the thread");
  await expect.poll(unread).toBe(0);
});

test("all threads of a room are followed, and files and later messages go into a thread", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob, cleo] = [await signedIn("Ada"), await signedIn("Bob"), await signedIn("Cleo")];
  const { den, path, root, answer } = await world(parley, [bob, ada, cleo]);
  await answer(cleo, "Before the choice");
  const { page } = ada;
  await page.goto(path);
  await page.getByRole("button", { name: "Room menu" }).click();
  const follow = page.getByRole("menuitem", { name: "Follow all threads" });
  // The menu moves while it opens, and takes the focus.
  await expect(async () => {
    await follow.hover();
    await expect(follow).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => (await ask(parley, "GET", `/rooms/${den.id}`, undefined, ada.token)).followsThreads)
    .toBe(true);
  await counts(page, 0);
  await answer(cleo, "After the choice");
  await counts(page, 1);
  await expect(threadLine(page, "2 replies\\s*1 unread")).toBeVisible();
  await threadLine(page, "2 replies").click();
  await expect(replies(page)).toContainText("After the choice");
  await counts(page, 0);

  const word = unique("quota").replace(" ", "-");
  const file = { name: `${word}.csv`, mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") };
  await panel(page).locator("input[type=file][data-any]").setInputFiles(file);
  await expect(panel(page).getByRole("list", { name: "Files to send" }).getByRole("listitem")).toHaveCount(1);
  await field(page).press("Enter");
  await expect(replies(page)).toContainText(file.name);
  await expect(line(page).getByText(file.name)).toHaveCount(0);

  await field(page).fill("Tomorrow in the thread");
  const alsoInRoom = panel(page).getByRole("checkbox", { name: /^Also send to/ });
  await alsoInRoom.check();
  await panel(page).getByRole("button", { name: "Send later" }).click();
  await page.getByRole("menuitem", { name: /^Tomorrow at/ }).click();
  await expect(field(page)).toHaveValue("");
  const { items } = await ask(parley, "GET", "/me/scheduled", undefined, ada.token);
  expect(items).toMatchObject([{ text: "Tomorrow in the thread", threadId: root.id, alsoInRoom: true }]);
  await expect(alsoInRoom).not.toBeChecked();

  // The file is found, and answered in its thread.
  await expect
    .poll(async () => (await ask(parley, "GET", `/search/files?q=${word}`, undefined, ada.token)).total)
    .toBe(1);
  await page.goto(`/search?q=${word}`);
  const hit = page.locator("[data-result^=file]");
  // The keys of the results are loaded after the page.
  await expect(async () => {
    if (!(await panel(page).isVisible())) {
      await hit.focus({ timeout: 1_000 });
      await page.keyboard.press("r");
    }
    await expect(panel(page)).toContainText("After the choice", { timeout: 3_000 });
  }).toPass();
  await expect(panel(page)).toContainText("Reply to Ada");
});

test("on a phone a thread is a page, and Back returns to the room", async ({ browser, parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const { path, answer } = await world(parley, [ada, bob]);
  await answer(bob, "From the desk");
  const context = await browser.newContext({
    baseURL: parley.url,
    locale: "en-GB",
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    storageState: await ada.context.storageState(),
  });
  const page = await context.newPage();
  await page.goto(path);
  await threadLine(page, "1 reply").tap();
  await expect(replies(page)).toContainText("From the desk");
  const box = { x: 0, y: 0, width: 390, height: 844 };
  await expect.poll(() => panel(page).boundingBox()).toEqual(box);
  await field(page).fill("From the phone");
  await panel(page).getByRole("button", { name: "Send", exact: true }).tap();
  await expect(replies(page)).toContainText("From the phone");
  await page.goBack();
  await expect(panel(page)).toHaveCount(0);
  await expect(threadLine(page, "2 replies")).toBeVisible();
  const me = await ask(parley, "GET", "/me/threads/unread", undefined, ada.token);
  expect(me.items).toEqual([]);
  await context.close();
});
