import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { logIn } from "@/lib/domain/accounts/login/log-in";
import { createApiToken } from "@/lib/domain/accounts/sessions/api-token";
import { claimOfBearer } from "@/lib/domain/accounts/sessions/bearer";
import { createInvitation } from "@/lib/domain/invitations/invitations";
import { readAccount } from "@/lib/domain/people/read-account";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { db } from "@/lib/platform/database/db";
import { readSessionCookie, sealSession, sessionCookie } from "@/lib/platform/http/session-cookie";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { type ProviderPerson, startProvider } from "@/tests/support/openid-provider";
import {
  deactivate,
  PASSWORD,
  type Person,
  person,
  refused,
  room,
  withPassword,
  workspace,
} from "@/tests/support/world";
import { finishOidc, startOidc } from "./oidc";

testDatabase();

const SITE = "http://parley.test";
let provider: Awaited<ReturnType<typeof startProvider>>;
let count = 0;
const sub = () => `person-${++count}`;

const set = (changes: object) => {
  const { oidc, ...rest } = settings();
  rememberAs("settings", { ...rest, oidc: { ...oidc, ...changes } });
};

beforeAll(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.spyOn(console, "info").mockImplementation(() => {});
  provider = await startProvider(`${SITE}/api/auth/oidc/callback`);
  set({
    issuer: provider.issuer,
    clientId: "parley",
    clientSecret: "a secret of the client",
    name: "Company",
    createsAccounts: false,
  });
});
afterAll(() => provider.stop());
beforeEach(() => workspace("open"));

/** A browser: it keeps cookies for each site, and goes where it is sent. */
class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  jar(origin: string): Map<string, string> {
    const jar = this.jars.get(origin) ?? new Map();
    this.jars.set(origin, jar);
    return jar;
  }

  async get(url: URL): Promise<Response> {
    const cookie = [...this.jar(url.origin)].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { cookie, host: url.host };
    const response =
      url.origin === SITE
        ? await (url.pathname.endsWith("/start") ? startOidc : finishOidc)(new Request(url, { headers }))
        : await fetch(url, { headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value) this.jar(url.origin).set(name!, value);
      else this.jar(url.origin).delete(name!);
    }
    return response;
  }

  /** Goes on until the way leaves the two places that play a part in logging in. */
  async follow(from: URL, until = (_url: URL) => false): Promise<URL> {
    let url = from;
    while ((url.origin !== SITE || url.pathname.startsWith("/api/auth/oidc/")) && !until(url)) {
      const location = (await this.get(url)).headers.get("location");
      url = new URL(location!, url);
    }
    return url;
  }

  async enter(who: ProviderPerson | null, query = ""): Promise<string> {
    provider.state.who = who;
    const url = await this.follow(new URL(`${SITE}/api/auth/oidc/start${query}`));
    return url.href.slice(url.origin === SITE ? SITE.length : 0);
  }

  async person() {
    const value = this.jar(SITE).get(sessionCookie().name);
    const { claim } = await readSessionCookie(value && `${sessionCookie().name}=${value}`);
    return claim ? readAccount({ ...anonymous(), ...claim }, {}) : null;
  }
}

const user = (where: object) => db().user.findFirstOrThrow({ where });
async function withEmail(who: Person, proved: boolean): Promise<string> {
  const email = `${who.username}@example.org`;
  await db().user.update({
    where: { id: who.userId },
    data: { email, emailKey: email, emailProvedAt: proved ? new Date() : null },
  });
  return email;
}

describe("logging in through the provider", () => {
  test("makes an account with open registration, and finds it again by subject, whatever the address is then", async () => {
    const who = {
      sub: sub(),
      email: "new@example.org",
      email_verified: true,
      name: "New Ada",
      preferred_username: "new.ada",
    };
    const browser = new Browser();
    expect(await browser.enter(who, "?next=/rooms/x%3Fy=1")).toBe("/rooms/x?y=1");
    const made = await browser.person();
    expect(made).toMatchObject({
      username: "new.ada",
      displayName: "New Ada",
      email: "new@example.org",
      role: "member",
    });
    expect(browser.jar(SITE).has("parley.oidc")).toBe(false);
    const again = new Browser();
    await again.enter({ ...who, email: "moved@example.org", preferred_username: "other" });
    expect((await again.person())?.id).toBe(made?.id);
    expect(
      await db().auditEntry.count({ where: { action: "account.log-in-by-provider", actorId: made!.id } }),
    ).toBe(2);
  });

  test("links the account that has the address, if both have it proved; its password and tokens live on", async () => {
    const ada = await withPassword(await person("Ada"));
    const email = await withEmail(ada, true);
    const { token } = await createApiToken(ada, { name: "t", scopes: ["read"] });
    const browser = new Browser();
    await browser.enter({ sub: sub(), email: email.toUpperCase(), email_verified: true });
    expect((await browser.person())?.id).toBe(ada.userId);
    await logIn(anonymous({ address: "203.0.113.5" }), { username: ada.username, password: PASSWORD });
    expect(await claimOfBearer(token)).toMatchObject({ userId: ada.userId });
  });

  test("never links by an address that the provider has not verified", async () => {
    const ada = await person("Ada");
    const email = await withEmail(ada, true);
    for (const email_verified of [false, undefined]) {
      const browser = new Browser();
      await browser.enter({ sub: sub(), email, ...(email_verified !== undefined && { email_verified }) });
      const other = await browser.person();
      expect(other?.id).not.toBe(ada.userId);
      expect(other?.email).toBeNull();
    }
  });

  test("removes the maker of an account with an address that was never theirs", async () => {
    const mallory = await withPassword(await person("Mallory"));
    const email = await withEmail(mallory, false);
    const { token } = await createApiToken(mallory, { name: "t", scopes: ["read"] });
    const browser = new Browser();
    await browser.enter({ sub: sub(), email, email_verified: true });
    expect((await browser.person())?.id).toBe(mallory.userId);
    await expect(listRooms(mallory, {})).rejects.toMatchObject(refused("unauthenticated"));
    const script = { ...anonymous(), ...(await claimOfBearer(token)) };
    await expect(listRooms(script, {})).rejects.toMatchObject(refused("unauthenticated"));
    const login = logIn(anonymous({ address: "203.0.113.6" }), {
      username: mallory.username,
      password: PASSWORD,
    });
    await expect(login).rejects.toMatchObject(refused("unauthenticated", "wrong_credentials"));
  });

  test("but not a person who is logged in to it in this very browser", async () => {
    const ada = await withPassword(await person("Ada"));
    const email = await withEmail(ada, false);
    const browser = new Browser();
    browser.jar(SITE).set(sessionCookie().name, await sealSession(ada));
    await browser.enter({ sub: sub(), email, email_verified: true });
    await logIn(anonymous({ address: "203.0.113.8" }), { username: ada.username, password: PASSWORD });
    expect(await user({ id: ada.userId })).toMatchObject({ emailProvedAt: expect.any(Date) });
  });

  test("is refused without a needed invitation, and works with one, which gives role and rooms", async () => {
    await workspace("invite");
    const boss = await person("Boss", "administrator");
    await db().workspace.update({ where: { id: 1 }, data: { registration: "invite" } });
    const who = { sub: sub(), email: "guest@example.org", email_verified: true };
    expect(await new Browser().enter(who)).toBe("/login?error=invitation_needed");
    const den = await room(boss, {});
    const { token } = await createInvitation(boss, { role: "guest", roomIds: [den.id], maxUses: 1 });
    const browser = new Browser();
    expect(await browser.enter(who, `?invite=${token}`)).toBe("/");
    const guest = await browser.person();
    expect(guest).toMatchObject({ role: "guest", username: "guest" });
    expect(await db().membership.count({ where: { userId: guest!.id, roomId: den.id } })).toBe(1);
    expect(await new Browser().enter({ sub: sub() }, `?invite=${token}`)).toBe(
      "/login?error=invitation_over",
    );
  });

  test("makes accounts all the same if the provider may", async () => {
    await db().workspace.update({ where: { id: 1 }, data: { registration: "invite" } });
    set({ createsAccounts: true });
    onTestFinished(() => set({ createsAccounts: false }));
    const browser = new Browser();
    expect(await browser.enter({ sub: sub(), name: "Пётр Ильич" })).toBe("/");
    expect(await browser.person()).toMatchObject({ username: "Пётр.Ильич", displayName: "Пётр Ильич" });
  });

  test("is refused to a deactivated person", async () => {
    const who = { sub: sub() };
    const browser = new Browser();
    await browser.enter(who);
    await deactivate({ userId: (await browser.person())!.id });
    expect(await new Browser().enter(who)).toBe("/login?error=deactivated");
  });

  test("by two of one name gives the second another, and two first log-ins at once make one account", async () => {
    const [one, two] = [new Browser(), new Browser()];
    await one.enter({ sub: sub(), preferred_username: "twin" });
    await two.enter({ sub: sub(), preferred_username: "TWIN" });
    expect([(await one.person())?.username, (await two.person())?.username]).toEqual(["twin", "TWIN2"]);
    const who = { sub: sub(), preferred_username: "once" };
    const both = [new Browser(), new Browser()];
    provider.state.who = who;
    await Promise.all(both.map((browser) => browser.enter(who)));
    const ids = await Promise.all(both.map(async (browser) => (await browser.person())?.id));
    expect(new Set(ids).size).toBe(1);
  });
});

describe("an answer of the provider", () => {
  const back = (url: URL) => url.origin === SITE && url.pathname.endsWith("/callback");

  async function answered(browser: Browser): Promise<URL> {
    provider.state.who = { sub: sub() };
    return browser.follow(new URL(`${SITE}/api/auth/oidc/start`), back);
  }

  test("that another browser got is worthless in this one (log-in CSRF)", async () => {
    const url = await answered(new Browser());
    const victim = new Browser();
    expect((await victim.follow(url)).search).toBe("?error=provider_expired");
    await victim.follow(new URL(`${SITE}/api/auth/oidc/start`), (next) => next.origin !== SITE);
    expect((await victim.follow(url)).search).toBe("?error=provider_refused");
    expect(await victim.person()).toBeNull();
  });

  test("works once", async () => {
    const browser = new Browser();
    const url = await answered(browser);
    const cookie = browser.jar(SITE).get("parley.oidc")!;
    expect((await browser.follow(url)).pathname).toBe("/");
    const again = new Browser();
    again.jar(SITE).set("parley.oidc", cookie);
    expect((await again.follow(url)).search).toBe("?error=provider_refused");
  });

  test.each([
    ["with another state", (url: URL) => url.searchParams.set("state", "x")],
    ["with another code", (url: URL) => url.searchParams.set("code", "x")],
    ["of another issuer", (url: URL) => url.searchParams.set("iss", "https://evil.example")],
    [
      "with nothing in it",
      (url: URL) => [...url.searchParams.keys()].forEach((name) => void url.searchParams.delete(name)),
    ],
  ])("%s is refused", async (_name, change) => {
    const browser = new Browser();
    const url = await answered(browser);
    change(url);
    expect((await browser.follow(url)).search).toBe("?error=provider_refused");
    expect(await browser.person()).toBeNull();
  });

  test("a refusal leads back to the log-in page", async () => {
    expect(await new Browser().enter(null)).toBe("/login?error=provider_refused");
  });

  test("with a cookie that was changed is refused", async () => {
    const browser = new Browser();
    const url = await answered(browser);
    browser.jar(SITE).set("parley.oidc", `${browser.jar(SITE).get("parley.oidc")!.slice(0, -4)}AAAA`);
    expect((await browser.follow(url)).search).toBe("?error=provider_expired");
  });
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/%0d%0a\r\nx",
  "",
])("S27: `next=%j` never leads away from this site", async (next) => {
  const path = await new Browser().enter({ sub: sub() }, `?next=${encodeURIComponent(next)}`);
  expect(path).toBe("/");
});

test("S23: the session that the browser had before is over", async () => {
  const planted = await person("Mallory");
  const browser = new Browser();
  browser.jar(SITE).set(sessionCookie().name, await sealSession(planted));
  await browser.enter({ sub: sub() });
  expect((await browser.person())?.id).not.toBe(planted.userId);
  await expect(listRooms(planted, {})).rejects.toMatchObject(refused("unauthenticated"));
});

test("an unavailable provider, and none at all, give their own errors", async () => {
  const before = settings();
  rememberAs("openid provider", undefined);
  set({ issuer: "http://127.0.0.1:9" });
  expect(await new Browser().enter({ sub: sub() })).toBe("/login?error=provider_away");
  const { oidc: _, ...without } = before;
  rememberAs("settings", without);
  expect((await startOidc(new Request(`${SITE}/api/auth/oidc/start`))).status).toBe(404);
  expect((await finishOidc(new Request(`${SITE}/api/auth/oidc/callback`))).status).toBe(404);
  rememberAs("settings", before);
  rememberAs("openid provider", undefined);
});
