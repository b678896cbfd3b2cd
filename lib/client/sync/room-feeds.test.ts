import { afterEach, describe, expect, test, vi } from "vitest";
import type { SyncView } from "@/lib/shared/views";
import { HistoryModel } from "@/tests/support/client/history-model";
import type { FeedStore } from "../timeline/feed-pages";
import { RoomFeeds } from "./room-feeds";

afterEach(() => vi.unstubAllGlobals());

/** A room with `count` messages, opened at its end. */
function opened(count: number) {
  const history = new HistoryModel();
  for (let i = 0; i < count; i++) history.send("ada");
  history.frame();
  const feeds = new RoomFeeds(() => {});
  const feed = feeds.open("room", history.rev, history.page(200));
  const hear = (many: number) => {
    for (let i = 0; i < many; i++) {
      history.send("bob");
      feeds.onMessages(history.frame()!);
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

test("moved messages leave the room's line for their thread, and come back in their place", () => {
  const { history, feeds, feed } = opened(20);
  const thread = feeds.open("room/message-5", history.rev, history.page(50, {}, "room/message-5"));
  const seqsOf = (of: FeedStore) => of.get().messages.map(({ seq }) => seq);
  const seqs = (...left: number[]) =>
    history.messages.map(({ seq }) => seq).filter((seq) => !left.includes(seq));
  for (const seq of [7, 20]) {
    history.move(seq, "message-5");
    feeds.onMessages(history.frame()!);
  }
  expect(seqsOf(feed)).toEqual(seqs(7, 20));
  expect(seqsOf(thread)).toEqual([5, 7, 20]);
  history.move(7, null);
  feeds.onMessages(history.frame()!);
  expect(seqsOf(feed)).toEqual(seqs(20));
  expect(seqsOf(thread)).toEqual([5, 20]);
});

describe("who was removed and added again, and may not read what was before", () => {
  test("has nothing of it any more, and what came since", () => {
    const { history, feeds, feed } = opened(50);
    history.edit(7);
    for (let i = 0; i < 40; i++) history.send("bob");
    feeds.onSync(hiddenBefore(history, feed, 81));
    expect(feed.get().messages).toEqual(history.messages.slice(80));
    expect(feed.get()).toMatchObject({ rev: history.rev, hasOlder: false, hasNewer: false, behind: null });
  });

  test("is led to the end, where the page was in the middle of it", async () => {
    const { history, feeds, feed } = opened(50);
    feed.dispatch({ type: "trimmed", end: "newer", keep: 20 });
    for (let i = 0; i < 40; i++) history.send("bob");
    const visible = { items: history.messages.slice(80), hasOlder: false, hasNewer: false };
    vi.stubGlobal("fetch", async () => Response.json(visible));
    feeds.onSync(hiddenBefore(history, feed, 81));
    expect(feed.get().messages).toEqual([]);
    await vi.waitFor(() => expect(feed.get().messages).toEqual(visible.items));
    expect(feed.get()).toMatchObject({ rev: history.rev, hasOlder: false, hasNewer: false, behind: null });
  });

  test("loses nothing where nothing was hidden", () => {
    const { feeds, feed } = opened(50);
    const before = feed.get();
    feeds.hide("room", 1);
    expect(feed.get()).toBe(before);
  });

  /** The answer of `sync` after history was hidden: nothing before it. */
  function hiddenBefore(history: HistoryModel, feed: FeedStore, firstVisibleSeq: number): SyncView {
    const { items, ...page } = history.since(feed.get().rev);
    const room = { id: "room", firstVisibleSeq };
    const visible = items.filter(({ seq }) => seq >= firstVisibleSeq);
    return { rooms: [{ room, ...page, items: visible }], gained: [], lost: [] } as unknown as SyncView;
  }
});
