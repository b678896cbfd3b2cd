import { expect, test } from "vitest";
import type { MessageView } from "@/lib/shared/views";
import { type PendingReactions, reactionsOf, reducePendingReactions } from "./pending-reactions";

const message = (rev: number, reactions: MessageView["reactions"] = []) =>
  ({ id: "m", rev, reactions }) as MessageView;
const wish = (on: boolean, of = message(3), reacting: PendingReactions = {}) =>
  reducePendingReactions(reacting, { type: "wished", message: of, emoji: "🎉", on });
const short = (of: MessageView, reacting: PendingReactions) =>
  reactionsOf(of, reacting.m, "ada").map(({ emoji, count, isMine }) => `${emoji} ${count} ${isMine}`);

const bobs = { emoji: "🎉", count: 1, userIds: ["bob"] };
const both = { emoji: "🎉", count: 2, userIds: ["bob", "ada"] };

test("a reaction shows before the server has answered, and once only when it has", () => {
  const wished = wish(true, message(3, [bobs]));
  expect(short(message(3, [bobs]), wished)).toEqual(["🎉 2 true"]);
  expect(short(message(4, [both]), wished)).toEqual(["🎉 2 true"]);
  expect(short(message(3), wish(true))).toEqual(["🎉 1 true"]);
});

test("taken back, it is gone at once, also the last of its kind", () => {
  expect(short(message(3, [both]), wish(false))).toEqual(["🎉 1 false"]);
  const mine = { emoji: "🎉", count: 1, userIds: ["ada"] };
  expect(short(message(3, [mine]), wish(false))).toEqual([]);
});

test("answered, what the rows say later holds; refused, it was never there", () => {
  const answered = reducePendingReactions(wish(true), {
    type: "answered",
    messageId: "m",
    emoji: "🎉",
    isDone: true,
  });
  expect(short(message(3), answered)).toEqual(["🎉 1 true"]);
  expect(short(message(5, [bobs]), answered)).toEqual(["🎉 1 false"]);
  const refused = reducePendingReactions(wish(true), {
    type: "answered",
    messageId: "m",
    emoji: "🎉",
    isDone: false,
  });
  expect(short(message(3), refused)).toEqual([]);
});

test("whether the hundred and first reacted stays their own tab's knowledge, and is not counted twice", () => {
  const many = { emoji: "🎉", count: 101, userIds: ["bob"] };
  expect(short(message(4, [many]), {})).toEqual(["🎉 101 false"]);
});
