import { expect, test } from "vitest";
import type { AttachmentView, MessageView } from "@/lib/shared/views";
import { nextVoice } from "./voice-tracks";

const file = (id: string, isVoice = true) =>
  ({ id, isVoice, url: `/f/${id}`, duration: 3 }) as AttachmentView;

const message = (seq: number, ...attachments: AttachmentView[]) =>
  ({
    id: `m${seq}`,
    roomId: "den",
    seq,
    sender: { id: "ada", displayName: "Ada" },
    attachments,
    deletedAt: null,
  }) as unknown as MessageView;

test("the next voice message is in this message or a later one", () => {
  const room = [
    message(1, file("a"), file("b")),
    message(2),
    message(3, file("song", false)),
    message(4, file("c")),
  ];
  expect(nextVoice(room, "m1 a")?.id).toBe("m1 b");
  expect(nextVoice(room, "m1 b")).toEqual({
    id: "m4 c",
    src: "/f/c",
    duration: 3,
    from: { roomId: "den", seq: 4, name: "Ada" },
  });
  expect(nextVoice(room, "m4 c")).toBeNull();
});

test("a deleted message is passed over, and an unknown one has no next", () => {
  const deleted = { ...message(2, file("b")), deletedAt: "2026-11-29T00:00:00.000Z" };
  const room = [message(1, file("a")), deleted, message(3, file("c"))];
  expect(nextVoice(room, "m1 a")?.id).toBe("m3 c");
  expect(nextVoice(room, "elsewhere")).toBeNull();
});

test("a forward of the same recording does not play in circles", () => {
  const room = [message(1, file("a")), message(2, file("b")), message(3, file("a"))];
  expect(nextVoice(room, "m2 b")?.id).toBe("m3 a");
  expect(nextVoice(room, "m3 a")).toBeNull();
});
