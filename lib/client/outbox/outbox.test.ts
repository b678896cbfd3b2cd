import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ClientFrames } from "@/lib/shared/live";
import { BrowserModel, type SendOutcome } from "@/tests/support/client/browser-model";
import { outgoing as sentMessage } from "@/tests/support/client/outgoing";
import { lineOf, messageFrame, type OutgoingMessage } from "./pending";

const REPLIED = { id: "m-7", seq: 7 };

const outgoing = (clientId: string, roomId = "den", createdAt = ""): OutgoingMessage =>
  sentMessage(clientId, { roomId, text: clientId, createdAt });

/** Advances time by `ms`, and lets the databases settle. */
async function passed(ms: number, browser: BrowserModel) {
  await browser.idle();
  await vi.advanceTimersByTimeAsync(ms);
  await browser.idle();
}

/** Runs everything until nothing is left to happen. */
async function settledIn(browser: BrowserModel) {
  await browser.idle();
  while (vi.getTimerCount() > 0) {
    await vi.advanceTimersToNextTimerAsync();
    await browser.idle();
  }
}

/** A browser with open tabs, and a server where attempts end as given. */
async function browserWith({ tabs = 1, fates = [] as SendOutcome[] } = {}) {
  const browser = new BrowserModel();
  browser.server.fates = fates;
  const open = Array.from({ length: tabs }, () => browser.open());
  const settled = () => settledIn(browser);
  await settled();
  return { browser, settled, server: browser.server, tab: open[0]!, other: open[1]! };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

test("a room's messages go out one after the other, as they were typed", async () => {
  const { browser, server, tab, settled } = await browserWith();
  for (const key of ["a", "b", "c"]) void tab.outbox.push(outgoing(key));
  await settled();
  expect(server.attempts).toEqual(["a", "b", "c"]);
  expect(tab.news.slice(3)).toEqual(["a answered", "b answered", "c answered"]);
  expect(await browser.kept()).toEqual([]);
});

test("replies in threads keep the order of their room, and say where they belong", async () => {
  const { server, tab, settled } = await browserWith();
  const reply = { ...outgoing("b"), threadId: "root", alsoInRoom: true };
  for (const message of [outgoing("a"), reply, outgoing("c")]) void tab.outbox.push(message);
  await settled();
  expect(server.attempts).toEqual(["a", "b", "c"]);
  expect(messageFrame(reply)).toMatchObject({ threadId: "root", alsoInRoom: true });
  expect(messageFrame(outgoing("a"))).not.toHaveProperty("threadId");
  expect(lineOf(reply)).toBe("den/root");
});

test("a message is kept before the server hears of it", async () => {
  const { browser, server, tab } = await browserWith();
  tab.isReady = false;
  await tab.outbox.push(outgoing("a"));
  expect(await browser.kept()).toMatchObject([{ clientId: "a", order: 1 }]);
  expect(server.attempts).toEqual([]);
});

test("messages typed right before a tab ends are stored", async () => {
  const { browser, tab } = await browserWith();
  tab.isReady = false;
  for (const key of ["a", "b", "c"]) void tab.outbox.push(outgoing(key));
  await Promise.resolve();
  tab.die();
  await browser.idle();
  expect((await browser.kept()).map(({ clientId }) => clientId)).toEqual(["a", "b", "c"]);
});

test.each<SendOutcome>(["unheard", "unanswered", "unavailable", "rate_limited"])(
  "what was %s goes out again with the same key, before what was typed after it",
  async (fate) => {
    const { server, tab, settled } = await browserWith({ fates: [fate, fate] });
    void tab.outbox.push(outgoing("a"));
    void tab.outbox.push(outgoing("b"));
    await settled();
    expect(server.textsOf("den")).toEqual(["a", "b"]);
    expect(server.attempts.at(-1)).toBe("b");
    expect(tab.news).not.toContain("a refused");
  },
);

test("a server that asks for a minute's rest is left alone for a minute", async () => {
  const { browser, server, tab } = await browserWith({ fates: ["rate_limited"] });
  server.retryAfter = 60;
  void tab.outbox.push(outgoing("a"));
  await passed(59_000, browser);
  expect(server.attempts).toEqual(["a"]);
  await passed(2_000, browser);
  expect(server.textsOf("den")).toEqual(["a"]);
});

test("nothing goes out without a connection, and everything with the next one", async () => {
  const { server, tab, settled } = await browserWith();
  tab.isReady = false;
  void tab.outbox.push(outgoing("a"));
  void tab.outbox.push(outgoing("b", "hall"));
  await settled();
  expect(server.attempts).toEqual([]);
  tab.connect(true);
  await settled();
  expect(server.attempts).toEqual(["a", "b"]);
});

test("a refused message does not hold up the next one, and is still there after a restart", async () => {
  const { browser, server, tab, settled } = await browserWith({ fates: ["forbidden"] });
  void tab.outbox.push(outgoing("a"));
  void tab.outbox.push(outgoing("b"));
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
  expect(await browser.kept()).toEqual([]);
});

test("a discarded message is gone for good", async () => {
  const { browser, tab, settled } = await browserWith({ fates: ["forbidden"] });
  void tab.outbox.push(outgoing("a"));
  await settled();
  tab.outbox.discard("a");
  await settled();
  expect([await browser.kept(), tab.outbox.of("den")]).toEqual([[], []]);
});

test("R16: messages go out as they were typed, however wrong the clock was", async () => {
  const { browser, server, tab, settled } = await browserWith();
  server.isAway = true;
  const times = ["2036-01-01T00:00:00Z", "2016-01-01T00:00:00Z", "2026-01-01T00:00:00Z"];
  for (const [i, at] of times.entries()) void tab.outbox.push(outgoing(`${i}`, "den", at));
  await passed(100, browser);
  tab.die();
  server.isAway = false;
  browser.open();
  await settled();
  expect(server.textsOf("den")).toEqual(["0", "1", "2"]);
});

test("R13: a tab that is killed before the acknowledgement leaves its messages to the next one, once", async () => {
  const { browser, server, tab, settled } = await browserWith({ fates: ["deadly"] });
  for (const key of ["a", "b"]) void tab.outbox.push(outgoing(key));
  await settled();
  expect(tab.isDead).toBe(true);
  expect(server.textsOf("den")).toEqual(["a"]);
  browser.open();
  await settled();
  expect(server.textsOf("den")).toEqual(["a", "b"]);
  expect(await browser.kept()).toEqual([]);
});

test("two tabs show the same message, and one of them sends it", async () => {
  const { server, tab, other, settled } = await browserWith({ tabs: 2 });
  void tab.outbox.push(outgoing("a"));
  await settled();
  expect(server.attempts).toEqual(["a"]);
  expect(tab.news).toEqual(["a typed", "a answered"]);
  expect(other.news).toEqual(["a typed", "a answered"]);
});

test("when a tab dies in the middle of its turn, another one takes it", async () => {
  const { server, tab, settled } = await browserWith({ tabs: 2, fates: ["deadly"] });
  for (const key of ["a", "b"]) void tab.outbox.push(outgoing(key));
  await settled();
  expect(tab.isDead).toBe(true);
  expect(server.textsOf("den")).toEqual(["a", "b"]);
  expect(server.attempts).toEqual(["a", "a", "b"]);
});

test("without room in the browser a message waits in its tab, and goes out all the same", async () => {
  const { browser, server, tab, settled } = await browserWith();
  browser.isFull = true;
  server.isAway = true;
  for (const key of ["a", "b"]) void tab.outbox.push(outgoing(key));
  await passed(100, browser);
  server.isAway = false;
  await settled();
  expect(server.textsOf("den")).toEqual(["a", "b"]);
  expect(tab.outbox.of("den")).toEqual([]);
});

test("a message that the server tells of has arrived, although its acknowledgement was lost", async () => {
  const { browser, server, tab, settled } = await browserWith({ fates: ["unanswered"] });
  void tab.outbox.push(outgoing("a"));
  await vi.waitUntil(() => server.messages.length === 1);
  tab.outbox.confirm([{ clientId: "a", id: "1", roomId: "den", seq: 1, rev: 1 }]);
  await settled();
  expect(server.attempts).toEqual(["a"]);
  expect(await browser.kept()).toEqual([]);
});

describe("C21: a reply keeps what it replies to", () => {
  const reply = (clientId: string): OutgoingMessage => ({ ...outgoing(clientId), replyTo: REPLIED });
  const sent = [{ clientId: "a", roomId: "den", text: "a", replyToId: REPLIED.id }];

  test("through a closed tab and a reload", async () => {
    const { browser, server, tab, settled } = await browserWith();
    tab.connect(false);
    await tab.outbox.push(reply("a"));
    tab.die();
    const next = browser.open();
    await settled();
    expect(server.messages).toEqual(sent);
    expect(next.outgoing).toMatchObject([reply("a")]);
  });

  test("through a crash in the middle of an attempt", async () => {
    const { browser, server, tab, settled } = await browserWith({ fates: ["unheard", "unavailable"] });
    await tab.outbox.push(reply("a"));
    tab.die();
    browser.open();
    await settled();
    expect(server.messages).toEqual(sent);
  });

  test("in another tab, which shows and sends it", async () => {
    const { server, tab, other, settled } = await browserWith({ tabs: 2 });
    tab.connect(false);
    await tab.outbox.push(reply("a"));
    await settled();
    expect(server.messages).toEqual(sent);
    expect(other.outgoing).toMatchObject([reply("a")]);
  });

  test("through a refusal, a restart and a retry", async () => {
    const { browser, server, tab, settled } = await browserWith({ fates: ["forbidden"] });
    await tab.outbox.push(reply("a"));
    await settled();
    tab.die();
    const next = browser.open();
    await settled();
    next.outbox.retry("a");
    await settled();
    expect(server.messages).toEqual(sent);
  });

  test("where the browser has no room to store it", async () => {
    const { browser, server, tab, settled } = await browserWith({ fates: ["unheard"] });
    browser.isFull = true;
    await tab.outbox.push(reply("a"));
    await settled();
    expect(server.messages).toEqual(sent);
  });
});

const fate = fc.constantFrom<SendOutcome>(
  "answered",
  "answered",
  "unheard",
  "unanswered",
  "deadly",
  "unavailable",
);
const step = fc.record({
  what: fc.constantFrom("type", "type", "type", "open", "die", "away", "back", "offline", "wait"),
  tab: fc.nat(3),
  room: fc.constantFrom("den", "hall"),
  ms: fc.nat(3_000),
  isReply: fc.boolean(),
});

test("R13: through deaths of tabs and lost acknowledgements every message arrives once, in the order of its room", async () => {
  const property = fc.asyncProperty(
    fc.array(step, { maxLength: 40 }),
    fc.array(fate, { maxLength: 30 }),
    async (steps, fates) => {
      const { browser, server, settled } = await browserWith({ tabs: 2, fates });
      const typed: Record<string, ClientFrames["message"][]> = { den: [], hall: [] };
      let count = 0;
      for (const { what, tab: which, room, ms, isReply } of steps) {
        const tab = [...browser.tabs][which % Math.max(1, browser.tabs.size)];
        if (what === "open" || !tab) browser.open();
        else if (what === "die") tab.die();
        else if (what === "away" || what === "back") server.isAway = what === "away";
        else if (what === "offline") tab.connect(!tab.isReady);
        else if (what === "wait") await passed(ms, browser);
        else {
          count += 1;
          const written = { ...outgoing(`${count}`, room), replyTo: isReply ? REPLIED : null };
          await Promise.race([tab.outbox.push(written), tab.death]);
          const known = [...(await browser.kept()), ...server.messages];
          if (known.some(({ text }) => text === `${count}`)) typed[room]?.push(messageFrame(written));
        }
      }
      server.isAway = false;
      server.fates = [];
      browser.open();
      for (const tab of browser.tabs) tab.connect(true);
      await settled();
      expect(browser.tabs.size).toBeGreaterThan(0);
      expect({ den: server.messagesOf("den"), hall: server.messagesOf("hall") }).toEqual(typed);
      expect(await browser.kept()).toEqual([]);
      for (const tab of browser.tabs) expect([tab.outbox.of("den"), tab.outbox.of("hall")]).toEqual([[], []]);
    },
  );
  await fc.assert(property, { numRuns: 200 });
});
