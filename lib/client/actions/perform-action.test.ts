import { expect, test } from "vitest";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { Chat } from "../chat/chat";
import { startFeed } from "../timeline/feed";
import type { FeedStore } from "../timeline/feed-pages";
import { MessageActions } from "./message-actions";
import { editLast } from "./perform-action";

const ada = { id: "ada", username: "ada", displayName: "Ada", isBot: false };
const den = { kind: "open", role: "member", posting: "everyone", archivedAt: null, memberCount: 3 };

/** The parts of the chat that editing uses: the account, the room, and pending deletions. */
const chat = {
  account: { ...ada, role: "member" },
  workspace: { get: () => ({ rooms: { den } }) },
  deleting: { get: () => ({}) },
} as unknown as Chat;

const said = (seq: number) =>
  wholeMessage({
    id: `m${seq}`,
    roomId: "den",
    seq,
    rev: seq,
    sender: ada,
    createdAt: "",
    clientId: `${seq}`,
  });

test("the key for one's last message passes over what one forwarded", () => {
  const forwardedFrom = { messageId: "o", senderName: "Bob", sentAt: "2026-01-01T00:00:00.000Z" };
  const items = [said(1), { ...said(2), forwardedFrom }];
  const feed = { get: () => startFeed(2, { items, hasOlder: false, hasNewer: false }) };
  const acts = new MessageActions(chat, "den", feed as unknown as FeedStore);
  editLast(acts);
  expect(acts.store.get().editing).toEqual({ id: "m1", from: "composer" });
});
