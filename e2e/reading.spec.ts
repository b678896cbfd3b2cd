import type { Page } from "@playwright/test";
import { ask, composer, expect, heard, lines, post, roomOf, say, sayAll, test, unique } from "./fixtures";

const row = (page: Parameters<typeof heard>[0], text: string) =>
  heard(page).getByRole("article").filter({ hasText: text });

/** Holds the script of the Markdown parser back until the returned function is called. */
async function holdParser(page: Page): Promise<() => Promise<void>> {
  const parser = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes("thematicBreakSequence")) {
      parser.resolve();
      await release.promise;
    }
    await route.fulfill({ response });
  });
  return async () => {
    await parser.promise;
    release.resolve();
  };
}

test("a screen reader hears each new message once, and no loaded ones", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  await sayAll(parley, den.id, lines(80), bob.token);
  await post(parley, `/rooms/${den.id}/read`, { lastReadSeq: 82 }, ada.token);
  const release = await holdParser(ada.page);
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(heard(ada.page).getByText("line 80.", { exact: true })).toBeInViewport();
  await expect(ada.page.locator("main [aria-live=polite]:not([role])")).toBeAttached();
  const told: string[] = [];
  await ada.page.exposeFunction("tell", (words: string) => told.push(words));
  await ada.page.evaluate(() => {
    const region = document.querySelector("main [aria-live=polite]:not([role])")!;
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          (window as never as { tell(words: string): void }).tell(node.textContent ?? "");
    }).observe(region, { childList: true, subtree: true });
  });

  await heard(ada.page).hover();
  await ada.page.mouse.wheel(0, -4_000);
  await expect(heard(ada.page).getByText("line 1.", { exact: true })).toHaveCount(1);
  await post(parley, `/rooms/${den.id}/messages`, { text: "Is **anyone** there?" }, bob.token);
  await expect(row(ada.page, "anyone")).toBeVisible();
  await release();
  await expect.poll(() => told).toEqual(["Bob: Is anyone there?"]);
  await expect(heard(ada.page)).toHaveAttribute("aria-live", "off");
});

test("the focus stays in the list when its message goes", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  for (const text of ["first", "second"]) await say(ada.page, text);
  await expect(row(ada.page, "second")).toHaveAttribute("data-seq");
  await heard(ada.page).focus();
  await ada.page.keyboard.press("ArrowUp");
  await expect(row(ada.page, "second")).toBeFocused();
  await ada.page.keyboard.press("Delete");
  await ada.page.getByRole("button", { name: "Undo" }).focus();
  await expect(ada.page.getByText("This message was deleted")).toBeVisible({ timeout: 20_000 });
  await expect(heard(ada.page).getByRole("article").last()).toBeFocused();
});

test("code, tables, quotes and long words never make the page wider than 360 pixels", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const wide = "x".repeat(400);
  const cells = Array.from({ length: 12 }, (_, i) => `column ${i}`).join(" | ");
  const rule = Array.from({ length: 12 }, () => "---").join(" | ");
  for (const text of [
    wide,
    `\`\`\`js\nconst long = "${wide}";\n\`\`\``,
    `| ${cells} |\n| ${rule} |\n| ${cells} |`,
    `> ${wide}\n> > ${wide}`,
    `\`${wide}\` and https://example.org/${wide}`,
    `1. ${wide}\n   - ${wide}`,
    `$$\n${"x + ".repeat(80)}y\n$$`,
  ])
    await post(parley, `/rooms/${den.id}/messages`, { text }, ada.token);
  await ada.page.setViewportSize({ width: 360, height: 740 });
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(row(ada.page, "column 11")).toHaveCount(1);
  const widths = await heard(ada.page).evaluate((list) => [
    document.documentElement.scrollWidth,
    list.scrollWidth,
    ...[...list.querySelectorAll("article")].map((each) => each.getBoundingClientRect().right),
  ]);
  expect(Math.max(...widths)).toBeLessThanOrEqual(360);
});

test("a formatted message stays formatted while the page comes to life", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await post(parley, `/rooms/${den.id}/messages`, { text: "This is **bold** and `code`" }, ada.token);
  await ada.page.addInitScript(() => {
    const seen = { raw: 0, first: null as Element | null };
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const log = document.querySelector("[role=log]");
      if (log?.textContent?.includes("**bold")) seen.raw += 1;
      seen.first ??= log?.querySelector("strong") ?? null;
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(composer(ada.page)).toBeFocused();
  await say(ada.page, "And **more** of it");
  await expect(heard(ada.page).locator("strong").nth(1)).toHaveText("more");
  const seen = await ada.page.evaluate(() => {
    const { raw, first } = (window as never as { seen: { raw: number; first: Element | null } }).seen;
    return { raw, isTheSame: first?.isConnected };
  });
  expect(seen).toEqual({ raw: 0, isTheSame: true });
});

test("a long text shows its beginning, and opens downwards", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await sayAll(parley, den.id, lines(40), ada.token);
  const text = Array.from({ length: 80 }, (_, i) => `verse ${i + 1}`).join("\n");
  await post(parley, `/rooms/${den.id}/messages`, { text }, ada.token);
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  const poem = row(ada.page, "verse 1");
  await expect(poem).not.toContainText("verse 80");
  await expect(composer(ada.page)).toBeFocused();
  const before = await poem.boundingBox();
  await poem.getByRole("button", { name: "Show more" }).click();
  await expect(poem).toContainText("verse 80");
  const after = await poem.boundingBox();
  expect(Math.abs(after!.y - before!.y)).toBeLessThan(2);
  expect(after!.height).toBeGreaterThan(before!.height + 300);
});

test("a page is painted at its place before its scripts have come", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  await sayAll(parley, den.id, lines(60), bob.token);
  await post(parley, `/rooms/${den.id}/read`, { lastReadSeq: 31 }, ada.token);
  const line = (text: string) => heard(ada.page).getByText(text, { exact: true });
  await ada.page.route("**/_next/static/**/*.js", (route) => route.abort());

  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(heard(ada.page).getByRole("heading", { name: "New" })).toBeInViewport({ ratio: 1 });
  await expect(line("line 60.")).not.toBeInViewport();

  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}?message=21`);
  await expect(line("line 20.")).toBeInViewport({ ratio: 1 });
});

type Reader = Parameters<typeof heard>[0];

/** Somebody's window loses the focus, or gets it back. */
const look = (page: Reader, isLooking: boolean) =>
  page.evaluate((is) => {
    document.hasFocus = () => is;
    window.dispatchEvent(new Event(is ? "focus" : "blur"));
  }, isLooking);

const newLine = (page: Reader) => heard(page).locator("[data-line=new]");

/** The row right below the New line. */
const firstNew = (page: Reader) => heard(page).locator("[data-line=new] + [data-line]");

test("a New line stands above messages that came during an absence", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const { page } = ada;
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`, { waitUntil: "networkidle" });
  const tell = (text: string) => post(parley, `/rooms/${den.id}/messages`, { text }, bob.token);
  await tell("in front of her");
  await expect(row(page, "in front of her")).toBeVisible();
  await expect(newLine(page)).toHaveCount(0);

  await look(page, false);
  await tell("starter");
  await tell("main course");
  await expect(row(page, "main course")).toBeVisible();
  await expect(page).toHaveTitle(`• ${den.name}`);
  await look(page, true);
  await expect(page).toHaveTitle(den.name);
  await expect(firstNew(page)).toContainText("starter");

  await page.keyboard.press("Escape");
  await expect(newLine(page)).toHaveCount(0);
  await look(page, false);
  await sayAll(parley, den.id, lines(60), bob.token);
  await expect(heard(page).getByText("line 60.", { exact: true })).toBeVisible();
  await look(page, true);
  await expect(firstNew(page)).toContainText("line 1.");
  await page.getByRole("button", { name: "Jump to first unread" }).click();
  await expect(newLine(page)).toBeInViewport();

  await heard(page).hover();
  await page.mouse.wheel(0, -2_000);
  await look(page, false);
  await tell("dessert");
  await look(page, true);
  await page.getByRole("button", { name: /1 new message/ }).click();
  await expect(firstNew(page)).toContainText("dessert");
  await expect(page).toHaveTitle(den.name);
});

test("an idle person finds a New line where they last moved", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const { page } = ada;
  await page.clock.install();
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(composer(page)).toBeFocused();
  const tell = (text: string) => post(parley, `/rooms/${den.id}/messages`, { text }, bob.token);
  await tell("while she types");
  await expect(row(page, "while she types")).toBeVisible();
  await page.clock.runFor(60_000);
  await page.mouse.move(400, 300);
  await page.clock.runFor(60_000);
  await tell("right after she went");
  await expect(row(page, "right after she went")).toBeVisible();
  await page.clock.fastForward("15:00");
  await page.clock.runFor(60_000);
  await tell("at noon");
  await expect(row(page, "at noon")).toBeVisible();
  await expect(page).toHaveTitle(`• ${den.name}`);
  await expect(firstNew(page)).toContainText("right after she went");
  await page.mouse.move(500, 320);
  await expect(page).toHaveTitle(den.name);
  await expect(firstNew(page)).toContainText("right after she went");
});

test("a reply shows its message as it is now, or that it's gone", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const said = await post(parley, `/rooms/${den.id}/messages`, { text: "at noon?" }, bob.token);
  const { page } = ada;
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`, { waitUntil: "networkidle" });
  await composer(page).press("Shift+ArrowUp");
  await expect(page.getByText("Reply to Bob at noon?")).toBeVisible();
  await ask(parley, "PATCH", `/messages/${said.id}`, { text: "at one?" }, bob.token);
  await expect(page.getByText("Reply to Bob at one?")).toBeVisible();
  await composer(page).fill("yes");
  await page.waitForResponse(
    (answer) => answer.url().includes("/draft") && answer.request().method() === "PUT",
  );

  await page.reload({ waitUntil: "networkidle" });
  await expect(page.getByText("Reply to Bob at one?")).toBeVisible();
  await ask(parley, "DELETE", `/messages/${said.id}`, undefined, bob.token);
  await expect(page.getByText("The message you're replying to was deleted")).toBeVisible();
  await page.getByRole("button", { name: "Cancel reply" }).click();
  await expect(composer(page)).toHaveValue("yes");
  await composer(page).press("Enter");
  await expect(row(page, "yes")).toHaveAttribute("data-seq");
  await expect(row(page, "yes")).not.toContainText("deleted");
});
