import { describe, expect, test } from "vitest";
import { HistoryModel } from "@/tests/support/client/history-model";
import { outgoing } from "@/tests/support/client/outgoing";
import { isWaiting, reduceFeed, startFeed } from "./feed";
import { MOST_MESSAGES } from "./message-window";

/** A room with five messages, completely loaded. */
function fiveMessages() {
  const history = new HistoryModel();
  for (let i = 0; i < 5; i++) history.send("ada");
  history.frame();
  return { history, feed: startFeed(history.rev, history.page(50)) };
}

describe("frames", () => {
  test("the next frame moves the feed forward", () => {
    const { history, feed } = fiveMessages();
    history.send("bob");
    const after = reduceFeed(feed, { type: "frame", frame: history.frame()! });
    expect(after.messages).toEqual(history.messages);
    expect(after.rev).toBe(6);
  });

  test("a frame that came too early waits for the one before it", () => {
    const { history, feed } = fiveMessages();
    history.send("bob");
    const first = history.frame()!;
    history.edit(2);
    const second = history.frame()!;

    const early = reduceFeed(feed, { type: "frame", frame: second });
    expect(early.messages).toEqual(feed.messages);
    expect(isWaiting(early)).toBe(true);

    const whole = reduceFeed(early, { type: "frame", frame: first });
    expect(whole.messages).toEqual(history.messages);
    expect(isWaiting(whole)).toBe(false);
  });

  test("a gap that does not close by itself makes the feed ask", () => {
    const { history, feed } = fiveMessages();
    history.send("bob");
    history.frame();
    history.send("bob");
    const gapped = reduceFeed(feed, { type: "frame", frame: history.frame()! });
    expect(gapped.behind).toBeNull();
    const behind = reduceFeed(gapped, { type: "waited" });
    expect(behind.behind).toBe("sync");
    const healed = reduceFeed(behind, { type: "synced", ...history.since(behind.rev) });
    expect(healed.messages).toEqual(history.messages);
    expect(healed.behind).toBeNull();
  });

  test("an older page never overwrites a newer message", () => {
    const history = new HistoryModel();
    for (let i = 0; i < 10; i++) history.send("ada");
    history.frame();
    const feed = startFeed(history.rev, history.page(4));
    const asked = reduceFeed(feed, { type: "page-asked", direction: "older" });
    const stale = history.page(4, { before: 7 });
    history.edit(5);
    const edited = reduceFeed(asked, { type: "frame", frame: history.frame()! });
    const after = reduceFeed(edited, { type: "page-came", ask: asked.requestId, page: stale });
    expect(after.messages).toEqual(history.messages.slice(2));
  });

  test("going elsewhere does not wait for a page on its way, nor lose to it", () => {
    const history = new HistoryModel();
    for (let i = 0; i < 30; i++) history.send("ada");
    history.frame();
    const feed = startFeed(history.rev, history.page(4));
    const older = reduceFeed(feed, { type: "page-asked", direction: "older" });
    const going = reduceFeed(older, { type: "elsewhere-asked" });
    expect(reduceFeed(going, { type: "page-asked", direction: "older" }), "no page meanwhile").toBe(going);
    const late = reduceFeed(going, {
      type: "page-came",
      ask: older.requestId,
      page: history.page(4, { before: 27 }),
    });
    expect(late, "the page is too late").toBe(going);
    const page = history.page(4, { before: 9 });
    const there = reduceFeed(late, { type: "reloaded", ask: going.requestId, rev: history.rev, page });
    expect(there.messages).toEqual(page.items);
    expect(there.loading).toBeNull();
    expect(reduceFeed(going, { type: "page-failed", ask: going.requestId })).toMatchObject({
      loading: null,
      messages: feed.messages,
    });
  });

  test("a frame from before the rendered page never takes a message back", () => {
    const { history } = fiveMessages();
    const rev = history.rev;
    history.edit(3);
    const older = history.frame()!;
    history.edit(3);
    const feed = startFeed(rev, history.page(50));
    const after = reduceFeed(feed, { type: "frame", frame: older });
    expect(after.messages).toEqual(history.messages);
    expect(after.rev).toBe(older.rev);
  });

  test("too much changed: the window is read anew", () => {
    const { history, feed } = fiveMessages();
    for (let i = 0; i < 30; i++) history.send("bob");
    const behind = reduceFeed(feed, { type: "synced", ...history.since(feed.rev, 10) });
    expect(behind.behind).toBe("reload");
    const whole = reduceFeed(behind, {
      type: "reloaded",
      ask: behind.requestId,
      rev: history.rev,
      page: history.page(10),
    });
    expect(whole.messages).toEqual(history.messages.slice(-10));
    expect(whole).toMatchObject({ behind: null, hasOlder: true, hasNewer: false });
  });
});

describe("a window of bounded length", () => {
  test("whatever is scrolled, a page that comes at one end pushes as many out at the other, and no hole opens", () => {
    const history = new HistoryModel();
    for (let i = 0; i < 800; i++) history.send("ada");
    history.frame();
    let feed = startFeed(history.rev, history.page(50));
    const scroll = (direction: "older" | "newer") => {
      feed = reduceFeed(feed, { type: "page-asked", direction });
      const edge = direction === "older" ? feed.messages[0]!.seq : feed.messages.at(-1)!.seq;
      const page = history.page(50, direction === "older" ? { before: edge } : { after: edge });
      feed = reduceFeed(feed, { type: "page-came", ask: feed.requestId, page });
      expect(feed.messages.length).toBeLessThanOrEqual(MOST_MESSAGES);
      const first = feed.messages[0]!.seq;
      expect(feed.messages).toEqual(history.messages.slice(first - 1, first - 1 + feed.messages.length));
    };
    while (feed.hasOlder) scroll("older");
    expect(feed).toMatchObject({ hasNewer: true, messages: { length: MOST_MESSAGES } });
    while (feed.hasNewer) scroll("newer");
    expect(feed.messages.at(-1)!.seq).toBe(800);
    expect(feed.hasOlder).toBe(true);
  });

  test("cut at its end it follows no longer, and a page brings what was said since", () => {
    const { history, feed } = fiveMessages();
    const cut = reduceFeed(feed, { type: "trimmed", end: "newer", keep: 3 });
    history.send("bob");
    const told = reduceFeed(cut, { type: "frame", frame: history.frame()! });
    expect(told.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    const asked = reduceFeed(told, { type: "page-asked", direction: "newer" });
    const page = history.page(50, { after: 3 });
    const whole = reduceFeed(asked, { type: "page-came", ask: asked.requestId, page });
    expect(whole.messages).toEqual(history.messages);
    expect(whole.hasNewer).toBe(false);
  });
});

describe("entering a room again", () => {
  test("a page that the browser has kept is older than what this tab knows, and says nothing", () => {
    const { history, feed } = fiveMessages();
    const kept = { rev: history.rev, page: history.page(3) };
    history.send("bob");
    const now = reduceFeed(feed, { type: "frame", frame: history.frame()! });
    expect(reduceFeed(now, { type: "entered", ...kept })).toBe(now);
    const elsewhere = reduceFeed(now, { type: "trimmed", end: "newer", keep: 2 });
    expect(reduceFeed(elsewhere, { type: "entered", ...kept })).toBe(elsewhere);
  });

  test("a page that is as new brings a window that is elsewhere to the room's end", () => {
    const { history, feed } = fiveMessages();
    const elsewhere = reduceFeed(feed, { type: "trimmed", end: "newer", keep: 2 });
    const entered = reduceFeed(elsewhere, { type: "entered", rev: history.rev, page: history.page(3) });
    expect(entered.messages).toEqual(history.messages.slice(-3));
  });
});

describe("reading anew", () => {
  test("R20: what a frame told while the page was on its way stays: a deleted message does not come back", () => {
    const { history, feed } = fiveMessages();
    const wanted = reduceFeed(feed, { type: "reload-wanted" });
    const page = history.page(50);
    history.delete(2);
    history.send("bob");
    const told = reduceFeed(wanted, { type: "frame", frame: history.frame()! });
    const whole = reduceFeed(told, { type: "reloaded", ask: wanted.requestId, rev: feed.rev, page });
    expect(whole.messages).toEqual(history.messages);
    expect(isWaiting(whole)).toBe(true);
  });
});

describe("sending", () => {
  test("a message is shown at once, and becomes the committed one when that comes", () => {
    const { history, feed } = fiveMessages();
    const typed = reduceFeed(feed, { type: "typed", message: outgoing("c1") });
    expect(typed.pending).toMatchObject([{ clientId: "c1", state: "sending" }]);

    history.send("me", "c1");
    const message = history.messages.at(-1)!;
    const answered = reduceFeed(typed, { type: "answered", clientId: "c1", message });
    expect(answered.pending).toMatchObject([{ state: "sent" }]);

    const came = reduceFeed(answered, { type: "frame", frame: history.frame()! });
    expect(came.pending).toEqual([]);
    expect(came.messages.at(-1)).toEqual(message);
  });

  test("the frame may come before the answer", () => {
    const { history, feed } = fiveMessages();
    const typed = reduceFeed(feed, { type: "typed", message: outgoing("c1") });
    history.send("me", "c1");
    const came = reduceFeed(typed, { type: "frame", frame: history.frame()! });
    const answered = reduceFeed(came, {
      type: "answered",
      clientId: "c1",
      message: history.messages.at(-1)!,
    });
    expect(answered.pending).toEqual([]);
    expect(answered.messages).toEqual(history.messages);
  });

  test("a refused message stays until it is retried or discarded", () => {
    const { feed } = fiveMessages();
    const typed = reduceFeed(feed, { type: "typed", message: outgoing("c1") });
    const refusal = { code: "rate_limited" as const, detail: "" };
    const refused = reduceFeed(typed, { type: "refused", clientId: "c1", refusal });
    expect(refused.pending).toMatchObject([{ state: "refused", refusal }]);
    expect(reduceFeed(refused, { type: "retried", clientId: "c1" }).pending).toMatchObject([
      { state: "sending" },
    ]);
    expect(reduceFeed(refused, { type: "discarded", clientId: "c1" }).pending).toEqual([]);
  });
});
