import { expect, test } from "vitest";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { AccountView, MessageView, MyRoomView } from "@/lib/shared/views";
import { mayBeRoot, movedUpTo } from "./move-messages";

const room = { kind: "open", role: "member", posting: "everyone", archivedAt: null, memberCount: 3 };
const reader = (role: "member" | "moderator") => ({
  room: { ...room, role } as MyRoomView,
  account: { id: "ada", role: "member" } as AccountView,
});
const said = (seq: number, by: string, more: Partial<MessageView> = {}) => ({
  ...wholeMessage({
    id: `m${seq}`,
    roomId: "den",
    seq,
    rev: seq,
    sender: { id: by, username: by, displayName: by, isBot: false },
    createdAt: "2026-01-01T00:00:00.000Z",
    clientId: `c${seq}`,
  }),
  ...more,
});

const first = said(1, "ada");
const following = [said(2, "bob"), said(3, "ada"), said(4, "ada", { kind: "system" }), said(5, "ada")];
const seqs = ({ moved, leftCount }: ReturnType<typeof movedUpTo>) => [moved.map(({ seq }) => seq), leftCount];

test("a message moves alone, or with those that follow up to a chosen one", () => {
  expect(seqs(movedUpTo(first, following, "m1", reader("moderator")))).toEqual([[1], 0]);
  expect(seqs(movedUpTo(first, following, "m3", reader("moderator")))).toEqual([[1, 2, 3], 0]);
});

test("messages that the reader may not move stay, and are counted", () => {
  expect(seqs(movedUpTo(first, following, "m5", reader("member")))).toEqual([[1, 3, 5], 1]);
});

test("a thread can be under a message of the line, and under a deleted one that has it", () => {
  const thread = { count: 1 } as MessageView["thread"];
  expect(mayBeRoot(first)).toBe(true);
  expect(mayBeRoot({ ...first, threadId: "m0" })).toBe(false);
  expect(mayBeRoot({ ...first, kind: "system" })).toBe(false);
  expect(mayBeRoot({ ...first, deletedAt: "now" })).toBe(false);
  expect(mayBeRoot({ ...first, deletedAt: "now", thread })).toBe(true);
});
