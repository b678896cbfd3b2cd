import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  add,
  browserWith,
  fileOf,
  namesIn,
  passed,
  readIn,
  send,
  settle,
} from "@/tests/support/client/draft-files";
import { outgoing } from "@/tests/support/client/outgoing";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

test("a file is sent as soon as it is chosen, before its message", async () => {
  const { server, settled, tab } = await browserWith();
  await add(tab, "photo");
  await settled();
  expect([...server.files.files.values()]).toEqual([{ bytes: "photo", isAttached: false }]);
});

test("files keep the order of their names in the draft and in the message", async () => {
  const { browser, settled, tab } = await browserWith();
  await add(tab, "p10", "p9", "p1");
  expect(namesIn(tab)).toEqual(["p1.txt", "p9.txt", "p10.txt"]);
  await send(tab, "a");
  await settled();
  expect(readIn(browser)).toEqual([["a", "p1", "p9", "p10"]]);
});

test("a message waits for its files, and goes when they are up", async () => {
  const { browser, server, settled, tab } = await browserWith({ fates: ["cut", "unheard", "cut"] });
  await add(tab, "film");
  await send(tab, "a");
  expect(server.messages).toEqual([]);
  await settled();
  expect(readIn(browser)).toEqual([["a", "film"]]);
});

test("three files at most go up at once, in all tabs together", async () => {
  const { server, settled, tab, other } = await browserWith({ tabs: 2 });
  await Promise.all([add(tab, "1", "2", "3", "4"), add(other, "5", "6", "7", "8")]);
  await settled();
  expect(server.files.mostAtOnce).toBe(3);
  expect(server.files.files.size).toBe(8);
});

test("a message without files waits five seconds for the files before it, then overtakes", async () => {
  const { browser, server, tab } = await browserWith();
  server.files.fates = Array.from({ length: 100 }, () => "unheard" as const);
  await add(tab, "film");
  await send(tab, "a");
  await tab.outbox.push(outgoing("b", { roomId: "den", text: "b" }));
  await passed(4_900, browser);
  expect(server.textsOf("den")).toEqual([]);
  await passed(200, browser);
  expect(server.textsOf("den")).toEqual(["b"]);
  server.files.fates = [];
  await settle(browser);
  expect(server.textsOf("den")).toEqual(["b", "a"]);
});

test("a text typed after a small file comes after it", async () => {
  const { browser, settled, tab } = await browserWith({ fates: ["cut"] });
  await add(tab, "photo");
  void send(tab, "a");
  void tab.outbox.push(outgoing("b", { roomId: "den", text: "b" }));
  await settled();
  expect(readIn(browser)).toEqual([["a", "photo"], ["b"]]);
});

test("a message that arrives while it is being stored does not come back", async () => {
  const { browser, server, settled, tab } = await browserWith();
  server.fates = ["unavailable"];
  await add(tab, "photo");
  await settled();
  await tab.outbox.push(outgoing("before", { roomId: "den", text: "before" }));
  await browser.idle();
  const stored = Promise.withResolvers<void>();
  browser.added = stored.promise;
  void send(tab, "a");
  await passed(5_000, browser);
  expect(readIn(browser)).toEqual([["before"], ["a", "photo"]]);
  stored.resolve();
  await settled();
  expect([await browser.kept(), tab.outbox.of("den")]).toEqual([[], []]);
  expect(tab.news).not.toContain("a refused");
});

test("after a crash the next tab goes on where the upload stopped, and sends the message", async () => {
  const { browser, settled, tab } = await browserWith({ fates: ["cut", "deadly"] });
  await add(tab, "film");
  await send(tab, "a");
  await settled();
  expect(tab.isDead).toBe(true);
  browser.open();
  await settled();
  expect(readIn(browser)).toEqual([["a", "film"]]);
  expect(browser.server.files.files.size).toBe(1);
});

test("a reload shows the files of the draft again", async () => {
  const { browser, settled, tab } = await browserWith();
  browser.server.isAway = true;
  await add(tab, "a", "b");
  await browser.idle();
  tab.die();
  const next = browser.open();
  await next.uploads.load();
  expect(namesIn(next)).toEqual(["a.txt", "b.txt"]);
  browser.server.isAway = false;
  await settled();
  expect(browser.server.files.files.size).toBe(2);
});

test("another tab shows the files of the draft, and one of them sends each once", async () => {
  const { browser, settled, tab, other } = await browserWith({ tabs: 2 });
  await add(tab, "a");
  await settled();
  expect(namesIn(other)).toEqual(["a.txt"]);
  await send(other, "m");
  await settled();
  expect(readIn(browser)).toEqual([["m", "a"]]);
  expect([namesIn(tab), namesIn(other)]).toEqual([[], []]);
});

test("the address of a file is there while its bytes are still being copied", async () => {
  const { tab } = await browserWith();
  const engine = await tab.uploads.load();
  const voice = { duration: 4, waveform: [1] };
  const [recording] = await engine.add("den", [fileOf("voice")], voice);
  const [text] = await add(tab, "text");
  for (const [id, bytes] of [
    [recording!, "voice"],
    [text!, "text"],
  ] as const) {
    const url = await engine.preview(id);
    expect(await (await fetch(url!)).text()).toBe(bytes);
  }
});

test("another tab has the address of a file as soon as its bytes are stored", async () => {
  const { browser, tab, other } = await browserWith({ tabs: 2 });
  const engine = await other.uploads.load();
  const [id] = await add(tab, "a");
  expect(await engine.preview(id!)).toBeNull();
  await browser.idle();
  expect(await engine.preview(id!)).toMatch(/^blob:/);
});

test("files that the server swept are uploaded again, from the bytes that were kept", async () => {
  const { browser, server, settled, tab } = await browserWith();
  await add(tab, "photo");
  await settled();
  server.files.sweep();
  await send(tab, "a");
  await settled();
  expect(readIn(browser)).toEqual([["a", "photo"]]);
});

test("a refused file is marked, the others go up, and the message goes without it once it is removed", async () => {
  const { browser, settled, tab } = await browserWith({ fates: ["refused"] });
  const [bad] = await add(tab, "1", "2");
  await send(tab, "a");
  await settled();
  expect(tab.uploads.store.get().files[bad!]?.refusal).toMatchObject({ why: "quota" });
  expect(readIn(browser)).toEqual([]);
  (await tab.uploads.load()).remove(bad!);
  await settled();
  expect(readIn(browser)).toEqual([["a", "2"]]);
});

test("a retry sends a refused file again", async () => {
  const { browser, settled, tab } = await browserWith({ fates: ["refused"] });
  const [id] = await add(tab, "1");
  await send(tab, "a");
  await settled();
  (await tab.uploads.load()).retry(id!);
  await settled();
  expect(readIn(browser)).toEqual([["a", "1"]]);
});

test("a message whose only file is removed is not sent", async () => {
  const { browser, server, settled, tab } = await browserWith();
  server.isAway = true;
  const [id] = await add(tab, "1");
  await send(tab, "a", "");
  (await tab.uploads.load()).remove(id!);
  server.isAway = false;
  await settled();
  expect(readIn(browser)).toEqual([]);
  expect(await browser.kept()).toEqual([]);
  expect(tab.uploads.store.get().files).toEqual({});
});

test("files of a lost room's draft go, here and on the server; a message that waits keeps its own", async () => {
  const { browser, server, settled, tab } = await browserWith();
  await add(tab, "written");
  await settled();
  server.fates = ["unavailable"];
  await send(tab, "a");
  await add(tab, "draft");
  await browser.idle();
  tab.uploads.dropLost((roomId) => roomId !== "den");
  expect(namesIn(tab)).toEqual(["draft.txt"]);
  tab.uploads.dropLost((roomId) => roomId === "den");
  await settled();
  expect(namesIn(tab)).toEqual([]);
  expect(readIn(browser)).toEqual([["a", "written"]]);
  expect([...server.files.files.values()].map(({ bytes }) => bytes)).toEqual(["written"]);
  expect(await browser.kept()).toEqual([]);
});

test("files of a room that was lost while nobody was here go once they are loaded", async () => {
  const { browser, settled, tab } = await browserWith();
  await add(tab, "draft");
  await settled();
  const later = browser.open();
  const loading = later.uploads.load();
  later.uploads.dropLost((roomId) => roomId === "den");
  await loading;
  await settled();
  expect(namesIn(later)).toEqual([]);
  expect(await browser.kept()).toEqual([]);
});

test("removing a file deletes it from the server, wherever its upload stands", async () => {
  const { server, settled, tab } = await browserWith();
  const [up] = await add(tab, "up");
  await settled();
  server.isAway = true;
  const [waiting] = await add(tab, "waiting");
  const engine = await tab.uploads.load();
  engine.remove(up!);
  engine.remove(waiting!);
  server.isAway = false;
  await settled();
  expect([server.files.files.size, tab.uploads.store.get().files]).toEqual([0, {}]);
});

test("a new name or description reaches the server before the message", async () => {
  const { browser, settled, tab } = await browserWith();
  const [id] = await add(tab, "1");
  await settled();
  (await tab.uploads.load()).rename(id!, { name: "one.txt", description: "The first" });
  await settled();
  expect(tab.uploads.store.get().files[id!]?.told).toEqual({ name: "one.txt", description: "The first" });
  await send(tab, "a");
  await settled();
  expect(readIn(browser)).toEqual([["a", "1"]]);
});

test("an eleventh file and one that is too large are left out and named", async () => {
  const { tab } = await browserWith();
  const many = Array.from({ length: 11 }, (_, at) => `${at}`);
  await add(tab, ...many, "x".repeat(1_001));
  expect(namesIn(tab)).toHaveLength(10);
  expect(tab.uploads.store.get().rejections).toMatchObject([
    { why: "tooLarge", limit: 1_000 },
    { why: "tooMany", name: "10.txt" },
  ]);
});

test("that a draft is full is said once, until a file leaves it", async () => {
  const { tab } = await browserWith();
  await add(tab, ...Array.from({ length: 11 }, (_, at) => `${at}`));
  await add(tab, "one more");
  expect(tab.uploads.store.get().rejections).toMatchObject([{ why: "tooMany", name: "one more.txt" }]);
  const [first] = Object.keys(tab.uploads.store.get().files);
  (await tab.uploads.load()).remove(first!);
  expect(tab.uploads.store.get().rejections).toEqual([]);
});

test("two files of the same name are told apart", async () => {
  const { tab } = await browserWith();
  const engine = await tab.uploads.load();
  await engine.add("den", [fileOf("a", "image.png"), fileOf("b", "image.png")]);
  expect(namesIn(tab)).toEqual(["image.png", "image (2).png"]);
});

test("without room in the browser files wait in their tab, and go out all the same", async () => {
  const { browser, settled, tab } = await browserWith();
  browser.isFull = true;
  const [id] = await add(tab, "1");
  await browser.idle();
  expect(tab.uploads.store.get().files[id!]?.keeping).toBe("tab");
  await send(tab, "a");
  await settled();
  expect(readIn(browser)).toEqual([["a", "1"]]);
});

test("a file that cannot be read has to be chosen again, and is not tried without end", async () => {
  const { settled, tab } = await browserWith();
  const gone = fileOf("gone");
  gone.slice = () =>
    ({ arrayBuffer: () => Promise.reject(new DOMException("", "NotReadableError")) }) as Blob;
  const [id] = await (await tab.uploads.load()).add("den", [gone]);
  await settled();
  expect(tab.uploads.store.get().files[id!]?.refusal).toMatchObject({ why: "unreadable" });
});

test("files given back go to the draft again, in every tab", async () => {
  const { browser, server, settled, tab, other } = await browserWith({ tabs: 2 });
  server.isAway = true;
  await add(tab, "1");
  await send(tab, "a");
  await passed(100, browser);
  tab.uploads.giveBack("a");
  tab.outbox.discard("a");
  server.isAway = false;
  await settled();
  expect([namesIn(tab), namesIn(other)]).toEqual([["1.txt"], ["1.txt"]]);
  expect(readIn(browser)).toEqual([]);
});

test("a discarded message takes its files along, here and on the server", async () => {
  const { browser, server, settled, tab } = await browserWith();
  tab.isReady = false;
  await add(tab, "1");
  await send(tab, "a");
  await passed(100, browser);
  tab.uploads.discard("a");
  tab.outbox.discard("a");
  await settled();
  expect([server.files.files.size, tab.uploads.store.get().files]).toEqual([0, {}]);
});
