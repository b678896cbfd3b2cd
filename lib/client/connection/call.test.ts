import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ENDPOINTS } from "@/lib/doors/endpoints";
import { addressOf, call, withQuery } from "./call";
import { isUnreachable, refusalOf, retryAfterMs } from "./outcome";
import { callBy } from "./send-command";

let asked: { path: string; options: RequestInit }[];
let answer: () => Promise<Response>;

beforeEach(() => {
  asked = [];
  answer = async () => new Response(null, { status: 204 });
  vi.stubGlobal("fetch", (path: string, options: RequestInit) => {
    asked.push({ path, options });
    return answer();
  });
});
afterEach(() => void vi.unstubAllGlobals());

test("an input fills the path, and the rest is the body", async () => {
  const outcome = await call("PATCH /rooms/{room}", { room: "a/b c", topic: "Now" });
  expect(outcome).toEqual({ ok: true, data: null });
  expect(asked).toMatchObject([
    { path: "/api/v1/rooms/a%2Fb%20c", options: { method: "PATCH", body: '{"topic":"Now"}' } },
  ]);
});

test("reads and deletions have their rest in the query, without what is undefined", async () => {
  await call("DELETE /messages/{message}/cards/{card}", { message: "m", card: "0", url: "https://a.b/?c" });
  expect(asked).toMatchObject([
    { path: "/api/v1/messages/m/cards/0?url=https%3A%2F%2Fa.b%2F%3Fc", options: { method: "DELETE" } },
  ]);
  expect(asked[0]?.options).not.toHaveProperty("body");
  const address = addressOf("GET /users", { limit: 5, q: undefined });
  expect([address, withQuery(address, { cursor: "x&y" })]).toEqual([
    "/api/v1/users?limit=5",
    "/api/v1/users?limit=5&cursor=x%26y",
  ]);
});

test("a call is done, refused or unreachable, and says when to try again", async () => {
  answer = async () => Response.json({ code: "forbidden", detail: "No." }, { status: 403 });
  const refused = await call("GET /me", {});
  expect(refused).toEqual({ ok: false, error: { code: "forbidden", detail: "No." } });
  expect(!refused.ok && retryAfterMs(refused)).toBeNull();

  answer = async () =>
    Response.json({ code: "rate_limited" }, { status: 429, headers: { "retry-after": "7" } });
  const busy = await call("GET /me", {});
  expect(!busy.ok && retryAfterMs(busy)).toBe(7_000);
  expect(isUnreachable(busy)).toBe(false);
});

test("what is not the server's answer is unreachable", async () => {
  const ofProxy = new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "retry-after": "3" } });
  for (const [given, waitMs] of [
    [() => Promise.resolve(ofProxy), 3_000],
    [() => Promise.resolve(new Response("<h1>Log in to the Wi-Fi</h1>")), 0],
    [() => Promise.reject(new TypeError("offline")), 0],
  ] as const) {
    answer = given;
    const outcome = await call("GET /me", {});
    expect(outcome).toEqual({ ok: false, error: null, retryAfterMs: waitMs });
    expect(!outcome.ok && refusalOf(outcome).code).toBe("unavailable");
  }
});

test("a command goes by the socket, and as a request when the page closes", async () => {
  const sent = vi.fn(async () => ({ ok: true as const, data: {} }));
  const live = { call: sent as never, isReady: () => true, close() {} };
  const send = callBy(() => live);
  await send("read", { roomId: "den", lastReadSeq: 7 });
  expect(sent).toHaveBeenCalledExactlyOnceWith("read", { roomId: "den", lastReadSeq: 7 });
  expect(asked).toEqual([]);
  await send("read", { roomId: "den", lastReadSeq: 9 }, { keepalive: true });
  expect(asked).toMatchObject([
    {
      path: "/api/v1/rooms/den/read",
      options: { method: "POST", keepalive: true, body: '{"lastReadSeq":9}' },
    },
  ]);
  expect(await callBy(() => null)("ping", {})).toMatchObject({ ok: false, error: null });
});

test("the registry has no two rows of one method and path", () => {
  const names = ENDPOINTS.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(names).size).toBe(names.length);
});

test("the compiler refuses a call outside the registry, and one that a command is for", () => {
  // @ts-expect-error There is no such endpoint.
  void (() => call("GET /nothing", {}));
  // @ts-expect-error The room is missing.
  void (() => call("GET /rooms/{room}", {}));
  // @ts-expect-error Messages keep their order by the socket.
  void (() => call("POST /rooms/{room}/messages", { room: "den", text: "x" }));
  // @ts-expect-error An account has no such field.
  void (() => call("GET /me", {}).then((outcome) => outcome.ok && outcome.data.nothing));
});
