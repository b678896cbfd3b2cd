import { afterEach, expect, test, vi } from "vitest";
import { HistoryModel } from "./history-model";
import { RoomFeeds } from "./room-feeds";

afterEach(() => vi.unstubAllGlobals());

/** A room of so many messages, opened at its end. */
function opened(count: number) {
  const history = new HistoryModel();
  for (let i = 0; i < count; i++) history.send("ada");
  history.frame();
  const feeds = new RoomFeeds(() => {});
  const feed = feeds.open("room", history.rev, history.page(200));
  const hear = (many: number) => {
    for (let i = 0; i < many; i++) {
      history.send("bob");
      feeds.take(history.frame()!);
    }
  };
  return { history, feeds, feed, hear };
}

test("a room that nobody looks at keeps the newest of what comes, and no more than a page can draw at once", () => {
  const { history, feeds, feed, hear } = opened(100);
  feeds.show("room");
  hear(150);
  expect(feed.get().messages).toHaveLength(250);
  feeds.leave("room");
  hear(500);
  const { messages, hasOlder, hasNewer } = feed.get();
  expect(messages.length).toBeLessThanOrEqual(60);
  expect(messages).toEqual(history.messages.slice(-messages.length));
  expect({ hasOlder, hasNewer }).toEqual({ hasOlder: true, hasNewer: false });
});

test("a room that was left in the middle of its history is at its end when one comes back", async () => {
  const { history, feeds, feed } = opened(100);
  vi.stubGlobal("fetch", async () => Response.json(history.page(50)));
  feeds.show("room");
  feed.dispatch({ type: "trimmed", end: "newer", keep: 20 });
  feeds.leave("room");
  await vi.waitFor(() => expect(feed.get().hasNewer).toBe(false));
  expect(feed.get().messages).toEqual(history.messages.slice(-50));
});
