import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BrowserModel } from "@/tests/support/client/browser-model";
import { outgoing as sentMessage } from "@/tests/support/client/outgoing";
import { heldMs } from "./pending";

/** A message that can be taken back for so many seconds. */
const held = (clientId: string, seconds = 10, roomId = "den") =>
  sentMessage(clientId, { roomId, text: clientId, heldUntil: seconds ? Date.now() + seconds * 1_000 : 0 });

async function opened() {
  const browser = new BrowserModel();
  const tab = browser.open();
  await browser.idle();
  const passed = async (ms: number) => {
    await browser.idle();
    await vi.advanceTimersByTimeAsync(ms);
    await browser.idle();
  };
  return { browser, tab, passed, texts: () => browser.server.textsOf("den") };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

test("a message waits for as long as its author can take it back, and goes then", async () => {
  const { browser, tab, passed, texts } = await opened();
  void tab.outbox.push(held("a"));
  await passed(9_900);
  expect([texts(), (await browser.kept()).length]).toEqual([[], 1]);
  await passed(200);
  expect([texts(), await browser.kept()]).toEqual([["a"], []]);
});

test("a message that was taken back is gone, from the store too", async () => {
  const { browser, tab, passed, texts } = await opened();
  void tab.outbox.push(held("a"));
  await passed(1_000);
  tab.outbox.discard("a");
  await passed(20_000);
  expect([texts(), await browser.kept(), tab.outbox.count]).toEqual([[], [], 0]);
});

test("a later message of the room sends the one before it, and waits itself", async () => {
  const { tab, passed, texts } = await opened();
  void tab.outbox.push(held("a"));
  await passed(1_000);
  void tab.outbox.push(held("b"));
  await passed(1_000);
  expect(texts()).toEqual(["a"]);
  await passed(10_000);
  expect(texts()).toEqual(["a", "b"]);
});

test("a message of another room waits on", async () => {
  const { tab, passed, texts } = await opened();
  void tab.outbox.push(held("a"));
  void tab.outbox.push(held("b", 0, "hall"));
  await passed(1_000);
  expect(texts()).toEqual([]);
});

test("releasing sends now, in the order of writing", async () => {
  const { tab, passed, texts } = await opened();
  void tab.outbox.push(held("a"));
  await passed(1_000);
  tab.outbox.release("den");
  void tab.outbox.push(held("b", 0));
  await passed(100);
  expect(texts()).toEqual(["a", "b"]);
  expect(tab.news).toContain("a released");
});

test("one tab releases what another one holds, and it is sent once", async () => {
  const { browser, tab, passed, texts } = await opened();
  const other = browser.open();
  void tab.outbox.push(held("a"));
  await passed(1_000);
  void other.outbox.push(held("b", 0));
  await passed(100);
  expect(texts()).toEqual(["a", "b"]);
  await passed(20_000);
  expect(browser.server.attempts).toEqual(["a", "b"]);
});

test("a page that was closed meanwhile loses nothing: the next one sends it", async () => {
  const { browser, tab, passed, texts } = await opened();
  void tab.outbox.push(held("a"));
  await passed(1_000);
  tab.die();
  browser.open();
  await passed(10_000);
  expect(texts()).toEqual(["a"]);
});

test("a clock that is set back delays a message by half a minute at most", async () => {
  const { tab, passed, texts } = await opened();
  const message = held("a");
  vi.setSystemTime(Date.now() - 3_600_000);
  expect(heldMs(message)).toBeGreaterThan(3_000_000);
  void tab.outbox.push(message);
  await passed(30_100);
  expect(texts()).toEqual(["a"]);
});
