import { expect, test } from "vitest";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { MemberView } from "@/lib/shared/views";
import { type Receipts, reduceReceipts, tickOf } from "./receipts";

const member = (id: string, marks: Partial<MemberView> = {}, isBot = false) =>
  ({
    user: { id, isBot },
    joinedAt: "2026-01-01T00:00:00.000Z",
    lastReadSeq: 0,
    lastDeliveredSeq: 0,
    ...marks,
  }) as MemberView;

const sender = { id: "ada", username: "ada", displayName: "Ada", isBot: false };
const createdAt = "2026-02-01T00:00:00.000Z";
const message = wholeMessage({ id: "m", roomId: "den", seq: 7, rev: 7, sender, createdAt, clientId: "c" });

const met = (members: MemberView[], isWhole = true) =>
  reduceReceipts({}, { type: "met", roomId: "den", members, isWhole });
const move = (receipts: Receipts, type: "read" | "delivered", userId: string, seq: number) =>
  reduceReceipts(receipts, { type, roomId: "den", userId, seq });

test("a message is sent, then delivered, then read by some and at last by all", () => {
  const sent = met([member("ada"), member("bob"), member("cyd")]);
  const toOne = move(sent, "delivered", "bob", 7);
  const toAll = move(toOne, "delivered", "cyd", 8);
  const some = move(toAll, "read", "bob", 7);
  const all = move(some, "read", "cyd", 9);
  expect([sent, toOne, toAll, some, all].map((each) => tickOf(each.den, message))).toEqual([
    { state: "sent", read: 0, of: 2 },
    { state: "sent", read: 0, of: 2 },
    { state: "delivered", read: 0, of: 2 },
    { state: "some", read: 1, of: 2 },
    { state: "all", read: 2, of: 2 },
  ]);
});

test("nobody waits for bots, for those who came later, or for anyone where one is alone", () => {
  const later = member("eve", { joinedAt: "2026-03-01T00:00:00.000Z" });
  const alone = met([member("ada"), later, member("bot", {}, true)]);
  expect(tickOf(alone.den, message)).toBeNull();
  expect(tickOf(undefined, message)).toBeNull();
});

test("marks never move back, neither by a late frame nor by an older list", () => {
  const read = move(met([member("bob")]), "read", "bob", 9);
  const late = move(read, "read", "bob", 3);
  const again = reduceReceipts(late, { type: "met", roomId: "den", members: [member("bob")], isWhole: true });
  expect(again.den?.people.bob).toMatchObject({ read: 9, delivered: 9 });
});

test("where there are more members than were read, no message counts as read by all", () => {
  const known = move(met([member("bob")], false), "read", "bob", 7);
  expect(tickOf(known.den, message)).toEqual({ state: "some", read: 1, of: null });
});
