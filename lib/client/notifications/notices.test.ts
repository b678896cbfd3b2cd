import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { WireMessage } from "@/lib/shared/live";
import { DEFAULT_SETTINGS } from "@/lib/shared/messages/notification-settings";
import type { MyRoomView, NotificationSettingsView } from "@/lib/shared/views";
import { MessageNotices, type Noted, type Seen } from "./notices";

const ME = "me";

const room = (more: Partial<MyRoomView> = {}) =>
  ({
    id: "den",
    kind: "open",
    role: "member",
    notify: "everything",
    mutedUntil: null,
    lastReadSeq: 1,
    seq: 1,
    ...more,
  }) as MyRoomView;

const message = (seq = 2, more: Partial<WireMessage> = {}) =>
  ({ id: `m${seq}`, roomId: "den", seq, sender: { id: "ada" }, text: "hello", ...more }) as WireMessage;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Tabs of one browser that hear each other; the first has the lock. */
function tabsOf(count: number, rooms: Record<string, MyRoomView> = { den: room() }) {
  const hearing: ((seen: Seen) => void)[] = [];
  const queue: (() => Promise<void>)[] = [];
  const next = () => void queue[0]?.().then(() => queue.shift() && next());
  let isQuiet = false;
  let settings: NotificationSettingsView | null = null;
  const followed = new Set<string>();
  const threadMarks: Record<string, number> = {};
  const readTo = (key: string) => {
    const { lastReadSeq } = rooms[key.split("/")[0]!] ?? {};
    return lastReadSeq === undefined ? null : key.includes("/") ? (threadMarks[key] ?? 0) : lastReadSeq;
  };
  const tabs = Array.from({ length: count }, (_, index) => {
    const told: Noted[][] = [];
    const later: string[] = [];
    let looking: string | null = null;
    const notices = new MessageNotices({
      me: ME,
      room: (id) => rooms[id],
      isLooking: (key) => looking === key,
      readTo: (key) => readTo(key),
      followsThread: (rootId) => followed.has(rootId),
      settings: () => settings,
      isQuiet: () => isQuiet,
      keywordIn: ({ text }) => (text?.includes("outage") ? "outage" : null),
      join: (hear) => {
        hearing[index] = hear;
        return {
          broadcast: (seen) => {
            for (const [at, each] of hearing.entries()) if (at !== index) each(seen);
          },
          withLock: async (_name, act) => {
            queue.push(act);
            if (queue.length === 1) next();
          },
          close: () => {},
        };
      },
      tell: (noted) => told.push([...noted]),
      change: ({ message }) => void later.push(`${message.seq}: ${message.text}`),
      withdraw: ({ seq }) => void later.push(`${seq} withdrawn`),
    });
    notices.know(Object.values(rooms));
    return {
      ...notices,
      look: (id: string | null) => {
        looking = id;
      },
      told: () => told.map((each) => each.map(({ message: { seq } }) => seq)),
      words: () => told.flat().map(({ message }) => message.text),
      later,
    };
  });
  return {
    tabs,
    rooms,
    followed,
    threadMarks,
    hush: () => {
      isQuiet = true;
    },
    choose: (wish: Partial<NotificationSettingsView>) => {
      settings = { ...DEFAULT_SETTINGS, ...wish };
    },
    take: (...messages: WireMessage[]) => {
      for (const tab of tabs) tab.take(messages);
    },
    wait: () => vi.advanceTimersByTimeAsync(3_000),
  };
}

test("of several tabs one notifies, and after it the next", async () => {
  const { tabs, take, wait } = tabsOf(2);
  take(message(2));
  await wait();
  expect(tabs.map((tab) => tab.told())).toEqual([[[2]], []]);
  tabs[0]!.stop();
  await wait();
  tabs[1]!.take([message(3)]);
  await wait();
  expect(tabs.map((tab) => tab.told())).toEqual([[[2]], [[3]]]);
});

test("messages in view are notified by no tab", async () => {
  const { tabs, take, wait } = tabsOf(2);
  tabs[1]!.look("den");
  take(message(2));
  await wait();
  tabs[1]!.look("another room");
  take(message(3));
  await wait();
  expect(tabs.map((tab) => tab.told())).toEqual([[[3]], []]);
});

test.each(["mentions", "keywords"] as const)("a keyword is told of where the level is %s", async (notify) => {
  const { tabs, take, wait } = tabsOf(1, { den: room({ notify }) });
  take(message(2), message(3, { text: "an outage" }));
  await wait();
  expect(tabs[0]!.told()).toEqual([[3]]);
});

test("a message read on another device is not notified", async () => {
  const { tabs, take, wait, rooms } = tabsOf(1);
  take(message(2));
  rooms.den = room({ lastReadSeq: 2 });
  await wait();
  expect(tabs[0]!.told()).toEqual([]);
});

test("nothing is notified twice, edits and repeats included", async () => {
  const { tabs, take, wait } = tabsOf(1);
  take(message(1), message(2));
  await wait();
  take(message(2, { editedAt: "2026-11-21T12:00:00.000Z" }));
  await wait();
  expect(tabs[0]!.told()).toEqual([[2]]);
});

test("nothing is notified during do not disturb", async () => {
  const { tabs, take, wait, hush } = tabsOf(1);
  hush();
  take(message(2));
  await wait();
  expect(tabs[0]!.told()).toEqual([]);
});

test("simultaneous messages are notified together; a lost room is silent", async () => {
  const { tabs, take, wait, rooms } = tabsOf(1);
  take(message(2), message(3));
  await wait();
  take(message(4));
  delete rooms.den;
  await wait();
  expect(tabs[0]!.told()).toEqual([[2, 3]]);
});

const EDITED = { editedAt: "2026-11-21T12:00:00.000Z" };
const DELETED = { text: "", deletedAt: "2026-11-21T12:00:00.000Z" };

test("deleted messages are not notified, edited ones in their new words", async () => {
  const { tabs, take, wait } = tabsOf(1);
  take(message(2), message(3));
  take(message(2, DELETED), message(3, { ...EDITED, text: "better" }));
  await wait();
  expect([tabs[0]!.told(), tabs[0]!.words()]).toEqual([[[3]], ["better"]]);
});

test("a notice goes when its message is deleted, and follows its edits", async () => {
  const { tabs, take, wait } = tabsOf(1);
  take(message(2), message(3));
  await wait();
  take(message(3, { ...EDITED, text: "better" }), message(2, DELETED));
  await wait();
  expect(tabs[0]!.told()).toEqual([[2, 3]]);
  expect(tabs[0]!.later).toEqual(["3: better", "2 withdrawn"]);
});

describe("where only mentions are wanted", () => {
  const rooms = () => ({ den: room({ notify: "mentions" }) });
  const mine = { mentions: { userIds: [ME], here: false, all: false } };

  test("a mention that is edited away is not told, or withdrawn", async () => {
    const { tabs, take, wait } = tabsOf(1, rooms());
    take(message(2, mine), message(3, mine));
    take(message(2, EDITED));
    await wait();
    take(message(3, EDITED));
    expect([tabs[0]!.told(), tabs[0]!.later]).toEqual([[[3]], ["3 withdrawn"]]);
  });

  test("a mention that an edit puts in is told, once", async () => {
    const { tabs, take, wait } = tabsOf(1, rooms());
    take(message(2));
    take(message(2, { ...mine, ...EDITED }));
    await wait();
    take(message(2, { ...mine, ...EDITED, text: "again" }));
    await wait();
    expect([tabs[0]!.told(), tabs[0]!.later]).toEqual([[[2]], ["2: again"]]);
  });

  test("but not of what is read, nor for an `@here`, nor what came while I was not to be disturbed", async () => {
    const { tabs, take, wait, hush, rooms: at } = tabsOf(1, rooms());
    take(message(2), message(3));
    take(message(2, { mentions: { userIds: [], here: true, all: false }, ...EDITED }));
    at.den = room({ notify: "mentions", lastReadSeq: 3 });
    take(message(3, { ...mine, ...EDITED }));
    await wait();
    hush();
    take(message(4, mine));
    take(message(4, { ...mine, ...EDITED }));
    await wait();
    expect(tabs[0]!.told()).toEqual([]);
  });
});

describe("a reply in a thread", () => {
  const reply = (seq = 2, more: Partial<WireMessage> = {}) => message(seq, { threadId: "root", ...more });

  test("is told of to a follower, also where the following is told after it", async () => {
    const { tabs, take, wait, followed } = tabsOf(1);
    take(reply(2));
    await vi.advanceTimersByTimeAsync(500);
    followed.add("root");
    await wait();
    take(reply(3));
    await wait();
    expect(tabs[0]!.told()).toEqual([[2], [3]]);
  });

  test("is not told of to others, though the room tells of everything", async () => {
    const { tabs, take, wait } = tabsOf(1);
    take(reply(2));
    await wait();
    expect(tabs[0]!.told()).toEqual([]);
  });

  test("is told of where only mentions in threads are wanted if it mentions", async () => {
    const { tabs, take, wait, followed, choose } = tabsOf(1);
    followed.add("root");
    choose({ threadReplies: "mentions" });
    take(reply(2), reply(3, { mentions: { userIds: [ME], here: false, all: false } }));
    await wait();
    expect(tabs[0]!.told()).toEqual([[3]]);
  });

  test("is told of to a reader of its room's line, and not to one of its thread", async () => {
    const { tabs, take, wait, followed } = tabsOf(1);
    followed.add("root");
    tabs[0]!.look("den");
    take(reply(2));
    await wait();
    tabs[0]!.look("den/root");
    take(reply(3));
    await wait();
    expect(tabs[0]!.told()).toEqual([[2]]);
  });

  test("is not told of once it was read in its thread, and is though its room was read", async () => {
    const { tabs, take, wait, followed, rooms, threadMarks } = tabsOf(1);
    followed.add("root");
    take(reply(2));
    rooms.den = room({ lastReadSeq: 2, seq: 2 });
    await wait();
    take(reply(3));
    threadMarks["den/root"] = 3;
    await wait();
    expect(tabs[0]!.told()).toEqual([[2]]);
  });

  test("that the room shows too is read in either", async () => {
    const { tabs, take, wait, followed, rooms } = tabsOf(1);
    followed.add("root");
    take(reply(2, { alsoInRoom: true }));
    rooms.den = room({ lastReadSeq: 2, seq: 2 });
    await wait();
    expect(tabs[0]!.told()).toEqual([]);
  });

  test("that was deleted meanwhile is not told of", async () => {
    const { tabs, take, wait, followed } = tabsOf(1);
    take(reply(2));
    take(reply(2, DELETED));
    followed.add("root");
    await wait();
    expect(tabs[0]!.told()).toEqual([]);
  });
});
