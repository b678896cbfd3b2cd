import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { anonymous } from "@/lib/core/actor";
import { register } from "@/lib/domain/accounts/register";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { ENDPOINTS } from "@/lib/doors/endpoints";
import { matchEndpoint } from "@/lib/doors/match-endpoint";
import { openApiDocument } from "@/lib/doors/openapi";
import { db } from "@/lib/platform/database/db";
import { sealSession, sessionCookie } from "@/lib/platform/http/session-cookie";
import { LIMITS } from "@/lib/shared/limits";
import * as schemas from "@/lib/shared/schemas";
import { testDatabase } from "@/tests/support/database";
import { storedFile } from "@/tests/support/files";
import { makeBrowser } from "@/tests/support/push-browser";
import { call } from "@/tests/support/rest";
import { type Person, person, room, workspace } from "@/tests/support/world";

testDatabase();

const SCHEMAS = new Map(Object.values(schemas).map((schema) => [schema.meta()?.id, schema as z.ZodType]));

const TOMORROW = new Date(Date.now() + 24 * 3_600_000).toISOString();

describe("the registry", () => {
  test("no route of Next is below the path of the API", () => {
    expect(readdirSync("app/api")).not.toContain("v1");
  });

  test("every path is found by its address, and a fixed one before a gap", () => {
    for (const { path } of ENDPOINTS) {
      const address = path.replace(/\{(\w+)\}/g, (_gap, name) => `the%20${name}`);
      const params = Object.fromEntries(
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, `the ${name}`]),
      );
      expect(matchEndpoint(address)).toEqual({ path, params });
    }
    expect(matchEndpoint("/nothing/here")).toBeNull();
  });

  test("no two endpoints have one key, or one method and path", () => {
    expect(new Set(ENDPOINTS.map(({ operation }) => operation.key)).size).toBe(ENDPOINTS.length);
    expect(new Set(ENDPOINTS.map(({ method, path }) => `${method} ${path}`)).size).toBe(ENDPOINTS.length);
  });

  test("the OpenAPI document has every operation, and every reference in it leads somewhere", () => {
    const document = openApiDocument();
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map((one) => (one as { operationId: string }).operationId),
    );
    expect(ids.sort()).toEqual(ENDPOINTS.map(({ operation }) => operation.key).sort());
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name!,
    );
    expect(references.length).toBeGreaterThan(20);
    expect([...new Set(references)].filter((name) => !(name in document.components.schemas))).toEqual([]);
  });
});

describe("S09: answers have the fields of their schema, and no other", () => {
  test("on every endpoint of a person's day", async () => {
    await workspace("open");
    const signedIn = await call("POST", "/auth/register", {
      body: { username: "walker", password: "correct horse battery", email: "w@example.org" },
    });
    const walker = { token: signedIn.json.accessToken } as Person;
    const [bob, mia] = [await person("Bob"), await person("Mia")];
    const made = await call("POST", "/rooms", {
      as: walker,
      body: { kind: "open", name: "Walk / way".replace("/", "&") },
    });
    const at = `/rooms/${encodeURIComponent(made.json.name)}`;
    const joined = await call("POST", `${at}/join`, { as: bob, body: {} });
    const sent = await call("POST", `${at}/messages`, { as: walker, body: { text: "hi", clientId: "k" } });
    const sendAt = new Date(Date.now() + 3_600_000).toISOString();
    const scheduled = await call("POST", `${at}/scheduled`, { as: walker, body: { text: "later", sendAt } });
    const due = `/me/scheduled/${scheduled.json.id}`;
    const answers = [
      ["SignedIn", 201, signedIn],
      [
        "SignedIn",
        200,
        await call("POST", "/auth/login", {
          body: { username: "W@example.org", password: "correct horse battery" },
        }),
      ],
      [
        "Tokens",
        200,
        await call("POST", "/auth/refresh", { body: { refreshToken: signedIn.json.refreshToken } }),
      ],
      ["Workspace", 200, await call("GET", "/workspace")],
      ["Account", 200, await call("GET", "/me", { as: walker })],
      ["Account", 200, await call("PATCH", "/me", { as: walker, body: { statusText: "walking" } })],
      ["DirectoryPage", 200, await call("GET", "/users?q=walk", { as: bob })],
      ["DirectoryUser", 200, await call("GET", "/users/walker", { as: bob })],
      ["DirectoryUser", 200, await call("GET", "/users/me", { as: bob })],
      ["Room", 201, made],
      ["Room", 200, joined],
      [
        "Room",
        201,
        await call("POST", "/rooms/direct", { as: bob, body: { userId: signedIn.json.user.id } }),
      ],
      ["Room", 200, await call("POST", "/rooms/direct", { as: walker, body: { userId: bob.userId } })],
      ["RoomPage", 200, await call("GET", "/rooms", { as: walker })],
      ["RoomPage", 200, await call("GET", "/rooms?scope=browse", { as: walker })],
      ["RoomPage", 200, await call("GET", "/rooms?scope=browse&sort=activity", { as: walker })],
      ["Room", 200, await call("GET", at, { as: walker })],
      ["Room", 200, await call("PATCH", `${at}/me`, { as: walker, body: { isStarred: true } })],
      [
        "FolderList",
        200,
        await call("PUT", "/me/folders", {
          as: walker,
          body: { folders: [{ name: "Ways", roomIds: [made.json.id] }] },
        }),
      ],
      ["FolderList", 200, await call("GET", "/me/folders", { as: walker })],
      ["NotificationSettings", 200, await call("GET", "/me/notification-settings", { as: walker })],
      [
        "NotificationSettings",
        200,
        await call("PATCH", "/me/notification-settings", { as: walker, body: { level: "mentions" } }),
      ],
      ["PushKey", 200, await call("GET", "/push-key", { as: walker })],
      [
        "PushDevice",
        201,
        await call("POST", "/me/push-subscriptions", {
          as: walker,
          body: { endpoint: "https://push.example/walker", keys: makeBrowser().keys },
        }),
      ],
      ["PushDeviceList", 200, await call("GET", "/me/push-subscriptions", { as: walker })],
      ["MessageNotification", 200, await call("GET", `/messages/${sent.json.id}/notification`, { as: bob })],
      ["Draft", 200, await call("PUT", `${at}/draft`, { as: walker, body: { text: "not yet" } })],
      ["Draft", 200, await call("GET", `${at}/draft`, { as: bob })],
      ["DraftPage", 200, await call("GET", "/me/drafts", { as: walker })],
      ["ScheduledMessage", 201, scheduled],
      ["ScheduledMessage", 200, await call("PATCH", due, { as: walker, body: { text: "sooner" } })],
      ["ScheduledPage", 200, await call("GET", "/me/scheduled", { as: walker })],
      ["MessageReceipt", 201, await call("POST", `${due}/send`, { as: walker, body: {} })],
      ["Room", 200, await call("PATCH", at, { as: walker, body: { topic: "On foot", posting: "everyone" } })],
      ["MemberPage", 200, await call("GET", `${at}/members`, { as: walker })],
      ["Member", 200, await call("GET", `${at}/members/me`, { as: walker })],
      ["Added", 200, await call("POST", `${at}/members`, { as: walker, body: { userIds: [mia.userId] } })],
      [
        "Member",
        200,
        await call("PUT", `${at}/members/${mia.username}`, { as: walker, body: { role: "moderator" } }),
      ],
      ["MembershipChangePage", 200, await call("GET", `${at}/membership-changes`, { as: walker })],
      ["Message", 201, sent],
      [
        "Message",
        200,
        await call("POST", `${at}/messages`, { as: walker, body: { text: "hi", clientId: "k" } }),
      ],
      ["Message", 200, await call("GET", `/messages/${sent.json.id}`, { as: bob })],
      ["MessagePage", 200, await call("GET", `${at}/messages?limit=1`, { as: bob })],
      ["FoundMessages", 200, await call("GET", "/me/mentions", { as: bob })],
      ["ActivityPage", 200, await call("GET", "/me/activity?kind=added&unread=false", { as: mia })],
      ["UnreadActivity", 200, await call("GET", "/me/activity/unread", { as: mia })],
      ["ActivityMark", 200, await call("PUT", "/me/activity/read", { as: mia, body: {} })],
      ["FoundMessages", 200, await call("GET", "/me/saved?limit=1", { as: bob })],
      ["SavedHere", 200, await call("GET", `${at}/saved`, { as: bob })],
      [
        "Reminder",
        201,
        await call("POST", `/messages/${sent.json.id}/reminders`, { as: bob, body: { at: TOMORROW } }),
      ],
      [
        "Reminder",
        201,
        await call("POST", "/me/reminders", {
          as: bob,
          body: { at: TOMORROW, text: "tea", repeat: "daily" },
        }),
      ],
      ["ReminderPage", 200, await call("GET", "/me/reminders", { as: bob })],
      ["ReminderHeads", 200, await call("GET", "/me/reminders/heads", { as: bob })],
      ["Sync", 200, await call("POST", "/sync", { as: walker, body: { rooms: { [made.json.id]: 1 } } })],
    ] as const;
    for (const [name, status, answer] of answers) {
      expect(answer.status, name).toBe(status);
      expect(
        SCHEMAS.get(name)!.safeParse(answer.json).error,
        `${name} ${JSON.stringify(answer.json)}`,
      ).toBeUndefined();
    }
    expect((await call("POST", `${at}/read`, { as: bob, body: { lastReadSeq: 2 } })).status).toBe(204);
    expect((await call("POST", `${at}/leave`, { as: bob })).status).toBe(204);
    expect((await call("DELETE", `${at}/members/${mia.username}`, { as: walker })).status).toBe(204);
    expect((await call("POST", "/auth/logout", { as: walker })).status).toBe(204);
    expect((await call("GET", "/me", { as: walker })).status).toBe(401);
  });

  test("for administrators' requests about people and their rooms", async () => {
    const [admin, ada] = [await person("Boss", "administrator"), await person("Ada")];
    const den = await room(admin, { kind: "closed" });
    const asked = { names: [ada.username, "Ada", "nobody"], room: den.id };
    const answers = [
      ["FoundPeople", await call("POST", "/admin/people/find", { as: admin, body: asked })],
      [
        "Added",
        await call("POST", `/admin/people/${ada.username}/rooms`, { as: admin, body: { roomIds: [den.id] } }),
      ],
      ["RoomOfPersonPage", await call("GET", `/admin/people/${ada.username}/rooms`, { as: admin })],
      ["AdminRoomPage", await call("GET", "/admin/rooms?archived=false&sort=members", { as: admin })],
      ["AdminRoom", await call("GET", `/admin/rooms/${den.id}`, { as: admin })],
    ] as const;
    for (const [name, answer] of answers) {
      expect(answer.status, name).toBe(200);
      expect(SCHEMAS.get(name)!.safeParse(answer.json).error, name).toBeUndefined();
    }
  });

  test("for groups of people", async () => {
    const [admin, ada] = [await person("Boss", "administrator"), await person("Ada")];
    const den = await room(ada);
    const body = { handle: "doors", name: "Doors", memberIds: [ada.userId] };
    const made = await call("POST", "/groups", { as: admin, body });
    const inner = await call("POST", "/groups", { as: admin, body: { handle: "inner", name: "Inner" } });
    const at = "/groups/doors";
    const steps = [
      await call("PUT", `${at}/groups/${inner.json.handle}`, { as: admin }),
      await call("PUT", `${at}/members/${admin.username}`, { as: admin }),
      await call("DELETE", `${at}/members/${admin.username}`, { as: admin }),
    ];
    expect(steps.map(({ status }) => status)).toEqual([204, 204, 204]);
    const sent = await call("POST", `/rooms/${den.id}/messages`, { as: ada, body: { text: "@doors" } });
    const answers = [
      ["GroupDetails", made],
      ["GroupDetails", await call("GET", `${at}?room=${den.id}`, { as: ada })],
      ["GroupDetails", await call("PATCH", at, { as: admin, body: { description: "All doors" } })],
      ["GroupPage", await call("GET", "/groups?q=door&user=me", { as: ada })],
      ["Message", sent],
      ["Message", await call("GET", `/messages/${sent.json.id}`, { as: ada })],
    ] as const;
    for (const [name, answer] of answers) {
      expect(answer.status, name).toBeLessThan(300);
      expect(SCHEMAS.get(name)!.safeParse(answer.json).error, name).toBeUndefined();
    }
    expect(sent.json.mentions.groups).toMatchObject([{ handle: "doors" }]);
    for (const path of [`${at}/groups/inner`, at])
      expect((await call("DELETE", path, { as: admin })).status).toBe(204);
  });

  test("no answer about others has an email", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    await register(anonymous({ address: "198.51.100.1" }), {
      username: "mail",
      password: "correct horse battery",
      email: "secret@example.org",
    });
    const den = await room(ada, { members: [bob] });
    const answers = [
      await call("GET", "/users", { as: ada }),
      await call("GET", "/users/mail", { as: ada }),
      await call("GET", `/rooms/${den.id}/members`, { as: ada }),
    ];
    for (const { status, json } of answers) {
      expect(status).toBe(200);
      expect(JSON.stringify(json)).not.toContain("secret@");
    }
  });

  test("emails in the directory are for administrators, and for their owners", async () => {
    const [ada, bob, admin] = [
      await person("Ada"),
      await person("Bob"),
      await person("Root", "administrator"),
    ];
    const guest = await person("Guest", "guest");
    const email = `${ada.username}@example.org`;
    await db().user.update({ where: { id: ada.userId }, data: { email, emailKey: email } });
    for (const [who, expected] of [
      [admin, email],
      [ada, email],
      [bob, undefined],
    ] as const) {
      const listed = await call("GET", `/users?q=${ada.username}`, { as: who });
      const read = await call("GET", `/users/${ada.username}`, { as: who });
      expect([listed.json.items[0].email, read.json.email]).toEqual([expected, expected]);
    }
    expect((await call("GET", `/users/${bob.username}`, { as: admin })).json.email).toBeNull();
    expect(JSON.stringify((await call("GET", "/users", { as: guest })).json)).not.toContain(email);
    const den = await room(ada, { members: [bob, admin] });
    expect(JSON.stringify((await call("GET", `/rooms/${den.id}/members`, { as: admin })).json)).not.toContain(
      email,
    );
  });
});

const NOTHING = "019f0000-0000-7000-8000-000000000000";

/** A path with someone else's things in it, and a body that would do. */
async function attempts() {
  const [ada, eve, gone] = [await person("Ada"), await person("Eve"), await person("Gone")];
  const den = await room(ada, { kind: "group", members: [gone] });
  const file = await storedFile(ada, Buffer.from("private"));
  const { json: message } = await call("POST", `/rooms/${den.id}/messages`, {
    as: ada,
    body: { text: "private", attachmentIds: [file.id] },
  });
  await leaveRoom(gone, { room: den.id });
  const filled = (path: string) =>
    path
      .replace("{room}", den.id)
      .replace("{message}", message.id)
      .replace("{file}", file.id)
      .replace("{user}", "nobody-here")
      .replace("{emoji}", encodeURIComponent("👍"))
      .replace("{card}", "0")
      .replace("{option}", "1")
      .replace("{item}", "1")
      .replace("{image}", "0".repeat(64))
      .replace(
        /\{(session|token|invitation|passkey|file|reminder|scheduled|device|customEmoji|bookmark)\}/,
        NOTHING,
      );
  const body = {
    text: "hi",
    at: TOMORROW,
    lastReadSeq: 1,
    sendAt: "2126-01-01T00:00:00Z",
    kind: "open",
    name: `Mine ${eve.username}`,
    userId: NOTHING,
    roomId: den.id,
    role: "guest",
    username: "somebody.new",
    names: ["somebody"],
    roomIds: [NOTHING],
    userIds: [NOTHING],
    messageIds: [NOTHING],
    optionIds: [],
    checked: true,
    url: "https://example.com",
  };
  const bodyOf = (path: string) => ({
    ...body,
    role: path.startsWith("/rooms/") ? "member" : body.role,
    ...(path.startsWith("/emoji") && { name: "mine" }),
  });
  return { eve, gone, filled, bodyOf };
}

describe("every operation without a log-in", () => {
  const guarded = ENDPOINTS.filter(({ operation }) => !operation.isPublic);

  test.each(guarded.map((one) => [`${one.method} ${one.path}`, one] as const))(
    "%s without a session is 401",
    async (_name, { method, path }) => {
      const { filled, bodyOf } = await attempts();
      const answer = await call(method, filled(path), method === "GET" ? {} : { body: bodyOf(path) });
      expect(answer).toMatchObject({ status: 401, json: { code: "unauthenticated" } });
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    },
  );

  const pointed = guarded.filter(({ path, operation }) => path.includes("{") && !operation.isAdministrative);
  const administrative = guarded.filter(({ operation }) => operation.isAdministrative);

  test.each(administrative.map((one) => [`${one.method} ${one.path}`, one] as const))(
    "S11: %s is 403 to whoever is no administrator",
    async (_name, { method, path }) => {
      const { eve, filled, bodyOf } = await attempts();
      for (const who of [eve, await person("Gus", "guest")]) {
        const answer = await call(method, filled(path), {
          as: who,
          ...(method !== "GET" && { body: bodyOf(path) }),
        });
        expect(answer).toMatchObject({
          status: 403,
          json: { code: "forbidden", reason: "administrators_only" },
        });
      }
    },
  );

  test.each(pointed.map((one) => [`${one.method} ${one.path}`, one] as const))(
    "S12, S20: %s about what one may not know of is 404, for an outsider and for one who left",
    async (_name, { method, path }) => {
      const { eve, gone, filled, bodyOf } = await attempts();
      for (const who of [eve, gone]) {
        const answer = await call(method, filled(path), {
          as: who,
          ...(method !== "GET" && { body: bodyOf(path) }),
        });
        expect(answer).toMatchObject({ status: 404, json: { code: "not_found" } });
      }
    },
  );
});

describe("a refusal is problem+json", () => {
  test("with type, title, status, detail, code and the wrong fields", async () => {
    const answer = await call("POST", "/rooms", { as: await person(), body: { kind: "attic" } });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.json).toMatchObject({
      type: "about:blank",
      title: "Unprocessable Entity",
      status: 422,
      code: "validation_failed",
      errors: [{ path: "kind" }],
    });
    expect(schemas.problem.safeParse(answer.json).error).toBeUndefined();
  });

  test.each([
    ["{", "application/json", 400, "malformed_json"],
    [new Uint8Array([0xff, 0xfe, 0x7b]), "application/json", 400, "malformed_json"],
    ["[]", "application/json", 422, "validation_failed"],
    ["null", "application/json", 422, "validation_failed"],
    ["text=hi", "application/x-www-form-urlencoded", 415, "unsupported_media_type"],
    ["x".repeat(LIMITS.jsonBodyBytes + 1), "application/json", 413, "payload_too_large"],
  ])("for a body like %.20s as %s", async (raw, type, status, code) => {
    const answer = await call("POST", "/rooms", {
      as: await person(),
      raw,
      headers: { "content-type": type },
    });
    expect(answer).toMatchObject({ status, json: { status, code } });
  });

  test("for a method that the path does not have, with those that it has", async () => {
    const answer = await call("DELETE", "/sync");
    expect(answer).toMatchObject({ status: 405, json: { code: "method_not_allowed" } });
    expect(answer.headers.get("allow")).toBe("POST");
  });

  test("429 says after how many whole seconds", async () => {
    for (let i = 0; i < 10; i++)
      await call("POST", "/auth/login", { body: { username: "target", password: `wrong ${i}` } });
    const answer = await call("POST", "/auth/login", { body: { username: "target", password: "wrong" } });
    expect(answer).toMatchObject({ status: 429, json: { code: "rate_limited" } });
    expect(answer.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
  });
});

describe("S26: a browser's cookie", () => {
  const cookieOf = async (who: Person) => ({ cookie: `${sessionCookie().name}=${await sealSession(who)}` });

  test("reads from anywhere, and changes something only for a page of this site", async () => {
    const ada = await person();
    const cookie = await cookieOf(ada);
    const post = (headers: object) =>
      call("POST", "/rooms", { body: { kind: "group" }, headers: { ...cookie, ...headers } });
    expect((await call("GET", "/me", { headers: cookie })).status).toBe(200);
    expect(await post({})).toMatchObject({ status: 403 });
    expect(await post({ origin: "https://evil.example", host: "parley.test" })).toMatchObject({
      status: 403,
    });
    expect(await post({ origin: "null", host: "parley.test" })).toMatchObject({ status: 403 });
    expect(await post({ origin: "http://parley.test", host: "parley.test" })).toMatchObject({ status: 201 });
  });

  const moving = ENDPOINTS.filter(({ method, operation }) => method !== "GET" && !operation.isPublic);

  test.each(moving.map((one) => [`${one.method} ${one.path}`, one] as const))(
    "does not move anything from another site: %s",
    async (_name, { method, path }) => {
      const { filled, bodyOf } = await attempts();
      const headers = { ...(await cookieOf(await person("Ada", "administrator"))), host: "parley.test" };
      const origins: Record<string, string>[] = [
        {},
        { origin: "https://evil.example" },
        { "sec-fetch-site": "same-site" },
      ];
      for (const foreign of origins)
        expect(
          await call(method, filled(path), { body: bodyOf(path), headers: { ...headers, ...foreign } }),
        ).toMatchObject({
          status: 403,
          json: { reason: "cross_origin" },
        });
    },
  );

  const open = ENDPOINTS.filter(({ method, operation }) => method === "POST" && operation.isPublic);

  test.each(open.map((one) => [one.path, one] as const))(
    "is not looked at by what is public, which takes no form that another site could send: %s",
    async (path, { method }) => {
      for (const type of [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
      ]) {
        const answer = await call(method, path, {
          raw: '{"username":"a"}',
          headers: { "content-type": type },
        });
        expect(answer).toMatchObject({ status: 415 });
      }
    },
  );

  test("a forged one is invalid", async () => {
    const { cookie } = await cookieOf(await person());
    expect((await call("GET", "/me", { headers: { cookie: `${cookie.slice(0, -3)}abc` } })).status).toBe(401);
  });
});

test("an Idempotency-Key gives the first answer again through the door", async () => {
  const ada = await person();
  const post = (name: string) =>
    call("POST", "/rooms", { as: ada, body: { kind: "open", name }, headers: { "idempotency-key": "k" } });
  const [first, again, other] = [
    await post(`A ${ada.username}`),
    await post(`A ${ada.username}`),
    await post("B"),
  ];
  expect(first.status).toBe(201);
  expect(again).toMatchObject({ status: 201, json: { id: first.json.id } });
  expect(other).toMatchObject({ status: 409, json: { code: "conflict" } });
});
