import { composer, expect, heard, lines, post, roomOf, say, sayAll, test, unique } from "./fixtures";

const row = (page: Parameters<typeof heard>[0], text: string) =>
  heard(page).getByRole("article").filter({ hasText: text });

test("a screen reader is told of each new message once, its author first, and not of what is loaded", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  await sayAll(parley, den.id, lines(80), bob.token);
  await post(parley, `/rooms/${den.id}/read`, { lastReadSeq: 82 }, ada.token);
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(heard(ada.page).getByText("line 80.", { exact: true })).toBeInViewport();
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

test("what the server wrote with its formatting is never seen without it, while the page comes to life", async ({
  parley,
  signedIn,
}) => {
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

test("a page is painted where one will read, before any of its scripts has come", async ({
  parley,
  signedIn,
}) => {
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
