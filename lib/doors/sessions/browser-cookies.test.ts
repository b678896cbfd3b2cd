import { describe, expect, onTestFinished, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { logIn } from "@/lib/domain/accounts/login/log-in";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { db } from "@/lib/platform/database/db";
import {
  deviceCookie,
  readSessionCookie,
  sealSession,
  sessionCookie,
} from "@/lib/platform/http/session-cookie";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { PASSWORD, type Person, person, refused, withPassword } from "@/tests/support/world";
import { actorOfPage } from "../actor-of";
import { cookiesFor, toHeader } from "./browser-cookies";
import { safeNext } from "./session";

testDatabase();

let count = 0;
const address = () => `198.51.100.${++count}`;
const enter = (who: Person, from = anonymous({ address: address() })) =>
  logIn(from, { username: who.username, password: PASSWORD });
const headersOf = (cookies: { name: string; value: string }[]) =>
  new Headers({ cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") });

function publicUrl(url: string) {
  const before = settings();
  rememberAs("settings", { ...before, publicUrl: url });
  onTestFinished(() => rememberAs("settings", before));
}

describe("S24: the cookies of a log-in", () => {
  test("behind https are bound to this host, sent over TLS alone, and out of every script's reach", async () => {
    publicUrl("https://chat.example.com");
    const ada = await withPassword(await person("Ada"));
    const cookies = (await cookiesFor(await enter(ada), new Headers())).map(toHeader);
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-parley\.(session|device)=[\w.-]+; /);
      const flags = cookie.split("; ").slice(1);
      expect(flags).toEqual(expect.arrayContaining(["Path=/", "SameSite=lax", "HttpOnly", "Secure"]));
      expect(cookie).not.toMatch(/domain=/i);
    }
    expect(cookies.map((cookie) => /Max-Age=(\d+)/.exec(cookie)?.[1])).toEqual([
      String(30 * 86_400),
      String(400 * 86_400),
    ]);
  });

  test("without https have the same flags but Secure, so that a log-in works at all", async () => {
    const ada = await withPassword(await person("Ada"));
    const [cookie] = (await cookiesFor(await enter(ada), new Headers())).map(toHeader);
    expect(cookie).toMatch(/^parley\.session=.*; HttpOnly$/);
  });

  test("hold no forged claim: a changed one is invalid", async () => {
    const ada = await person("Ada");
    const value = await sealSession(ada);
    const { name } = sessionCookie();
    expect((await readSessionCookie(`${name}=${value}`)).claim).toMatchObject({ sessionId: ada.sessionId });
    for (const changed of [value.slice(0, -2), `${value}x`, "x", "e30.e30.e30"])
      expect(await readSessionCookie(`${name}=${changed}`)).toEqual({ isPresent: true, claim: null });
  });
});

describe("S23: a log-in", () => {
  test("is a session of its own, and the browser's previous one ends", async () => {
    const [ada, planted] = [await withPassword(await person("Ada")), await person("Mallory")];
    const headers = headersOf([{ name: sessionCookie().name, value: await sealSession(planted) }]);
    const signedIn = await enter(ada);
    const [cookie] = await cookiesFor(signedIn, headers);
    const { claim } = await readSessionCookie(`${cookie!.name}=${cookie!.value}`);
    expect(claim).toMatchObject({ sessionId: signedIn.sessionId, userId: ada.userId });
    await expect(listRooms(planted, {})).rejects.toMatchObject(refused("unauthenticated", "session_ended"));
    await listRooms({ ...ada, ...claim }, {});
  });

  test("ignores an ended session, and an unknown cookie", async () => {
    const [ada, gone] = [await withPassword(await person("Ada")), await person("Gone")];
    await db().session.update({ where: { id: gone.sessionId }, data: { endedAt: new Date() } });
    const signedIn = await enter(ada);
    for (const value of [await sealSession(gone), "nonsense"])
      expect(await cookiesFor(signedIn, headersOf([{ name: sessionCookie().name, value }]))).toHaveLength(2);
  });
});

describe("S22: a known browser", () => {
  test("is never locked out of its account by others' attempts", async () => {
    const ada = await withPassword(await person("Ada"));
    const cookies = await cookiesFor(await enter(ada), new Headers());
    for (let i = 0; i < 12; i++)
      await logIn(anonymous({ address: address() }), { username: ada.username, password: "wrong" }).catch(
        () => {},
      );
    await expect(enter(ada)).rejects.toMatchObject(refused("rate_limited"));
    const known = await actorOfPage(headersOf(cookies.filter(({ name }) => name === deviceCookie().name)));
    expect(known.device).toBeDefined();
    await enter(ada, known);
  });

  test("keeps its name over log-ins, and another's name opens nothing", async () => {
    const [ada, bob] = [await withPassword(await person("Ada")), await withPassword(await person("Bob"))];
    const first = await cookiesFor(await enter(ada), new Headers());
    const second = await cookiesFor(await enter(ada), headersOf(first));
    expect(second[1]).toEqual(first[1]);
    for (let i = 0; i < 12; i++)
      await logIn(anonymous({ address: address() }), { username: bob.username, password: "wrong" }).catch(
        () => {},
      );
    const known = await actorOfPage(headersOf(first.slice(1)));
    await expect(enter(bob, known)).rejects.toMatchObject(refused("rate_limited"));
    expect(JSON.stringify(await db().knownDevice.findMany())).not.toContain(first[1]!.value);
  });
});

test.each([
  ["/", "/"],
  ["/rooms/x?y=1#z", "/rooms/x?y=1#z"],
  ["/комната", "/комната"],
  ["//evil.example", "/"],
  ["///evil.example", "/"],
  ["/\\evil.example", "/"],
  ["\\\\evil.example", "/"],
  ["/x\\y", "/"],
  ["https://evil.example", "/"],
  ["http:evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["data:text/html,x", "/"],
  ["evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["/\n/evil.example", "/"],
  ["\t//evil.example", "/"],
  [" //evil.example", "/"],
  ["/\r\nSet-Cookie: a=b", "/"],
  ["/\u0000", "/"],
  ["", "/"],
  [null, "/"],
])("S27: after a log-in `next=%j` leads to %j", (next, expected) => {
  const path = safeNext(next);
  expect(path).toBe(expected);
  expect(new URL(path, "https://chat.example.com").origin).toBe("https://chat.example.com");
});
