import type { Page, WebSocketRoute } from "@playwright/test";
import { ask, composer, expect, heard, post, roomOf, type Someone, say, test, unique } from "./fixtures";
import type { Parley } from "./server";

const pathOf = ({ name }: { name: string }) => `/rooms/${encodeURIComponent(name)}`;

/** The room's messages, as the server lists them. */
async function stored(parley: Parley, roomId: string, { token }: Someone) {
  const response = await fetch(`${parley.url}/api/v1/rooms/${roomId}/messages?limit=200`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { items } = (await response.json()) as { items: { kind: string; text: string; seq: number }[] };
  expect(items.map(({ seq }) => seq)).toEqual(items.map((_, i) => i + 1));
  return items.filter(({ kind }) => kind === "user").map(({ text }) => text);
}

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${name} ${i + 1}.`);

/** The messages that wait in this browser. */
const waiting = (page: Page) =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name = "" }) => name);
    const name = names.find((each) => each.startsWith("parley-outbox-"));
    if (!name) return [];
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const rows = await new Promise<{ text: string }[]>((resolve, reject) => {
      const reading = database.transaction("messages").objectStore("messages").getAll();
      reading.onsuccess = () => resolve(reading.result);
      reading.onerror = () => reject(reading.error);
    });
    database.close();
    return rows.map(({ text }) => text);
  });

/** The stand-in page and the room as it is now are in the browser. */
async function isKept(page: Page, text: string) {
  await expect(async () => {
    expect(
      await page.evaluate(() =>
        caches
          .open("parley-away")
          .then((cache) => cache.match("/away"))
          .then(Boolean),
      ),
    ).toBe(true);
    expect(await page.evaluate(cachedTexts)).toContain(text);
  }).toPass({ timeout: 30_000 });
}

async function cachedTexts(): Promise<string> {
  const names = (await indexedDB.databases()).map(({ name = "" }) => name);
  const name = names.find((each) => each.startsWith("parley-cache-"));
  if (!name) return "";
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
  });
  const feeds = await new Promise<unknown[]>((resolve) => {
    const reading = database.transaction("feeds").objectStore("feeds").getAll();
    reading.onsuccess = () => resolve(reading.result);
  });
  database.close();
  return JSON.stringify(feeds);
}

test("R13: typed while the server is away, and reloaded: arrives once, in order", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await ada.page.goto(pathOf(den));
  await say(ada.page, "before");
  await isKept(ada.page, "before");

  await parley.kill();
  for (const text of numbered("typed", 5)) await say(ada.page, text);
  await expect(heard(ada.page)).toContainText("typed 5.");
  await ada.page.reload();
  await expect(heard(ada.page)).toContainText("typed 5.");
  await say(ada.page, "typed after the reload");
  expect(await waiting(ada.page)).toEqual([...numbered("typed", 5), "typed after the reload"]);

  await parley.restart();
  await expect(async () =>
    expect(await stored(parley, den.id, ada)).toEqual([
      "before",
      ...numbered("typed", 5),
      "typed after the reload",
    ]),
  ).toPass({ timeout: 30_000 });
  for (const text of numbered("typed", 5))
    await expect(heard(ada.page).getByText(text, { exact: true })).toHaveCount(1);
  await expect(async () => expect(await waiting(ada.page)).toEqual([])).toPass();
});

test("R13: a tab killed right after Enter has its message sent once by the next one", async ({
  signedIn,
  parley,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await ada.page.goto(pathOf(den));
  await ada.context.setOffline(true);
  await say(ada.page, "Last words");
  await expect(async () => expect(await waiting(ada.page)).toEqual(["Last words"])).toPass();
  await ada.page.close();
  await ada.context.setOffline(false);

  const [one, two] = [await ada.context.newPage(), await ada.context.newPage()];
  await Promise.all([one, two].map((page) => page.goto(pathOf(den))));
  for (const page of [one, two]) await expect(heard(page).getByText("Last words")).toHaveCount(1);
  await expect(async () => expect(await waiting(one)).toEqual([])).toPass();
  expect(await stored(parley, den.id, ada)).toEqual(["Last words"]);
});

test("two tabs show a message that waits, and it is sent once", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const other = await ada.context.newPage();
  for (const page of [ada.page, other]) await page.goto(pathOf(den));
  await say(other, "hello");
  await expect(heard(ada.page)).toContainText("hello");
  await expect(heard(other).locator("[aria-busy=true]")).toHaveCount(0);

  const sent: string[] = [];
  for (const page of [ada.page, other])
    page.on("websocket", (socket) =>
      socket.on(
        "framesent",
        ({ payload }) => String(payload).includes('"message"') && sent.push(String(payload)),
      ),
    );
  await parley.kill();
  await say(ada.page, "from the one");
  await say(other, "from the other");
  for (const page of [ada.page, other])
    for (const text of ["from the one", "from the other"])
      await expect(heard(page).getByText(text)).toHaveCount(1);
  await expect(heard(other).locator("[aria-busy=true]")).toHaveCount(2);

  await parley.restart();
  await expect(async () =>
    expect(await stored(parley, den.id, ada)).toEqual(["hello", "from the one", "from the other"]),
  ).toPass({ timeout: 30_000 });
  for (const page of [ada.page, other]) await expect(heard(page).locator("[aria-busy=true]")).toHaveCount(0);
  expect(sent).toHaveLength(2);
});

test("R04: a lost acknowledgement leaves one row, and the retry its seq", async ({ signedIn, parley }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const asked: string[] = [];
  const acknowledged: string[] = [];
  // The line loses whatever the server says between the first attempt and the second, but for its heartbeat.
  await ada.page.routeWebSocket(/socket\.io/, (line) => {
    const server = line.connectToServer();
    line.onMessage((frame) => {
      if (String(frame).includes('["message"')) asked.push(String(frame));
      server.send(frame);
    });
    server.onMessage((frame) => {
      if (/^43\d*\[\{"ok":true,"message"/.test(String(frame))) acknowledged.push(String(frame));
      if (asked.length !== 1 || frame === "2") line.send(frame);
    });
  });
  await ada.page.goto(pathOf(den));
  await say(ada.page, "Once");

  await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBe(2);
  const keyOf = (frame: string) => /"clientId":"(\w+)"/.exec(frame)?.[1];
  const seqOf = (frame: string) => /"seq":(\d+)/.exec(frame)?.[1];
  expect(new Set(asked.map(keyOf)).size).toBe(1);
  expect(seqOf(acknowledged[1]!)).toBe(seqOf(acknowledged[0]!));
  await expect(heard(ada.page).getByText("Once")).toHaveCount(1);
  expect(await stored(parley, den.id, ada)).toEqual(["Once"]);
  await expect(async () => expect(await waiting(ada.page)).toEqual([])).toPass();
});

test("a room visited before is shown while the server is away, and goes on when it is back", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const [den, attic] = [
    await roomOf(parley, unique("Den"), [ada, bob]),
    await roomOf(parley, unique("Attic"), [ada]),
  ];
  await ada.page.goto(pathOf(attic));
  await say(ada.page, "Up here");
  await isKept(ada.page, "Up here");
  await ada.page.goto(pathOf(den));
  await say(ada.page, "Remember this");
  await isKept(ada.page, "Remember this");

  await parley.kill();
  await ada.page.reload();
  await expect(heard(ada.page)).toContainText("Remember this");
  await ada.page.getByRole("link", { name: new RegExp(attic.name) }).click();
  await expect(heard(ada.page)).toContainText("Up here");
  await ada.page.getByRole("link", { name: new RegExp(den.name) }).click();
  await expect(heard(ada.page)).toContainText("Remember this");

  await parley.restart();
  await post(parley, `/rooms/${den.id}/messages`, { text: "Said meanwhile" }, bob.token);
  await expect(heard(ada.page)).toContainText("Said meanwhile", { timeout: 30_000 });
  await say(ada.page, "Here again");
  await expect(async () =>
    expect(await stored(parley, den.id, ada)).toEqual(["Remember this", "Said meanwhile", "Here again"]),
  ).toPass();
});

test("a lost room leaves the browser once the server is heard", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await ada.page.goto(pathOf(den));
  await say(ada.page, "A secret");
  await isKept(ada.page, "A secret");

  await ada.page.goto("about:blank");
  await post(parley, `/rooms/${den.id}/leave`, {}, ada.token);
  await ada.page.goto("/rooms");
  await expect(async () => expect(await ada.page.evaluate(cachedTexts)).not.toContain("A secret")).toPass();
});

test("logging out leaves nothing in the browser, in no tab", async ({ signedIn, parley }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const other = await ada.context.newPage();
  for (const page of [ada.page, other]) await page.goto(pathOf(den));
  await say(ada.page, "Mine alone");
  await composer(other).fill("half a thought");
  await isKept(ada.page, "Mine alone");

  await ada.page.getByRole("button", { name: "Account menu" }).click();
  await ada.page.getByRole("menuitem", { name: "Log out" }).click();
  for (const page of [ada.page, other]) await page.waitForURL(/\/login/);
  await expect(async () => {
    for (const page of [ada.page, other]) {
      const left = await page.evaluate(async () => [
        ...(await indexedDB.databases()).map(({ name }) => name),
        ...Object.keys(localStorage).filter((key) => key.startsWith("parley.")),
      ]);
      expect(left).toEqual([]);
    }
  }).toPass();
});

test("logging out asks first while a message has not gone out", async ({ signedIn, parley }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  let isCut = false;
  const lines: WebSocketRoute[] = [];
  await ada.page.routeWebSocket(/socket\.io/, (line) => {
    if (isCut) return void line.close();
    lines.push(line);
    line.connectToServer();
  });
  await ada.page.goto(pathOf(den));
  await say(ada.page, "hello");
  await expect(async () => expect(await waiting(ada.page)).toEqual([])).toPass();
  isCut = true;
  for (const line of lines) await line.close();
  await say(ada.page, "Not gone yet");

  await ada.page.getByRole("button", { name: "Account menu" }).click();
  await ada.page.getByRole("menuitem", { name: "Log out" }).click();
  await expect(ada.page.getByRole("dialog")).toContainText("1 message hasn't been sent yet");
  await ada.page.getByRole("button", { name: "Stay logged in" }).click();
  isCut = false;
  await expect(async () =>
    expect(await stored(parley, den.id, ada)).toEqual(["hello", "Not gone yet"]),
  ).toPass();
});

test("a browser without storage sends all the same", async ({ signedIn, parley }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await ada.page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
  await ada.page.goto(pathOf(den));
  await say(ada.page, "one");
  await ada.context.setOffline(true);
  await say(ada.page, "two");
  await say(ada.page, "three");
  await expect(heard(ada.page)).toContainText("three");
  await ada.context.setOffline(false);
  await expect(async () =>
    expect(await stored(parley, den.id, ada)).toEqual(["one", "two", "three"]),
  ).toPass();
  await expect(heard(ada.page).locator("[aria-busy=true]")).toHaveCount(0);
});

test("R12: after more changes than a sync brings, place and unread are exact", async ({
  signedIn,
  parley,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const [den, attic] = [
    await roomOf(parley, unique("Den"), [ada, bob]),
    await roomOf(parley, unique("Attic"), [ada, bob]),
  ];
  await ada.page.goto(pathOf(den));
  await say(ada.page, "Before the tunnel");
  await isKept(ada.page, "Before the tunnel");
  await ada.page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await ada.context.setOffline(true);
  for (const text of numbered("missed", 230))
    await post(parley, `/rooms/${den.id}/messages`, { text }, bob.token);
  for (const text of numbered("upstairs", 3))
    await post(parley, `/rooms/${attic.id}/messages`, { text }, bob.token);
  await ada.context.setOffline(false);

  await expect(heard(ada.page)).toContainText("missed 1.", { timeout: 30_000 });
  await expect(heard(ada.page).getByText("Before the tunnel")).toBeInViewport();
  await expect(ada.page.getByRole("link", { name: new RegExp(den.name) })).toContainText("99+");
  await expect(ada.page.getByRole("link", { name: new RegExp(attic.name) })).toContainText("3");
  await ada.page.getByRole("button", { name: /newest|new message/i }).click();
  await expect(heard(ada.page).getByText("missed 230.", { exact: true })).toBeInViewport();
  await expect(ada.page.getByRole("link", { name: new RegExp(den.name) })).not.toContainText("99+");
  expect(await ada.page.evaluate(() => "isSamePage" in window)).toBe(true);
});

test("C21: a reply that waits through a closed tab goes out as a reply", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const message = await post(parley, `/rooms/${den.id}/messages`, { text: "Tea?" }, ada.token);
  await ada.page.goto(pathOf(den));
  await expect(heard(ada.page)).toContainText("Tea?");
  await composer(ada.page).press("Shift+ArrowUp");
  await expect(ada.page.getByRole("button", { name: "Cancel reply" })).toBeVisible();
  await ada.context.setOffline(true);
  await say(ada.page, "Yes, please");
  await expect(async () => expect(await waiting(ada.page)).toEqual(["Yes, please"])).toPass();
  await ada.page.close();
  await ada.context.setOffline(false);

  const page = await ada.context.newPage();
  await page.goto(pathOf(den));
  await expect(heard(page)).toContainText("Yes, please");
  await expect(async () => {
    const { items } = await ask(parley, "GET", `/rooms/${den.id}/messages`, undefined, ada.token);
    const reply = items.find(({ text }: { text: string }) => text === "Yes, please");
    expect(reply?.replyTo?.id).toBe(message.id);
  }).toPass();
});

test("C22: two tabs that type at once have both texts, and neither is lost with its tab", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  const other = await ada.context.newPage();
  for (const page of [ada.page, other]) await page.goto(pathOf(den));
  await ada.context.setOffline(true);
  await composer(ada.page).pressSequentially("here");
  await expect(composer(other)).toHaveValue("here");
  await composer(other).pressSequentially(" and there");
  await expect(composer(ada.page)).toHaveValue("here and there");
  await ada.page.close();
  await other.close();
  await ada.context.setOffline(false);

  const page = await ada.context.newPage();
  await page.goto(pathOf(den));
  await expect(composer(page)).toHaveValue("here and there");
});

test("C22: a draft from an offline phone joins the laptop's", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await ada.page.goto(pathOf(den));
  await expect(composer(ada.page)).toBeVisible();
  await ada.context.setOffline(true);
  await composer(ada.page).pressSequentially("on the train");
  await ask(parley, "PUT", `/rooms/${den.id}/draft`, { text: "at the desk" }, ada.token);
  await ada.context.setOffline(false);
  await expect(composer(ada.page)).toHaveValue("at the desk\non the train", { timeout: 30_000 });
  await expect(async () => {
    const draft = await ask(parley, "GET", `/rooms/${den.id}/draft`, undefined, ada.token);
    expect(draft.text).toBe("at the desk\non the train");
  }).toPass({ timeout: 30_000 });
});
