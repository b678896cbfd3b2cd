import { describe, expect, test } from "vitest";
import { type Scope, SETUP_SCOPES } from "@/lib/core/caller";
import { ENDPOINTS } from "@/lib/doors/endpoints";
import { db } from "@/lib/platform/database/db";
import { COMMANDS, runCommand } from "@/lib/transport/commands";
import { testDatabase } from "@/tests/support/database";
import { makeBrowser } from "@/tests/support/push-browser";
import { call } from "@/tests/support/rest";
import { connectPlain, connectSocketIo, testServer } from "@/tests/support/test-server";
import { type Person, person, room } from "@/tests/support/world";

testDatabase();
const server = testServer();

const NOTHING = "019f0000-0000-7000-8000-000000000000";

/** All that is left to a restricted session, beside what strangers may do too. */
const LEFT: Record<(typeof SETUP_SCOPES)[number], string[]> = {
  set_password: ["GET /me", "GET /me/setup", "POST /auth/logout", "POST /me/password"],
  add_factor: [
    "GET /me",
    "GET /me/setup",
    "POST /auth/logout",
    "POST /me/passkeys",
    "POST /me/passkeys/options",
    "GET /me/proof",
    "POST /me/proof",
    "POST /me/proof/options",
    "POST /me/totp",
    "POST /me/totp/confirm",
  ],
};

/** An administrator whose session is good for setting something up alone. */
async function restricted(scope: Scope): Promise<Person> {
  const who = await person("Ada", "administrator");
  await db().session.update({ where: { id: who.sessionId }, data: { scopes: [scope] } });
  return who;
}

const BODY = {
  name: "Mine",
  scopes: ["read", "write", "admin"],
  text: "hi",
  url: "https://example.com",
  kind: "open",
  role: "member",
  username: "somebody.new",
  readAt: "2026-11-30T12:00:00Z",
  names: ["somebody"],
  emails: ["somebody@example.org"],
  roomIds: [NOTHING],
  userIds: [NOTHING],
  messageIds: [NOTHING],
  optionIds: [],
  item: 1,
  checked: true,
  userId: NOTHING,
  roomId: NOTHING,
  lastReadSeq: 1,
  sendAt: "2126-01-01T00:00:00Z",
  at: "2126-01-01T00:00:00Z",
  handle: "some.group",
  folders: [],
  rooms: {},
  endpoint: "https://push.example/device",
  keys: makeBrowser().keys,
  code: "000000",
  newPassword: "another horse battery",
  response: {
    id: "AA",
    rawId: "AA",
    type: "public-key",
    response: { clientDataJSON: "AA", attestationObject: "AA", authenticatorData: "AA", signature: "AA" },
  },
};

const guarded = ENDPOINTS.filter(({ operation }) => !operation.isPublic);
const nameOf = ({ method, path }: (typeof guarded)[number]) => `${method} ${path}`;
const filled = (path: string) =>
  path
    .replace(/^\/emoji$/, "/emoji?name=mine")
    .replace("{emoji}", encodeURIComponent("👍"))
    .replace("{card}", "0")
    .replace("{option}", "1")
    .replace("{item}", "1")
    .replace(/\{\w+\}/g, NOTHING);

describe.each(SETUP_SCOPES)("a session with the scope %s", (scope) => {
  test("every operation that is left to it exists", () => {
    expect(LEFT[scope].filter((name) => !guarded.some((one) => nameOf(one) === name))).toEqual([]);
  });

  test.each(guarded.map((one) => [nameOf(one), one] as const))(
    "%s is refused unless it is on the list",
    async (name, { method, path, takes }) => {
      const who = await restricted(scope);
      const body = takes ? { raw: new Uint8Array([1]) } : { body: BODY };
      const given = await call(method, filled(path), { as: who, ...(method !== "GET" && body) });
      // A send is checked by the statement that writes it, which knows scopes and not why one is missing.
      const isRefused = given.status === 403 && ["setup_needed", "scope_missing"].includes(given.json.reason);
      expect(isRefused, JSON.stringify(given.json)).toBe(!LEFT[scope].includes(name));
    },
  );

  test("opens no socket", async () => {
    const who = await restricted(scope);
    for (const client of [
      connectPlain(server.port, `?token=${who.token}`),
      connectSocketIo(server.port, { token: who.token }),
    ]) {
      const { reason } = await client.closed;
      expect(JSON.stringify([reason, client.received])).toMatch(/forbidden/);
      expect(client.received.filter(({ type }) => type === "ready")).toEqual([]);
    }
  });

  test.each(Object.keys(COMMANDS).filter((word) => word !== "away" && word !== "typing"))(
    "is refused the frame %s on a socket that is open already",
    async (word) => {
      const who = await restricted(scope);
      const fields = { ...BODY, messageId: NOTHING, emoji: "👍", on: true, lastDeliveredSeq: 1 };
      expect(await runCommand(who, word, fields)).toMatchObject({ ok: false, code: "forbidden" });
    },
  );
});

test("no token of any scopes makes another token", async () => {
  const ada = await person("Ada", "administrator");
  for (const scopes of [["read"], ["read", "write"], ["read", "write", "admin"]]) {
    const { json } = await call("POST", "/me/tokens", { as: ada, body: { name: "t", scopes } });
    const script = { ...ada, token: json.token };
    const made = await call("POST", "/me/tokens", { as: script, body: { name: "u", scopes: ["read"] } });
    expect(made).toMatchObject({ status: 403, json: { reason: "scope_missing" } });
  }
});

test("a session that lacks a scope makes no token that holds it", async () => {
  const ada = await person("Ada", "administrator");
  await db().session.update({ where: { id: ada.sessionId }, data: { scopes: ["read", "account"] } });
  const make = (scopes: string[]) => call("POST", "/me/tokens", { as: ada, body: { name: "t", scopes } });
  for (const scopes of [["write"], ["admin"], ["read", "write"]])
    expect(await make(scopes)).toMatchObject({ status: 403, json: { reason: "scope_missing" } });
  expect(await make(["read"])).toMatchObject({ status: 201, json: { scopes: ["read"] } });
});

test("a restricted session sends nothing in its person's rooms", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  await db().session.update({ where: { id: ada.sessionId }, data: { scopes: ["add_factor"] } });
  const sent = await call("POST", `/rooms/${den.id}/messages`, { as: ada, body: { text: "hi" } });
  expect(sent).toMatchObject({ status: 403, json: { code: "forbidden" } });
  expect(await db().message.count({ where: { roomId: den.id, kind: "user" } })).toBe(0);
});
