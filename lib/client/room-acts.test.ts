import { expect, test } from "vitest";
import { wholeMessage } from "@/lib/shared/live";
import type { Chat } from "./chat";
import type { FeedStore } from "./feed-pages";
import { RoomActs } from "./room-acts";

const ada = { id: "ada", username: "ada", displayName: "Ada", isBot: false };

test("the key for one's last message passes over what one forwarded", () => {
  const [own, copy] = [1, 2].map((seq) =>
    wholeMessage({
      id: `m${seq}`,
      roomId: "den",
      seq,
      rev: seq,
      sender: ada,
      createdAt: "",
      clientId: `${seq}`,
    }),
  );
  const forwardedFrom = { messageId: "o", senderName: "Bob", sentAt: "2026-01-01T00:00:00.000Z" };
  const feed = { get: () => ({ messages: [own, { ...copy, forwardedFrom }] }) };
  const acts = new RoomActs({ account: ada } as unknown as Chat, "den", feed as unknown as FeedStore);
  acts.editLast();
  expect(acts.store.get().editing).toEqual({ id: "m1", from: "composer" });
});
