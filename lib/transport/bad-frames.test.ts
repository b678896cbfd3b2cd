import { io } from "socket.io-client";
import { beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, room } from "@/tests/support/world";
import { COMMANDS } from "./commands";

testDatabase();
const server = testServer();

type Fields = Record<string, unknown>;

/** A frame of each word that would be taken, and its fields that may be left out. */
const GOOD: Record<string, { fields: Fields; optional?: string[] }> = {
  message: {
    fields: { roomId: "", text: "hello", clientId: "k", replyToId: "" },
    optional: ["clientId", "replyToId"],
  },
  read: { fields: { roomId: "", lastReadSeq: 1, force: true }, optional: ["force"] },
  delivered: { fields: { roomId: "", lastDeliveredSeq: 1 } },
  edit: { fields: { messageId: "", text: "hello" } },
  delete: { fields: { messageId: "" } },
  forward: { fields: { messageId: "", roomId: "", clientId: "k" }, optional: ["clientId"] },
  react: { fields: { messageId: "", emoji: "👍", on: true } },
  pin: { fields: { messageId: "", on: true } },
  check: {
    fields: { messageId: "", item: 1, checked: true, editedAt: "2026-01-01T00:00:00Z" },
    optional: ["editedAt"],
  },
  confirm: { fields: { messageId: "", on: true } },
  vote: { fields: { messageId: "", optionIds: [1] } },
  close_poll: { fields: { messageId: "" } },
  typing: { fields: { roomId: "", threadId: "", isTyping: true }, optional: ["threadId"] },
  away: { fields: { isAway: true } },
  sync: { fields: { userRev: 1, rooms: {}, cursor: "" }, optional: ["userRev", "rooms", "cursor"] },
};
const words = Object.keys(COMMANDS);

const PROTOTYPE = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');

/** Values that fit no field of any command. */
const NOTHING_GOOD: unknown[] = [
  { $ne: null },
  { toString: "x" },
  [],
  [["hello"]],
  [{}],
  PROTOTYPE,
  "\u0000",
  "x".repeat(200_000),
  -1.5,
  null,
];

let ada: Person;
let roomId: string;
let messageId: string;

beforeAll(async () => {
  ada = await person();
  roomId = (await room(ada)).id;
  messageId = (await sendMessage(ada, { room: roomId, text: "first" })).message.id;
});

const goodFields = (word: string): Fields => {
  const real: Fields = { roomId, messageId, replyToId: messageId };
  return Object.fromEntries(
    Object.entries(GOOD[word]!.fields).map(([field, value]) => [field, real[field] ?? value]),
  );
};

/** Every field left out or put as what it may not be, one at a time. */
function badFrames(word: string): Fields[] {
  const good = goodFields(word);
  const { optional = [] } = GOOD[word]!;
  return Object.keys(good).flatMap((field) => {
    const { [field]: _, ...rest } = good;
    const isOptional = optional.includes(field);
    const bad = NOTHING_GOOD.filter((value) => !(isOptional && value === null));
    return [...(isOptional ? [] : [rest]), ...bad.map((value) => ({ ...good, [field]: value }))];
  });
}

test("every word that is understood is tried here", () => {
  expect(Object.keys(GOOD).sort()).toEqual([...words].sort());
});

describe.each(Object.entries(KINDS))("S07: on a %s socket", (_kind, open) => {
  test.each(words)("%s with any field of a wrong kind is refused, and nothing happens", async (word) => {
    const client = await open(server.port, ada);
    const before = await traceOf();
    for (const fields of badFrames(word)) {
      const { code } = await client.ask(word, fields);
      const excerpt = JSON.stringify(fields).slice(0, 200);
      expect(code, excerpt).toMatch(/^(validation_failed|not_found)$/);
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(await traceOf()).toEqual(before);
    expect(await client.ask("sync", {})).not.toHaveProperty("code");
    client.close();
  });

  test("wrong fields are named as the frame names them, several of them in a list", async () => {
    const client = await open(server.port, ada);
    expect(await client.ask("message", { text: "x" })).toMatchObject({
      detail: expect.stringMatching(/^roomId: /),
    });
    expect(await client.ask("delete", { messageId: "x" })).toMatchObject({
      detail: expect.stringMatching(/^messageId: /),
    });
    const { errors } = await client.ask("edit", { messageId: "x" });
    expect((errors as { path: string }[]).map(({ path }) => path).sort()).toEqual(["messageId", "text"]);
    client.close();
  });

  test.each(words)("%s of 300 KB closes it", async (word) => {
    const client = await open(server.port, ada);
    client.ask(word, { ...goodFields(word), text: "x".repeat(300_000) }).catch(() => {});
    const { code } = await client.closed;
    expect([4413, 1]).toContain(code);
    expect(await db().message.count({ where: { roomId } })).toBe(1);
  });
});

/** Reads everything that a command could have changed. */
async function traceOf() {
  const [messages, places, rooms] = await Promise.all([
    db().message.findMany({ where: { roomId } }),
    db().membership.findMany({ where: { roomId } }),
    db().room.findMany({ where: { id: roomId } }),
  ]);
  return { messages, places, rooms };
}

describe("S07: fields that are no object", () => {
  const NO_FIELDS: unknown[] = [null, 7, "text", true, [], [{ roomId: "x" }]];

  test("on a Socket.IO socket are refused for every command, with or without an acknowledgement", async () => {
    const auth = { token: ada.token };
    const socket = io(`http://127.0.0.1:${server.port}`, { transports: ["websocket"], auth, forceNew: true });
    for (const word of words) {
      for (const fields of NO_FIELDS) {
        const answer = await socket.emitWithAck(word, fields);
        expect(answer, word).toMatchObject({ ok: false, code: "validation_failed" });
        socket.emit(word, fields);
      }
      socket.emit(word);
      socket.emit(word, {}, {}, "one more", 7);
    }
    expect(await socket.emitWithAck("ping")).toEqual({ ok: true });
    socket.disconnect();
  });

  test("on a plain socket are refused, and a frame without a ref is answered without one", async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api/v1/ws?token=${ada.token}`);
    const received: Fields[] = [];
    socket.on("message", (data) => received.push(JSON.parse(String(data))));
    await new Promise((resolve) => socket.once("message", resolve));
    const types: unknown[] = [
      ...words.filter((word) => !["away", "sync"].includes(word)),
      null,
      7,
      {},
      ["read"],
    ];
    for (const type of types) socket.send(JSON.stringify({ type }));
    socket.send(JSON.stringify({ type: "ping", ref: "last" }));
    await expect.poll(() => received.at(-1)?.type === "pong" || received.length > types.length).toBe(true);
    await expect.poll(() => received.filter(({ type }) => type === "error").length).toBe(types.length);
    for (const frame of received.filter(({ type }) => type === "error")) {
      expect(frame).toMatchObject({ code: expect.stringMatching(/validation_failed|not_found/) });
      expect(frame).not.toHaveProperty("ref");
    }
    socket.close();
  });
});
