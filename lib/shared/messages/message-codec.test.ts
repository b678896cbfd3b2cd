import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { message as schema } from "../schemas";
import type { MessageView } from "../views";
import { MESSAGE_DEFAULTS, toWire, wholeMessage } from "./message-codec";

/** Fields that every message has on the wire. */
const ALWAYS = ["id", "roomId", "seq", "rev", "sender", "createdAt", "clientId"];

/** The value of a field that says nothing: null where that is allowed, else empty, false or the first of an enum. */
function emptyOf(field: z.ZodType): unknown {
  if (field instanceof z.ZodNullable) return null;
  if (field instanceof z.ZodArray) return [];
  if (field instanceof z.ZodBoolean) return false;
  if (field instanceof z.ZodEnum) return field.options[0];
  if (field instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(field.shape)
        .filter(([, inner]) => !(inner instanceof z.ZodOptional))
        .map(([name, inner]) => [name, emptyOf(inner as z.ZodType)]),
    );
  return field instanceof z.ZodString ? "" : 0;
}

test("the defaults of the wire are those that the schema of a message has", () => {
  const derived = Object.entries(schema.shape).filter(([name]) => !ALWAYS.includes(name));
  expect(MESSAGE_DEFAULTS).toEqual(
    Object.fromEntries(derived.map(([name, field]) => [name, emptyOf(field)])),
  );
});

const EMPTY = wholeMessage({
  id: "0192abcd-0000-7000-8000-000000000001",
  roomId: "0192abcd-0000-7000-8000-000000000002",
  seq: 1,
  rev: 1,
  sender: { id: "0192abcd-0000-7000-8000-000000000003", username: "ada", displayName: "Ada", isBot: false },
  createdAt: "2026-01-01T00:00:00.000Z",
  clientId: "c",
});

const FULL: MessageView = {
  ...EMPTY,
  kind: "system",
  text: "hello",
  event: { type: "joined", names: ["Ada"], count: 1, value: null },
  mentions: {
    userIds: [],
    groups: [{ id: "g", handle: "backend", name: "Backend", userIds: ["a"] }],
    here: false,
    all: true,
  },
  replyTo: { id: EMPTY.id, seq: 1 },
  threadId: EMPTY.id,
  alsoInRoom: true,
  thread: {
    count: 1,
    lastSeq: 2,
    lastReplyAt: EMPTY.createdAt,
    participants: [EMPTY.sender],
    lastReply: { id: EMPTY.id, sender: EMPTY.sender, text: "Yes", fileCount: 0 },
  },
  forwardedFrom: { messageId: EMPTY.id, senderName: "Bob", sentAt: EMPTY.createdAt },
  reactions: [{ emoji: "👍", count: 1, userIds: [EMPTY.sender.id] }],
  isPinned: true,
  editedAt: EMPTY.createdAt,
  deletedAt: EMPTY.createdAt,
};

test("a message without anything has only the fields that every message has", () => {
  expect(Object.keys(toWire(EMPTY)).sort()).toEqual([...ALWAYS].sort());
  expect(schema.parse(EMPTY)).toEqual(EMPTY);
});

test("a message comes from the wire as it was, whichever of its fields are empty", () => {
  const fields = Object.keys(MESSAGE_DEFAULTS) as (keyof typeof MESSAGE_DEFAULTS)[];
  fc.assert(
    fc.property(fc.subarray(fields), (filled) => {
      const one = { ...EMPTY, ...Object.fromEntries(filled.map((field) => [field, FULL[field]])) };
      const wire = JSON.parse(JSON.stringify(toWire(one)));
      expect(wholeMessage(wire)).toEqual(one);
      for (const field of fields) if (!filled.includes(field)) expect(wire).not.toHaveProperty(field);
    }),
  );
});
