import type { Locator, Page } from "@playwright/test";
import { expectNoFaults, expectNoFaultsUnder, readIn } from "./axe";
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
import { sendFiles } from "./sample-files";
import type { Parley } from "./server";

const pathOf = ({ name }: { name: string }) => `/rooms/${encodeURIComponent(name)}`;
const field = (page: Page) => page.getByRole("main").getByRole("combobox");
const results = (page: Page) => page.locator("[data-result]");
const hits = (page: Page) => page.locator("[data-result^=message]");
const files = (page: Page) => page.locator("[data-result^=file]");
const chips = (page: Page) => page.locator("[data-chip]");
const preview = (page: Page) => page.getByRole("complementary", { name: "Preview" });
const bar = (page: Page) => page.getByRole("textbox", { name: "Find in this room" });

/** Waits until the index has a text, which it has within a second. */
async function indexed(
  parley: Parley,
  { token }: Someone,
  text: string,
  count = 1,
  path: "/search" | "/search/files" = "/search",
): Promise<void> {
  const address = `${path}?q=${encodeURIComponent(text)}`;
  await expect
    .poll(async () => (await ask(parley, "GET", address, undefined, token)).total)
    .toBeGreaterThanOrEqual(count);
}

/** A PDF of one page with these words. */
const pdfOf = (words: string) => {
  const drawing = `BT /F1 24 Tf 20 150 Td (${words}) Tj ET`;
  return Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length ${drawing.length}>>stream
${drawing}
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>`);
};

/** Presses a key of the page until it leads to a field: its script is loaded after the page. */
async function pressUntil(page: Page, key: string, target: Locator): Promise<void> {
  await expect(async () => {
    if (!(await target.isVisible())) await page.keyboard.press(key);
    await expect(target).toBeFocused({ timeout: 1_000 });
  }).toPass();
}

/** The words that the CSS Custom Highlight API marks under a name. */
const marked = (page: Page, name: "found" | "found-here") =>
  page.evaluate((name) => [...(CSS.highlights.get(name) ?? [])].map((range) => String(range)), name);

test("two people find messages of their rooms, and no others", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const attic = await roomOf(parley, unique("Attic"), [bob]);
  await sayAll(parley, den.id, ["The **pools** are full", "Считала с запасом", "nothing here"], ada.token);
  await sayAll(parley, attic.id, ["a pool in the attic"], bob.token);
  await indexed(parley, bob, "pool", 2);

  await ada.page.goto(pathOf(den));
  await expect(heard(ada.page)).toContainText("nothing here");
  await pressUntil(ada.page, "Control+Shift+F", field(ada.page));
  await ada.page.keyboard.type("pool");
  await expect(hits(ada.page)).toHaveCount(1);
  await expect(hits(ada.page)).toContainText(`Ada in # ${den.name}`);
  await expect(hits(ada.page).locator("mark")).toHaveText(/^pools?$/);
  await expect(ada.page).toHaveURL(/\/search\?q=pool$/);
  await expect(preview(ada.page)).toContainText("The pools are full");
  await expect.poll(() => marked(ada.page, "found")).toEqual(["pool"]);
  await field(ada.page).fill("запас");
  await expect(hits(ada.page).locator("mark")).toHaveText(/^запас/);

  await bob.page.goto("/search?q=pool");
  await expect(hits(bob.page)).toHaveCount(2);
  await bob.page.getByRole("button", { name: "Open in room" }).click();
  await expect(heard(bob.page).getByText("a pool in the attic")).toBeInViewport();
});

test("operators become chips that are suggested, edited, negated and removed", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  await sayAll(parley, den.id, ["tea from Ada", "see https://example.org for tea"], ada.token);
  await sayAll(parley, den.id, ["tea from Bob"], bob.token);
  await indexed(parley, ada, "tea", 3);
  const { page } = ada;
  await page.goto("/search");
  await expect(page.getByRole("option", { name: /from:/ })).toBeVisible();

  await field(page).pressSequentially(`tea from:${bob.username.slice(0, -1)}`);
  await expect(page.getByRole("option").first()).toContainText("Bob");
  await page.keyboard.press("Enter");
  await expect(chips(page)).toHaveText(["fromBob"]);
  await expect(hits(page)).toHaveCount(1);
  await expect(hits(page)).toContainText("tea from Bob");

  await page.keyboard.press("Home");
  await page.keyboard.press("Backspace");
  await expect(chips(page)).toHaveCount(0);
  await expect(field(page)).toHaveValue(`tea from:${bob.username}`);
  await field(page).fill(`tea -from:${bob.username} `);
  await expect(chips(page)).toHaveText(["not fromBob"]);
  await expect(hits(page)).toHaveCount(2);
  await field(page).pressSequentially("has:link ");
  await expect(chips(page)).toHaveText(["not fromBob", "haslink"]);
  await expect(hits(page)).toHaveCount(1);
  await expect(page).toHaveURL(/q=-from%3A.*has%3Alink\+tea/);

  await page.getByRole("button", { name: "Remove filter: not from Bob" }).click();
  await expect(chips(page)).toHaveText(["haslink"]);
  await field(page).pressSequentially(" on:");
  await page.getByRole("option", { name: "yesterday" }).click();
  await expect(page.getByText("No results for “tea”.")).toBeVisible();
  await page.getByRole("button", { name: "Search without filters" }).click();
  await expect(hits(page)).toHaveCount(3);
});

test("the form of filters changes the same query", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  await sayAll(parley, den.id, ["cake from Ada"], ada.token);
  await sayAll(parley, den.id, ["cake from Bob"], bob.token);
  await indexed(parley, ada, "cake", 2);
  const { page } = ada;
  await page.goto("/search?q=cake");
  await expect(hits(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Filters", exact: true }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("combobox", { name: "From" }).fill(bob.username);
  await form.getByRole("option").first().click();
  await form.getByRole("combobox", { name: "In room" }).fill(den.name);
  await page.keyboard.press("Enter");
  await form.getByRole("button", { name: "Any day" }).first().click();
  await page.getByRole("button", { name: "Previous month" }).click();
  await page.locator("[data-day]").nth(10).click();
  await form.getByRole("checkbox", { name: "Without bots" }).check();
  await expectNoFaultsUnder(page, "form of filters");
  await form.getByRole("button", { name: "Search", exact: true }).click();
  await expect(chips(page)).toHaveCount(4);
  await expect(chips(page).last()).toHaveText("notfrom bots");
  await expect(chips(page).nth(1)).toHaveText(`in# ${den.name}`);
  await expect(hits(page)).toHaveCount(1);
  await expect(hits(page)).toContainText("cake from Bob");
});

test("Back from a result restores the query, the place and the focus", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const texts = lines(70).map((line) => `${line} about biscuits`);
  await sayAll(parley, den.id, texts, ada.token);
  await indexed(parley, ada, "biscuit", 70);
  const { page } = ada;
  await page.goto("/search");
  await field(page).fill("biscuit");
  await expect(hits(page).first()).toContainText("line 70.");
  await hits(page).nth(25).focus();
  await page.keyboard.press("J");
  const chosen = page.locator("[data-result]:focus");
  await expect(chosen).toContainText("line 44.");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?message=/);
  await expect(heard(page).getByText("line 44. about biscuits")).toBeInViewport();

  await page.goBack();
  await expect(field(page)).toHaveValue("biscuit");
  await expect(chosen).toContainText("line 44.");
  await expect(chosen).toBeInViewport();
  await page.reload();
  await expect(field(page)).toHaveValue("biscuit");
  await expect(hits(page).first()).toContainText("line 70.");
});

test("open results offer new hits, and lose deleted and edited ones", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const sayIn = (text: string) => post(parley, `/rooms/${den.id}/messages`, { text }, ada.token);
  const [first, second] = [await sayIn("a secret scone"), await sayIn("another scone")];
  await sayIn("the third scone");
  await indexed(parley, bob, "scone", 3);
  await bob.page.goto("/search?q=scone");
  await expect(hits(bob.page)).toHaveCount(3);
  await sayIn("a scone that came later");
  await expect(bob.page.getByRole("button", { name: "1 new result" })).toBeVisible();
  await expect(hits(bob.page)).toHaveCount(3);
  await bob.page.getByRole("button", { name: "1 new result" }).press("Enter");
  await expect(hits(bob.page)).toHaveCount(4);
  await expect(bob.page.locator("[data-result]:focus")).toHaveCount(1);
  await expect(bob.page.getByRole("button", { name: "1 new result" })).toHaveCount(0);
  await ask(parley, "DELETE", `/messages/${first.id}`, undefined, ada.token);
  await expect(hits(bob.page)).toHaveCount(3);
  await expect(bob.page.getByRole("main")).not.toContainText("secret");
  await ask(parley, "PATCH", `/messages/${second.id}`, { text: "another muffin" }, ada.token);
  await expect(hits(bob.page)).toHaveCount(2);
  await ask(parley, "DELETE", `/rooms/${den.id}/members/${bob.username}`, undefined, ada.token);
  await expect(hits(bob.page)).toHaveCount(0);
});

test("in a room hits are marked in place, and Enter steps through the whole history", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await sayAll(parley, den.id, ["the first treasure", ...lines(150), "the last **treasure**"], ada.token);
  await indexed(parley, ada, "treasure", 2);
  const { page } = ada;
  await page.goto(pathOf(den));
  await expect(heard(page)).toContainText("the last treasure");
  await pressUntil(page, "Control+F", bar(page));
  await page.keyboard.type("treasures");
  await expect(page.getByText("1 of 2")).toBeVisible();
  await expect.poll(() => marked(page, "found-here")).toEqual(["treasure"]);

  await page.keyboard.press("Enter");
  await expect(page.getByText("2 of 2")).toBeVisible();
  await expect(heard(page).getByText("the first treasure")).toBeInViewport();
  await expect.poll(() => marked(page, "found-here")).toEqual(["treasure"]);
  await expect(bar(page)).toBeFocused();
  await page.keyboard.press("Shift+Enter");
  await expect(page.getByText("1 of 2")).toBeVisible();
  await expect(heard(page).getByText("the last treasure")).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(heard(page).getByText("the first treasure")).toBeInViewport();

  // Pressed again in the field, the key is the browser's own.
  const isOurs = await bar(page).evaluate(
    (input) =>
      !input.dispatchEvent(
        new KeyboardEvent("keydown", {
          key: "f",
          code: "KeyF",
          ctrlKey: true,
          bubbles: true,
          cancelable: true,
        }),
      ),
  );
  expect(isOurs).toBe(false);
  await expectNoFaults(page, "finding in a room");
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  await expect(composer(page)).toBeFocused();
  await expect(heard(page).getByText("the first treasure")).toBeInViewport();
  expect(await marked(page, "found")).toEqual([]);
});

test("a hit deep in a long message is unfolded, in the room and beside the results", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const long = `${"The sand goes on and on. ".repeat(700)}Here is the **nugget**. ${"And on. ".repeat(200)}`;
  await sayAll(parley, den.id, [long, ...lines(60)], ada.token);
  await indexed(parley, ada, "nugget");
  const { page } = ada;
  await page.goto(pathOf(den));
  await pressUntil(page, "Control+F", bar(page));
  await page.keyboard.type("nugget");
  await expect(page.getByText("1 of 1")).toBeVisible();
  await expect.poll(() => marked(page, "found-here")).toEqual(["nugget"]);
  await expect(heard(page).getByText("nugget", { exact: true })).toBeInViewport();
  await expect(bar(page)).toBeFocused();

  await page.goto("/search?q=nugget");
  await expect(hits(page)).toContainText("Here is the nugget");
  await expect.poll(() => marked(page, "found")).toEqual(["nugget"]);
  await expect(preview(page).getByText("nugget", { exact: true })).toBeInViewport();
});

test("the search is used by keyboard alone, and remembers its queries", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await sayAll(parley, den.id, ["marmalade one", "marmalade two"], ada.token);
  await indexed(parley, ada, "marmalade", 2);
  const { page } = ada;
  await page.goto(pathOf(den));
  await expect(heard(page)).toContainText("marmalade two");
  const switcher = page.getByRole("combobox", { name: /Find a room, person or action/ });
  await pressUntil(page, "Control+K", switcher);
  await switcher.fill("marmalade");
  await expect(page.getByRole("option", { name: "Search messages for “marmalade”" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(hits(page)).toHaveCount(2);
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(hits(page).first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(hits(page).nth(1)).toBeFocused();
  await expect(preview(page)).toContainText("marmalade one");
  await page.keyboard.press("k");
  await page.keyboard.press("Escape");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(field(page)).toHaveValue("");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option", { name: "marmalade", selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(hits(page)).toHaveCount(2);
  await field(page).fill("jam");
  await page.keyboard.press("Enter");
  await field(page).fill("");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option", { name: "jam", selected: true })).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("option", { name: "jam", exact: true })).toHaveCount(0);
  await expect(page.getByRole("option", { name: "marmalade" })).toBeVisible();
  await page.getByRole("button", { name: "Clear recent searches" }).click();
  await expect(page.getByRole("option", { name: "marmalade" })).toHaveCount(0);

  await field(page).fill("marmalade");
  await expect(hits(page)).toHaveCount(2);
  await hits(page).nth(1).focus();
  await page.keyboard.press("r");
  await expect(page).toHaveURL(/\?message=/);
  await expect(page.getByText("Reply to Ada")).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type("with toast");
  await page.keyboard.press("Enter");
  await expect(heard(page).getByRole("button", { name: "In reply to Ada: marmalade one" })).toBeVisible();
});

test("files are found by their names and by the text inside them", async ({ parley, signedIn }) => {
  const [ada, bob, eve] = [await signedIn("Ada"), await signedIn("Bob"), await signedIn("Eve")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const file = (name: string, words: string) => ({ name, bytes: Buffer.from(words) });
  const notes = file("harbour-plan.txt", `${lines(40).join("\n")}\nthe zeppelins are moored at dawn`);
  await sendFiles(parley, ada, den.id, [notes], "read this");
  await sendFiles(parley, ada, den.id, [{ name: "bill.pdf", bytes: pdfOf("one zeppelin, paid") }]);
  await indexed(parley, bob, "zeppelin", 2, "/search/files");
  const { page } = bob;
  await page.goto("/search?q=zeppelin");
  await expect(page.getByRole("heading", { name: "Files" })).toBeVisible();
  await expect(files(page)).toHaveCount(2);
  await expect(files(page).locator("mark")).toHaveText([/^zeppelin$/, /^zeppelins?$/]);
  await expect(files(page).first()).toContainText(/bill\.pdf.*one zeppelin, paid/);

  await field(page).fill("harbour");
  await expect(files(page)).toHaveCount(1);
  await expect(files(page).locator("mark")).toHaveText("harbour");
  await page.getByRole("button", { name: /^Files/ }).click();
  await expect(results(page)).toHaveCount(1);
  await files(page).click();
  await expect(preview(page)).toContainText("read this");
  await page.getByRole("button", { name: "Open in room" }).click();
  await expect(heard(page).getByText("read this")).toBeInViewport();

  await eve.page.goto("/search?q=zeppelin");
  await expect(eve.page.getByText("No results for “zeppelin”.")).toBeVisible();
});

test("the order is remembered, results are grouped by room, and saved messages are searched", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const attic = await roomOf(parley, unique("Attic"), [ada]);
  const saved = await post(parley, `/rooms/${den.id}/messages`, { text: "plum jam" }, ada.token);
  await sayAll(parley, attic.id, ["plum cake"], ada.token);
  await ask(parley, "PUT", `/messages/${saved.id}/save`, {}, ada.token);
  await indexed(parley, ada, "plum", 2);
  const { page } = ada;
  await page.goto("/search?q=plum");
  await page.getByRole("button", { name: "Newest first" }).click();
  await page.getByRole("menuitemradio", { name: "Room", exact: true }).click();
  await expect(page.getByRole("heading", { name: `# ${attic.name}` })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: `# ${den.name}` })).toBeVisible();

  await page.goto("/saved");
  await page.getByRole("link", { name: "Search saved messages" }).click();
  await expect(chips(page)).toHaveText(["issaved"]);
  await expect(hits(page)).toHaveCount(1);
  await field(page).pressSequentially("plum");
  await expect(hits(page)).toContainText("plum jam");
});

for (const locale of ["en", "ru"] as const) {
  test(`the search has no fault for axe, and fits a phone: ${locale}`, async ({ parley, signedIn }) => {
    const [ada, bob] = [await signedIn("Ада"), await signedIn("Пул Боб")];
    const { page } = ada;
    await readIn(page, parley.url, locale);
    const den = await roomOf(parley, unique("Пул"), [ada, bob]);
    await sayAll(parley, den.id, ["Смотрите, пулы забиты", "a **pool** `of` code"], ada.token);
    await indexed(parley, ada, "пул");
    await page.goto("/search");
    await expect(page.getByRole("listbox")).toBeVisible();
    await expectNoFaultsUnder(page, "empty search");
    await field(page).fill("пул");
    await expect(hits(page).locator("mark").first()).toHaveText(/^пул/);
    await expect(results(page).filter({ hasText: den.name }).first()).toBeVisible();
    await expectNoFaults(page, "results");
    await field(page).fill("пул before:");
    await expect(page.getByRole("table")).toBeVisible();
    await expectNoFaultsUnder(page, "calendar");
    await field(page).fill("абракадабра");
    await expect(page.getByText("«абракадабра»").or(page.getByText("“абракадабра”"))).toBeVisible();
    await expectNoFaults(page, "nothing found");

    await page.setViewportSize({ width: 360, height: 740 });
    await field(page).fill("пул");
    await expect(hits(page)).toHaveCount(1);
    await expectNoFaults(page, "results on a phone");
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: innerWidth,
    }));
    expect(scroll).toBe(width);
    await hits(page).first().click();
    await expect(heard(page).getByText("Смотрите, пулы забиты")).toBeInViewport();
    await page.goBack();
    await expect(field(page)).toHaveValue("пул");
  });
}

test("refusals and silence of the server are said in words", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await ada.page.goto(pathOf(den));
  await say(ada.page, "pudding for all");
  await indexed(parley, ada, "pudding");
  const { page } = ada;
  await page.goto("/search?q=-pudding");
  await expect(page.getByText(/Add a word or filter/)).toBeVisible();

  let answer: "limited" | "offline" | "partial" = "limited";
  await page.route("**/api/v1/search?*", async (route) => {
    if (answer === "offline") return route.abort();
    if (answer === "limited")
      return route.fulfill({ status: 429, headers: { "retry-after": "2" }, json: { code: "rate_limited" } });
    const response = await route.fetch();
    // The page may have asked anew meanwhile, and the answer is gone.
    const body = await response.json().catch(() => null);
    if (body) await route.fulfill({ response, json: { ...body, isPartial: true } });
  });
  await field(page).fill("pudding");
  await expect(page.getByText(/Too many searches/)).toBeVisible();
  answer = "partial";
  await expect(hits(page)).toHaveCount(1);
  await expect(page.getByText(/Add a word, room, person or date/)).toBeVisible();
  answer = "offline";
  await field(page).fill("puddings");
  await expect(page.getByText(/^No connection/)).toBeVisible();
  answer = "partial";
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText(/^No connection/)).toHaveCount(0);
  await expect(hits(page)).toHaveCount(1);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});
