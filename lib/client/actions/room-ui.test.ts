import { expect, test } from "vitest";
import { HistoryModel } from "@/tests/support/client/history-model";
import { INITIAL_ROOM_UI, type RoomUiAction, reduceRoomUi, type Toast, toolbarSeq } from "./room-ui";

const history = new HistoryModel();
history.send("ada");
const [message] = history.messages as [(typeof history.messages)[number]];

const after = (...actions: RoomUiAction[]) => actions.reduce(reduceRoomUi, INITIAL_ROOM_UI);

test("editing closes what was open, and what opens takes the place of what was open", () => {
  const menu = { what: "menu", message, at: { x: 1, y: 2 } } as const;
  const dialog = { what: "receipts", message } as const;
  expect(after({ type: "open", opened: menu }, { type: "open", opened: dialog }).opened).toEqual(dialog);
  const editing = after({ type: "open", opened: menu }, { type: "edit", id: message.id, from: "row" });
  expect(editing).toMatchObject({ opened: null, editing: { id: message.id, from: "row" } });
  expect(reduceRoomUi(editing, { type: "edited" }).editing).toBeNull();
});

test("a jump to a message marks it once, and outlives older marks", () => {
  const there = after({ type: "go", seq: 4 }, { type: "arrived", seq: 4 });
  expect(there).toMatchObject({ target: null, highlighted: 4 });
  expect(reduceRoomUi(there, { type: "dimmed", seq: 3 })).toBe(there);
  expect(after({ type: "go", seq: 5 }, { type: "arrived", seq: 4 })).toMatchObject({ target: { seq: 5 } });
});

test("a notice goes out by itself, but not the one that came after it", () => {
  const [first, second]: Toast[] = [
    { kind: "said", word: "copied", name: "" },
    { kind: "said", word: "pinned", name: "" },
  ] as const;
  const said = after({ type: "say", notice: first! }, { type: "say", notice: second! });
  expect(reduceRoomUi(said, { type: "silence", notice: first! }).toasts).toEqual([second]);
  expect(reduceRoomUi(said, { type: "silence", notice: second! }).toasts).toEqual([first]);
});

test("three notices show at once, and a fourth takes the place of the oldest", () => {
  const notices = (["copied", "pinned", "saved", "unread"] as const).map(
    (word): Toast => ({ kind: "said", word, name: "" }),
  );
  expect(after(...notices.map((notice) => ({ type: "say", notice }) as const)).toasts).toEqual(
    notices.slice(1),
  );
});

test("the New line stands above what came unseen, but what was marked by hand stays where it is", () => {
  const unseen = after({ type: "unseen", after: 4 });
  expect(unseen).toMatchObject({ newAfter: 4, isMarking: false });
  expect(reduceRoomUi(unseen, { type: "read" }).newAfter).toBeNull();
  const marked = reduceRoomUi(unseen, { type: "unread", from: 3 });
  expect(reduceRoomUi(marked, { type: "unseen", after: 9 })).toMatchObject({ newAfter: 2, isMarking: true });
  const read = reduceRoomUi(marked, { type: "read" });
  expect(reduceRoomUi(read, { type: "unseen", after: 9 })).toMatchObject({ newAfter: 9, isMarking: false });
});

test("one message has its bar: the one that pointer or focus came to last", () => {
  const at = (...actions: RoomUiAction[]) => toolbarSeq(after(...actions));
  const [hover, focus] = [{ type: "hovered", seq: 3 } as const, { type: "focused", seq: 5 } as const];
  expect([at(), at(hover), at(hover, focus), at(focus, hover)]).toEqual([null, 3, 5, 3]);
  expect(at(focus, hover, { type: "unhovered", seq: 3 })).toBe(5);
  expect(at(hover, focus, { type: "unfocused", seq: 5 })).toBe(3);
  expect(at(hover, { type: "hovered", seq: 4 }, { type: "unhovered", seq: 3 })).toBe(4);
});

test("while a menu is open no other message has a bar", () => {
  const open = { type: "open", opened: { what: "menu", message, at: { x: 1, y: 2 } } } as const;
  expect(toolbarSeq(after({ type: "hovered", seq: message.seq }, open))).toBe(message.seq);
  expect(toolbarSeq(after({ type: "hovered", seq: message.seq + 1 }, open))).toBeNull();
});
