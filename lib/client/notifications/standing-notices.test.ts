import { expect, test } from "vitest";
import type { WireMessage } from "@/lib/shared/live";
import type { MyRoomView } from "@/lib/shared/views";
import type { Noted } from "./notices";
import { createStandingNotices } from "./standing-notices";

const note = (seq: number, text = "hello", roomId = "den"): Noted => ({
  room: { id: roomId } as MyRoomView,
  message: { id: `${roomId} ${seq}`, roomId, seq, text } as WireMessage,
});

/** A system that shows notifications by tag, and those that are shown. */
function world() {
  const shown = new Map<string, string>();
  const log: string[] = [];
  const marks: Record<string, number | null> = { den: 0, hall: 0 };
  const standing = createStandingNotices({
    show: ({ tag, body }) => {
      shown.set(tag, body);
      log.push(`show ${body}`);
    },
    replace: ({ tag, body }) => {
      if (shown.has(tag)) shown.set(tag, body);
    },
    close: (tag) => void shown.delete(tag),
    textOf: (noted, isOne) => ({
      title: "",
      body: isOne ? (noted[0]?.message.text ?? "") : `${noted.length} messages`,
      tag: isOne ? (noted[0]?.message.id ?? "") : "many",
      path: "/",
    }),
    readTo: (roomId) => marks[roomId] ?? null,
  });
  return {
    ...standing,
    shown: () => [...shown.values()],
    dismiss: (tag: string) => shown.delete(tag),
    log,
    marks,
  };
}

test("a notice says what its message says, and goes with it", () => {
  const { tell, change, withdraw, shown, log } = world();
  tell([note(1), note(2, "second")]);
  change(note(2, "better"));
  expect(shown()).toEqual(["hello", "better"]);
  withdraw(note(1).message);
  expect(shown()).toEqual(["better"]);
  expect(log).toEqual(["show hello", "show second"]);
});

test("a notice of many counts what is left of them, and goes with the last", () => {
  const { tell, withdraw, shown } = world();
  tell([1, 2, 3, 4].map((seq) => note(seq)));
  withdraw(note(3).message);
  expect(shown()).toEqual(["3 messages"]);
  for (const seq of [1, 2, 4]) withdraw(note(seq).message);
  expect(shown()).toEqual([]);
});

test("notices of read messages and of left rooms are closed", () => {
  const { tell, look, shown, marks } = world();
  tell([note(1, "one"), note(2, "two"), note(1, "hall", "hall")]);
  marks.den = 1;
  look();
  expect(shown()).toEqual(["two", "hall"]);
  marks.hall = null;
  look();
  expect(shown()).toEqual(["two"]);
});

test("a closed notice does not return with an edit", () => {
  const { tell, change, dismiss, shown } = world();
  tell([note(1)]);
  dismiss("den 1");
  change(note(1, "better"));
  expect(shown()).toEqual([]);
});
