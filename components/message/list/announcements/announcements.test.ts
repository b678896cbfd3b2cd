import { expect, test } from "vitest";
import { startFeed } from "@/lib/client/timeline/feed";
import { HistoryModel } from "@/tests/support/client/history-model";
import { announcementsOf } from "./announcements";

/** A window on the last `size` messages of a room with twenty, before and after a change. */
function talk(say: (history: HistoryModel) => void, page = (history: HistoryModel) => history.page(50)) {
  const history = new HistoryModel();
  for (let i = 0; i < 20; i++) history.send("ada");
  const before = startFeed(history.rev, history.page(10));
  say(history);
  const after = startFeed(history.rev, page(history));
  return announcementsOf(before, after, "me", ({ text }) => text);
}

test("a new message is told with its author first", () => {
  expect(talk((history) => history.send("bob"))).toEqual([
    { kind: "said", key: 21, name: "bob", text: "text 21" },
  ]);
});

test("loaded history and own messages are not announced", () => {
  expect(talk(() => {})).toEqual([]);
  expect(talk((history) => history.send("me"))).toEqual([]);
});

test("a change of an old message is no new message", () => {
  expect(talk((history) => history.edit(15))).toEqual([]);
});

test("of many at once only how many is told", () => {
  const said = talk((history) => {
    for (let i = 0; i < 5; i++) history.send("bob");
  });
  expect(said).toEqual([{ kind: "many", key: 25, count: 5 }]);
});

test("a window that does not reach the room's end tells nothing", () => {
  const said = talk(
    (history) => history.send("bob"),
    (history) => history.page(10, { before: 12 }),
  );
  expect(said).toEqual([]);
});
