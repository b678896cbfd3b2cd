import type { Locator, Page } from "@playwright/test";
import { composer, expect, heard, lines, roomOf, type Someone, say, sayAll, test, unique } from "./fixtures";

type Parley = Parameters<typeof roomOf>[0];

async function inRoom(parley: Parley, signedIn: (name: string) => Promise<Someone>, ...names: string[]) {
  const people: Someone[] = [];
  for (const name of names) people.push(await signedIn(name));
  const den = await roomOf(parley, unique("Den"), people);
  for (const { page } of people) {
    await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
    await expect(composer(page)).toBeVisible();
    await expect(page.getByRole("button", { name: /formatting$/ })).toBeVisible();
  }
  return { people, den };
}

/** The last sent message. One that is on its way has another element, which a test that measures would lose. */
const last = (page: Page) => heard(page).locator("article[data-seq]").last();
const format = (page: Page, name: string) =>
  page.getByRole("toolbar", { name: "Formatting" }).getByRole("button", { name, exact: true });
const options = (page: Page) => page.getByRole("listbox").getByRole("option");

const select = (field: Locator, from: number, to: number) =>
  field.evaluate((input: HTMLTextAreaElement, [from, to]) => input.setSelectionRange(from, to), [
    from,
    to,
  ] as const);

const selected = (field: Locator) =>
  field.evaluate((input: HTMLTextAreaElement) => input.value.slice(input.selectionStart, input.selectionEnd));

/** Pastes as a browser does: what nobody takes over is typed as it is. */
const paste = (field: Locator, pasted: { "text/plain": string; "text/html"?: string }) =>
  field.evaluate((input: HTMLTextAreaElement, pasted) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(pasted)) clipboardData.setData(type, text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    if (input.dispatchEvent(event)) document.execCommand("insertText", false, pasted["text/plain"]);
  }, pasted);

test("the toolbar and its keys format the selection, and undo reverts it", async ({ parley, signedIn }) => {
  const { people } = await inRoom(parley, signedIn, "Ada");
  const { page } = people[0]!;
  const field = composer(page);
  await field.pressSequentially("ship it now");

  await select(field, 5, 7);
  await format(page, "Bold").click();
  await expect(field).toHaveValue("ship **it** now");
  expect(await selected(field)).toBe("it");
  await expect(field).toBeFocused();
  await format(page, "Bold").click();
  await expect(field).toHaveValue("ship it now");
  await page.keyboard.press("Control+i");
  await expect(field).toHaveValue("ship _it_ now");
  await page.keyboard.press("Control+z");
  await expect(field).toHaveValue("ship it now");

  await select(field, 0, 4);
  await page.keyboard.press("Control+k");
  await expect(field).toHaveValue("[ship](url) it now");
  expect(await selected(field)).toBe("url");
  await page.keyboard.type("https://example.org");
  await select(field, 0, 0);
  await format(page, "Quote").click();
  await expect(field).toHaveValue("> [ship](https://example.org) it now");

  await page.getByRole("button", { name: "Hide formatting" }).click();
  await expect(format(page, "Bold")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "Show formatting" })).toBeVisible();
  await expect(field).toHaveValue("> [ship](https://example.org) it now");
});

test("the preview shows the text as its readers see it, and keeps it", async ({ parley, signedIn }) => {
  const { people } = await inRoom(parley, signedIn, "Ada");
  const { page } = people[0]!;
  await page.getByRole("button", { name: "Preview" }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await composer(page).pressSequentially("so **bold** ||dark||");
  await expect(preview.locator("strong")).toHaveText("bold");
  await expect(preview.getByRole("button", { name: /hidden|spoiler/i })).toBeVisible();
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(preview).toHaveCount(0);
  await expect(composer(page)).toHaveValue("so **bold** ||dark||");
  await composer(page).press("Enter");
  await expect(last(page).locator("strong")).toHaveText("bold");
});

test("a line break goes on with a list, and an empty item ends it", async ({ parley, signedIn }) => {
  const { people } = await inRoom(parley, signedIn, "Ada");
  const { page } = people[0]!;
  const field = composer(page);
  await field.pressSequentially("- one");
  await field.press("Shift+Enter");
  await field.pressSequentially("two");
  await field.press("Shift+Enter");
  await expect(field).toHaveValue("- one\n- two\n- ");
  await field.press("Shift+Enter");
  await expect(field).toHaveValue("- one\n- two\n");
  await field.press("Enter");
  await expect(last(page).getByRole("listitem")).toHaveText(["one", "two"]);

  // The same where a message is changed.
  await field.press("ArrowUp");
  const edited = page.getByRole("textbox", { name: "Edit message" });
  await edited.press("Shift+Enter");
  await edited.pressSequentially("three");
  await select(edited, 2, 5);
  await edited.press("Control+b");
  await expect(edited).toHaveValue("- **one**\n- two\n- three");
  await edited.press("Enter");
  await expect(last(page).getByRole("listitem")).toHaveText(["one", "two", "three"]);
});

test("Enter sends or breaks the line by choice, never while composing", async ({ parley, signedIn }) => {
  const { people, den } = await inRoom(parley, signedIn, "Ada");
  const { page } = people[0]!;
  const field = composer(page);
  await field.fill("にほん");
  for (const init of [{ isComposing: true }, { keyCode: 229 }]) {
    const wasTaken = await field.evaluate(
      (input, init) =>
        !input.dispatchEvent(
          new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...init }),
        ),
      init,
    );
    expect(wasTaken).toBe(false);
  }
  await expect(field).toHaveValue("にほん");
  await field.press("Enter");
  await expect(last(page)).toContainText("にほん");

  await page.goto("/settings/appearance");
  await page.getByRole("radio", { name: /^Starts a new line/ }).check();
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await field.pressSequentially("one");
  await field.press("Enter");
  await field.pressSequentially("two");
  await expect(field).toHaveValue("one\ntwo");
  await field.press("Control+Enter");
  await expect(last(page)).toContainText("one\ntwo");
});

test("people, rooms, emoji and commands are suggested while typing", async ({ parley, signedIn }) => {
  const { people } = await inRoom(parley, signedIn, "Ada", "Bélà Bartók", "Zoë");
  const [ada, bela] = people as [Someone, Someone];
  const outsider = await signedIn("Belmondo");
  const attic = await roomOf(parley, unique("attic").replace(" ", "-"), [ada]);
  const { page } = ada;
  const field = composer(page);

  await field.pressSequentially("hi ＠bel");
  await expect(options(page).first()).toContainText("Bélà Bartók");
  const other = options(page).filter({ hasText: outsider.username });
  await expect(other).toContainText("not in this room");
  await expect(field).toHaveAttribute(
    "aria-activedescendant",
    (await options(page).first().getAttribute("id"))!,
  );
  await field.press("ArrowDown");
  await expect(options(page).nth(1)).toHaveAttribute("aria-selected", "true");
  await field.press("ArrowUp");
  await field.press("Enter");
  await expect(field).toHaveValue(`hi @${bela.username} `);
  await expect(page.getByRole("listbox")).toHaveCount(0);

  await field.fill("");
  await field.pressSequentially("@al");
  await expect(options(page).first()).toContainText("Notify everyone in this room");
  await field.press("Escape");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await field.pressSequentially("l");
  await expect(page.getByRole("listbox")).toHaveCount(0);

  await field.fill("");
  await field.pressSequentially(`see #${attic.name.slice(0, 7)}`);
  await options(page).first().click();
  await expect(field).toHaveValue(`see #${attic.name} `);
  await expect(field).toBeFocused();
  await field.pressSequentially(":rocke");
  await expect(options(page).first()).toContainText("🚀");
  await field.press("Tab");
  await field.pressSequentially(" :tada:");
  await expect(field).toHaveValue(`see #${attic.name} 🚀 🎉`);
  await field.press("Enter");
  await last(page)
    .getByRole("link", { name: `#${attic.name}` })
    .click();
  await expect(composer(page)).toHaveAccessibleName(`Message #${attic.name}`);

  await composer(page).pressSequentially("/shr");
  await expect(options(page)).toHaveCount(1);
  await composer(page).press("Enter");
  await expect(composer(page)).toHaveValue("/shrug ");
});

test("commands work; a failing one stays in the field with its error", async ({ parley, signedIn }) => {
  const { people } = await inRoom(parley, signedIn, "Ada", "Bob");
  const [ada, bob] = people as [Someone, Someone];
  const { page } = ada;
  const told = page.getByRole("main").getByRole("alert");

  await say(page, "/topic Deploys and databases");
  await expect(page.getByRole("main").getByText("Deploys and databases", { exact: true })).toBeVisible();
  await expect(composer(page)).toHaveValue("");
  await say(page, "/me waves");
  await expect(last(bob.page).locator("em")).toHaveText("waves");
  await say(page, "//me is a command");
  await expect(last(bob.page)).toContainText("/me is a command");

  await say(page, "/usr/bin is full");
  await expect(told).toContainText("There's no command /usr/bin.");
  await expect(composer(page)).toHaveValue("/usr/bin is full");
  await page.getByRole("button", { name: "Send as text" }).click();
  await expect(last(bob.page)).toContainText("/usr/bin is full");
  await expect(composer(page)).toHaveValue("");

  await say(page, "/invite @nobody.at.all");
  await expect(told).toContainText("No one here has the username @nobody.at.all.");
  await expect(composer(page)).toHaveValue("/invite @nobody.at.all");
  await say(bob.page, "/topic mine now");
  await expect(bob.page.getByRole("main").getByRole("alert")).toContainText(
    "You can't use /topic in this room.",
  );

  await say(page, "/status :palm_tree: at the sea");
  await expect(page.getByText("Status updated.")).toBeVisible();
  await composer(page).pressSequentially("/help");
  await expect(options(page)).toHaveCount(1);
  await composer(page).press("Enter");
  await expect(page.getByRole("dialog", { name: "Commands" })).toContainText("/invite");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await say(page, "/shortcuts");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText("Strikethrough");
  await page.keyboard.press("Escape");
  await say(page, `/msg @${bob.username} psst`);
  await expect(composer(page)).toHaveAccessibleName("Message Bob");
  await expect(last(page)).toContainText("psst");
});

test("formatted text is pasted as Markdown, and an address over a text makes a link", async ({
  parley,
  signedIn,
}) => {
  const { people } = await inRoom(parley, signedIn, "Ada");
  const { page } = people[0]!;
  const field = composer(page);
  await field.focus();
  await paste(field, {
    "text/plain": "Plan ship it, read this one two",
    "text/html":
      '<html><body><!--StartFragment--><b style="font-weight:normal"><h2>Plan</h2><p><span style="font-weight:700">ship</span> <i>it</i>, read <a href="https://example.org/a_b">this</a></p><ul><li>one</li><li><code>two</code></li></ul><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table><img src="x" onerror="alert(1)" alt="a dog"></b><!--EndFragment--></body></html>',
  });
  await expect(field).toHaveValue(
    "## Plan\n\n**ship** _it_, read [this](https://example.org/a_b)\n\n- one\n- `two`\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\na dog",
  );
  await page.keyboard.press("Control+z");
  await expect(field).toHaveValue("");

  // Said as a browser says it: the real key would paste by itself, whatever is in the clipboard.
  await field.dispatchEvent("keydown", { key: "V", code: "KeyV", ctrlKey: true, shiftKey: true });
  await paste(field, { "text/plain": "plain words", "text/html": "<b>plain</b> words" });
  await expect(field).toHaveValue("plain words");
  await select(field, 6, 11);
  await paste(field, { "text/plain": "https://example.org" });
  await expect(field).toHaveValue("plain [words](https://example.org)");
});

test("each line goes in the direction of its own words, and a wide formula scrolls by itself", async ({
  parley,
  signedIn,
}) => {
  const { people } = await inRoom(parley, signedIn, "Ada");
  const { page } = people[0]!;
  await expect(composer(page)).toHaveCSS("unicode-bidi", "plaintext");
  await say(page, "hello there\nשלום לכם");
  const words = last(page).locator("p").first();
  await expect(words).toHaveCSS("unicode-bidi", "plaintext");
  const [first, second] = await words.evaluate((paragraph) => {
    const text = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode()!;
    const box = paragraph.getBoundingClientRect();
    return [0, text.textContent!.indexOf("\n") + 1].map((at) => {
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 4);
      const line = range.getBoundingClientRect();
      return line.left - box.left < box.right - line.right ? "left" : "right";
    });
  });
  expect([first, second]).toEqual(["left", "right"]);

  await say(page, `so $$${"x_1 + ".repeat(200)}y$$ holds`);
  const scrolls = (formula: Element) => {
    let box: Element | null = formula;
    while (box && getComputedStyle(box).overflowX !== "auto") box = box.parentElement;
    return box !== null && box.getAttribute("role") !== "log" && box.scrollWidth > box.clientWidth;
  };
  await expect.poll(() => last(page).locator("math").evaluate(scrolls)).toBe(true);
  for (const place of [heard(page), page.locator("html")])
    expect(await place.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test("a text far beyond the limit can be pasted, edited and cut", async ({ parley, signedIn }) => {
  const { people } = await inRoom(parley, signedIn, "Ada");
  const { page } = people[0]!;
  const field = composer(page);
  for (const length of [20_000, 200_000]) {
    await field.fill("word ".repeat(length / 5));
    await field.press("End");
    await field.pressSequentially("and more");
    await expect(page.getByText(/over the limit$/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
  }
  await field.fill("short again");
  await expect(page.getByText(/over the limit$/)).toHaveCount(0);
  await field.press("Enter");
  await expect(last(page)).toContainText("short again");
});

test("the author alone may add a mentioned person who is outside the room", async ({ parley, signedIn }) => {
  const { people } = await inRoom(parley, signedIn, "Ada", "Bob");
  const [ada, bob] = people as [Someone, Someone];
  const cem = await signedIn("Cem");
  await say(ada.page, `ask @${cem.username}.`);
  const asked = ada.page.getByText("Cem isn't in this room and wasn't notified.");
  await expect(asked).toBeVisible();
  await expect(last(bob.page)).toContainText(`ask @${cem.username}`);
  await expect(bob.page.getByText("Cem is not in this room")).toHaveCount(0);
  await ada.page.getByRole("button", { name: "Dismiss" }).click();
  await expect(asked).toHaveCount(0);

  await say(ada.page, `really, @${cem.username}`);
  await ada.page.getByRole("button", { name: "Add to room" }).click();
  await expect(asked).toHaveCount(0);
  await expect(heard(bob.page)).toContainText("Ada added Cem");
  await say(ada.page, `hello @${cem.username}`);
  await expect(last(bob.page)).toContainText("hello");
  await expect(asked).toHaveCount(0);
});

test("on a narrow touch screen the formats are folded, and Enter begins a line", async ({
  browser,
  parley,
  signedIn,
}) => {
  const { people, den } = await inRoom(parley, signedIn, "Ada");
  const cookies = await people[0]!.context.cookies();
  const context = await browser.newContext({
    baseURL: parley.url,
    viewport: { width: 360, height: 700 },
    hasTouch: true,
    isMobile: true,
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  const field = composer(page);
  await page.getByRole("button", { name: "Show formatting" }).click();
  await field.tap();
  await field.pressSequentially("one");
  await field.press("Enter");
  await expect(field).toHaveValue("one\n");
  await format(page, "Bulleted list").tap();
  await expect(field).toHaveValue("one\n- ");
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(isWide).toBe(false);
  await field.pressSequentially("two");
  await page.getByRole("button", { name: "Send", exact: true }).tap();
  await expect(last(page)).toContainText("two");
  await context.close();
});

test("typing changes nothing in the list of messages", async ({ parley, signedIn }) => {
  const { people, den } = await inRoom(parley, signedIn, "Ada");
  const { page, token } = people[0]!;
  await sayAll(parley, den.id, lines(30), token);
  await expect(heard(page).getByText("line 30.")).toBeVisible();
  await expect(composer(page)).toBeFocused();
  const changes = await heard(page).evaluateHandle((log) => {
    const seen: MutationRecord[] = [];
    new MutationObserver((records) => seen.push(...records)).observe(log, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    return seen;
  });
  await page.keyboard.type("abcde :smile @a **b");
  await expect(composer(page)).toHaveValue("abcde :smile @a **b");
  expect(await changes.evaluate((seen) => seen.length)).toBe(0);
});

test("C30: Up right after Enter edits the sent message; ordinary signs stay", async ({
  parley,
  signedIn,
}) => {
  const { people } = await inRoom(parley, signedIn, "Ada");
  const ada = people[0]!;
  const { page } = ada;
  const field = composer(page);
  await roomOf(parley, unique("sprint-12").replace(" ", "-"), [ada]);
  await say(page, "the first");
  await expect(last(page)).toContainText("the first");
  await field.fill("the secnd");
  await field.press("Enter");
  await field.press("ArrowUp");
  const edited = heard(page).getByRole("textbox");
  await expect(edited).toHaveValue("the secnd");
  await edited.fill("the second");
  await edited.press("Enter");
  await expect(last(page)).toContainText("the second");

  await field.pressSequentially("fixed in #12");
  await expect(options(page).first()).toBeVisible();
  await field.press("Enter");
  await expect(last(page)).toContainText("fixed in #12");
});

test("C30: Shift+Tab in the composer leads to the last message as a whole", async ({ parley, signedIn }) => {
  const { people } = await inRoom(parley, signedIn, "Ada");
  const { page } = people[0]!;
  await say(page, "see https://example.org/page");
  await expect(last(page).getByRole("link")).toBeVisible();
  await last(page).hover();
  await composer(page).focus();
  await composer(page).press("Shift+Tab");
  await expect(last(page)).toBeFocused();
});

test("C23: keys follow the letter printed on them, and the browser keeps its own", async ({
  parley,
  signedIn,
}) => {
  const { people } = await inRoom(parley, signedIn, "Ada");
  const { page } = people[0]!;
  const field = composer(page);
  await field.fill("word");
  await select(field, 0, 4);
  /** Returns whether the page takes a key for itself, by the key event that a layout gives. */
  const isTaken = (key: string, code: string, more: object = {}) =>
    field.evaluate(
      (input, init) =>
        !input.dispatchEvent(
          new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ctrlKey: true, ...init }),
        ),
      { key, code, ...more },
    );
  // Dvorak: Ctrl and C, V, Z.
  for (const [key, code] of [
    ["c", "KeyI"],
    ["v", "Period"],
    ["z", "Slash"],
  ] as const)
    expect(await isTaken(key, code)).toBe(false);
  // German, Spanish and Nordic keyboards: zoom.
  for (const [key, code] of [
    ["-", "Slash"],
    ["+", "BracketRight"],
    ["0", "Digit0"],
  ] as const)
    expect(await isTaken(key, code)).toBe(false);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await isTaken("i", "KeyG")).toBe(true);
  await expect(field).toHaveValue("_word_");
  expect(await isTaken("и", "KeyB")).toBe(true);
});
