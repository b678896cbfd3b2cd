import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BrowserModel, type Fate } from "./browser-model";
import type { Draft } from "./pending";

const draft = (clientId: string, roomId = "den", createdAt = ""): Draft => ({
  clientId,
  roomId,
  text: clientId,
  createdAt,
});
const settled = () => vi.advanceTimersByTimeAsync(120_000);

/** A browser with these tabs open, and a server on which attempts end as told. */
async function browserWith({ tabs = 1, fates = [] as Fate[] } = {}) {
  const browser = new BrowserModel();
  browser.server.fates = fates;
  const open = Array.from({ length: tabs }, () => browser.open());
  await settled();
  return { browser, server: browser.server, tab: open[0]!, other: open[1]! };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a room's messages go out one after the other, as they were typed", async () => {
  const { browser, server, tab } = await browserWith();
  for (const key of ["a", "b", "c"]) void tab.outbox.push(draft(key));
  await settled();
  expect(server.attempts).toEqual(["a", "b", "c"]);
  expect(tab.news.slice(3)).toEqual(["a answered", "b answered", "c answered"]);
  expect(browser.kept).toEqual([]);
});

test("a message is kept before the server hears of it", async () => {
  const { browser, server, tab } = await browserWith();
  tab.isReady = false;
  await tab.outbox.push(draft("a"));
  expect(browser.kept).toMatchObject([{ clientId: "a", order: 1 }]);
  expect(server.attempts).toEqual([]);
});

test.each<Fate>(["unheard", "unanswered", "unavailable", "rate_limited"])(
  "what was %s goes out again with the same key, before what was typed after it",
  async (fate) => {
    const { server, tab } = await browserWith({ fates: [fate, fate] });
    void tab.outbox.push(draft("a"));
    void tab.outbox.push(draft("b"));
    await settled();
    expect(server.textsOf("den")).toEqual(["a", "b"]);
    expect(server.attempts.at(-1)).toBe("b");
    expect(tab.news).not.toContain("a refused");
  },
);

test("a server that asks for a minute's rest is left alone for a minute", async () => {
  const { server, tab } = await browserWith({ fates: ["rate_limited"] });
  server.retryAfter = 60;
  void tab.outbox.push(draft("a"));
  await vi.advanceTimersByTimeAsync(59_000);
  expect(server.attempts).toEqual(["a"]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.textsOf("den")).toEqual(["a"]);
});

test("nothing goes out without a connection, and everything with the next one", async () => {
  const { server, tab } = await browserWith();
  tab.isReady = false;
  void tab.outbox.push(draft("a"));
  void tab.outbox.push(draft("b", "hall"));
  await settled();
  expect(server.attempts).toEqual([]);
  tab.connect(true);
  await settled();
  expect(server.attempts).toEqual(["a", "b"]);
});

test("a refused message does not hold up the next one, and is still there after a restart", async () => {
  const { browser, server, tab } = await browserWith({ fates: ["forbidden"] });
  void tab.outbox.push(draft("a"));
  void tab.outbox.push(draft("b"));
  await settled();
  expect(server.textsOf("den")).toEqual(["b"]);
  tab.die();

  const next = browser.open();
  await settled();
  expect(next.outbox.of("den")).toMatchObject([{ clientId: "a", refusal: { code: "forbidden" } }]);
  expect(next.news).toEqual(["a typed", "a refused"]);
  next.outbox.retry("a");
  await settled();
  expect(server.textsOf("den")).toEqual(["b", "a"]);
  expect(browser.kept).toEqual([]);
});

test("a discarded message is gone for good", async () => {
  const { browser, tab } = await browserWith({ fates: ["forbidden"] });
  void tab.outbox.push(draft("a"));
  await settled();
  tab.outbox.discard("a");
  await settled();
  expect([browser.kept, tab.outbox.of("den")]).toEqual([[], []]);
});

test("R16: messages go out as they were typed, however wrong the clock was", async () => {
  const { browser, server, tab } = await browserWith();
  server.isAway = true;
  const times = ["2036-01-01T00:00:00Z", "2016-01-01T00:00:00Z", "2026-01-01T00:00:00Z"];
  for (const [i, at] of times.entries()) void tab.outbox.push(draft(`${i}`, "den", at));
  await vi.advanceTimersByTimeAsync(100);
  tab.die();
  server.isAway = false;
  browser.open();
  await settled();
  expect(server.textsOf("den")).toEqual(["0", "1", "2"]);
});

test("R13: a tab that is killed before the acknowledgement leaves its messages to the next one, once", async () => {
  const { browser, server, tab } = await browserWith({ fates: ["deadly"] });
  for (const key of ["a", "b"]) void tab.outbox.push(draft(key));
  await settled();
  expect(tab.isDead).toBe(true);
  expect(server.textsOf("den")).toEqual(["a"]);
  browser.open();
  await settled();
  expect(server.textsOf("den")).toEqual(["a", "b"]);
  expect(browser.kept).toEqual([]);
});

test("two tabs show the same message, and one of them sends it", async () => {
  const { server, tab, other } = await browserWith({ tabs: 2 });
  void tab.outbox.push(draft("a"));
  await settled();
  expect(server.attempts).toEqual(["a"]);
  expect(tab.news).toEqual(["a typed", "a answered"]);
  expect(other.news).toEqual(["a typed", "a answered"]);
});

test("when a tab dies in the middle of its turn, another one takes it", async () => {
  const { server, tab } = await browserWith({ tabs: 2, fates: ["deadly"] });
  for (const key of ["a", "b"]) void tab.outbox.push(draft(key));
  await settled();
  expect(tab.isDead).toBe(true);
  expect(server.textsOf("den")).toEqual(["a", "b"]);
  expect(server.attempts).toEqual(["a", "a", "b"]);
});

test("without room in the browser a message waits in its tab, and goes out all the same", async () => {
  const { browser, server, tab } = await browserWith();
  browser.isFull = true;
  server.isAway = true;
  for (const key of ["a", "b"]) void tab.outbox.push(draft(key));
  await vi.advanceTimersByTimeAsync(100);
  server.isAway = false;
  await settled();
  expect(server.textsOf("den")).toEqual(["a", "b"]);
  expect(tab.outbox.of("den")).toEqual([]);
});

test("a message that the server tells of has arrived, although its acknowledgement was lost", async () => {
  const { browser, server, tab } = await browserWith({ fates: ["unanswered"] });
  void tab.outbox.push(draft("a"));
  await vi.waitUntil(() => server.messages.length === 1);
  tab.outbox.confirm([{ clientId: "a", id: "1", roomId: "den", seq: 1, rev: 1 }]);
  await settled();
  expect(server.attempts).toEqual(["a"]);
  expect(browser.kept).toEqual([]);
});

const fate = fc.constantFrom<Fate>("answered", "answered", "unheard", "unanswered", "deadly", "unavailable");
const step = fc.record({
  what: fc.constantFrom("type", "type", "type", "open", "die", "away", "back", "offline", "wait"),
  tab: fc.nat(3),
  room: fc.constantFrom("den", "hall"),
  ms: fc.nat(3_000),
});

test("R13: through deaths of tabs and lost acknowledgements every message arrives once, in the order of its room", async () => {
  const property = fc.asyncProperty(
    fc.array(step, { maxLength: 40 }),
    fc.array(fate, { maxLength: 30 }),
    async (steps, fates) => {
      const { browser, server } = await browserWith({ tabs: 2, fates });
      const typed: Record<string, string[]> = { den: [], hall: [] };
      let count = 0;
      for (const { what, tab: which, room, ms } of steps) {
        const tab = [...browser.tabs][which % Math.max(1, browser.tabs.size)];
        if (what === "open" || !tab) browser.open();
        else if (what === "die") tab.die();
        else if (what === "away" || what === "back") server.isAway = what === "away";
        else if (what === "offline") tab.connect(!tab.isReady);
        else if (what === "wait") await vi.advanceTimersByTimeAsync(ms);
        else {
          count += 1;
          await Promise.race([tab.outbox.push(draft(`${count}`, room)), tab.death]);
          const isKnown = [...browser.kept, ...server.messages].some(({ text }) => text === `${count}`);
          if (isKnown) typed[room]?.push(`${count}`);
        }
      }
      server.isAway = false;
      server.fates = [];
      browser.open();
      for (const tab of browser.tabs) tab.connect(true);
      await settled();
      expect(browser.tabs.size).toBeGreaterThan(0);
      expect({ den: server.textsOf("den"), hall: server.textsOf("hall") }).toEqual(typed);
      expect(browser.kept).toEqual([]);
      for (const tab of browser.tabs) expect([tab.outbox.of("den"), tab.outbox.of("hall")]).toEqual([[], []]);
    },
  );
  await fc.assert(property, { numRuns: 200 });
});
