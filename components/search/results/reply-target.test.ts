import { expect, test } from "vitest";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { FileHitView, MyRoomView, SearchHitView } from "@/lib/shared/views";
import { replyToFile, replyToHit } from "./reply-target";

const me = { id: "ada", role: "member" } as const;
const den = {
  id: "den",
  kind: "open",
  role: "member",
  posting: "everyone",
  archivedAt: null,
  memberCount: 3,
};
const rooms = (part = {}) => ({ den: { ...den, ...part } as unknown as MyRoomView });

const hit = (part = {}) =>
  ({
    message: wholeMessage({
      id: "m4",
      roomId: "den",
      seq: 4,
      rev: 4,
      sender: { id: "bob", username: "bob", displayName: "Bob", isBot: false },
      createdAt: "2026-01-01T00:00:00.000Z",
      clientId: "c",
      text: "hello",
      ...part,
    }),
  }) as unknown as SearchHitView;
const file = { file: { roomId: "den", messageId: "m5", seq: 5 } } as unknown as FileHitView;

test("a found message or file is replied to in its room", () => {
  expect(replyToHit(hit(), rooms(), me)).toMatchObject({ roomId: "den", id: "m4", seq: 4 });
  expect(replyToFile(file, rooms(), me)).toMatchObject({ roomId: "den", id: "m5", seq: 5 });
});

test("a found reply is answered in its thread, and one that the room shows in the room", () => {
  const threadOf = (part: object) => replyToHit(hit(part), rooms(), me)?.threadId;
  expect(threadOf({ threadId: "root" })).toBe("root");
  expect(threadOf({ threadId: "root", alsoInRoom: true })).toBeNull();
  expect(threadOf({})).toBeNull();
  const inThread = { file: { ...file.file, threadId: "root" } } as FileHitView;
  expect(replyToFile(inThread, rooms(), me)?.threadId).toBe("root");
});

test("nobody replies in an archived or lost room, nor to a system message", () => {
  const archived = rooms({ archivedAt: "2026-01-01T00:00:00.000Z" });
  expect([replyToHit(hit(), archived, me), replyToFile(file, archived, me)]).toEqual([null, null]);
  expect([replyToHit(hit(), {}, me), replyToFile(file, {}, me)]).toEqual([null, null]);
  expect(replyToHit(hit({ kind: "system" }), rooms(), me)).toBeNull();
});
