import { verify } from "@node-rs/argon2";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { readAccount } from "@/lib/domain/people/read-account";
import { updateAccount } from "@/lib/domain/people/update-account";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { deactivate, person, refused, workspace } from "@/tests/support/world";
import { logIn } from "./login/log-in";
import { logOut } from "./login/log-out";
import { register } from "./register";
import { readAccessToken } from "./sessions/access-token";
import { refreshTokens } from "./sessions/refresh-tokens";

vi.mock(import("@node-rs/argon2"), async (original) => {
  const real = await original();
  return { ...real, verify: vi.fn(real.verify) };
});

testDatabase();

const PASSWORD = "correct horse battery";
let count = 0;
/** Every test comes from an address of its own, so that none uses up another's attempts. */
const visitor = () => anonymous({ address: `192.0.2.${++count}`, userAgent: "test" });
const account = (username: string, more: object = {}) =>
  register(visitor(), { username, password: PASSWORD, ...more });
const asActor = ({ sessionId, user }: { sessionId: string; user: { id: string } }) => ({
  ...visitor(),
  sessionId,
  userId: user.id,
});

async function emptyWorkspace() {
  await db().$executeRaw`TRUNCATE workspace, "user", room, message CASCADE`;
}

describe("the first account", () => {
  beforeEach(emptyWorkspace);

  test("makes its user the administrator, names the workspace, and admits only invited people by default", async () => {
    expect(await readWorkspace(visitor(), {})).toMatchObject({ hasPeople: false });
    const { user } = await account("Ada", { workspaceName: "Northwind", displayName: "Ada L." });
    expect(user).toMatchObject({ username: "Ada", displayName: "Ada L.", role: "administrator" });
    expect(await readWorkspace(visitor(), {})).toEqual({
      name: "Northwind",
      pictureUrl: null,
      registration: "invite",
      inviters: "administrators",
      groupMakers: "administrators",
      emojiMakers: "members",
      hasPeople: true,
      passwordLogin: true,
      provider: null,
      linkCards: true,
      canMail: false,
    });
    await expect(account("bob")).rejects.toMatchObject(refused("forbidden", "invitation_needed"));
  });

  test("is one, also when two register at once", async () => {
    const ends = await Promise.allSettled([
      account("ada", { registration: "open" }),
      account("bob", { registration: "open" }),
    ]);
    const roles = ends.map((end) => (end.status === "fulfilled" ? end.value.user.role : "refused"));
    expect(roles.filter((role) => role === "administrator")).toHaveLength(1);
    expect(await db().workspace.count()).toBe(1);
  });
});

describe("registering", () => {
  beforeEach(() => workspace("open"));

  test("signs in at once: the access token is the session's, and lives half an hour", async () => {
    const signedIn = await account("carl");
    expect(signedIn).toMatchObject({ expiresIn: 1800, user: { role: "member", displayName: "carl" } });
    expect(await readAccessToken(signedIn.accessToken)).toEqual({
      sessionId: signedIn.sessionId,
      userId: signedIn.user.id,
    });
    expect(await readAccount(asActor(signedIn), {})).toMatchObject({ username: "carl" });
  });

  test("a username in another case or width is taken, also when two want it at once", async () => {
    await account("Дарья");
    await expect(account("ДАРЬЯ")).rejects.toMatchObject(refused("conflict", "username_taken"));
    const ends = await Promise.allSettled([account("eve"), account("Ｅｖｅ")]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(ends.find(({ status }) => status === "rejected")).toMatchObject({
      reason: refused("conflict", "username_taken"),
    });
  });

  test("a username that only looks like another is refused, whatever letters it is made of", async () => {
    await account("paypal");
    await expect(account("раураl")).rejects.toMatchObject(refused("conflict", "username_lookalike"));
    await expect(account("paypa1")).rejects.toMatchObject(refused("conflict", "username_lookalike"));
    expect((await account("payment")).user.username).toBe("payment");
  });

  test.each(["1234567890", "Qwertyuiop", "password123"])(
    "a password that many use, such as %s, is refused",
    async (password) => {
      await expect(account("common", { password })).rejects.toMatchObject({
        refusal: { code: "validation_failed", errors: [{ path: "password", reason: "too_common" }] },
      });
    },
  );

  test.each([
    [{ username: "a" }, "username"],
    [{ username: "a".repeat(33) }, "username"],
    [{ username: "ada lovelace" }, "username"],
    [{ username: "ada<b>" }, "username"],
    [{ username: "me" }, "username"],
    [{ username: "019f0000-0000-7000-8000-00000000000" }, "username"],
    [{ username: { $ne: "" } }, "username"],
    [{ password: "short" }, "password"],
    [{ password: "a".repeat(1001) }, "password"],
    [{ password: "twelve letters\0" }, "password"],
    [{ password: ["a".repeat(12)] }, "password"],
    [{ displayName: " " }, "displayName"],
    [{ displayName: "a".repeat(65) }, "displayName"],
    [{ email: "nobody" }, "email"],
    [{ registration: "closed" }, "registration"],
  ])("like %o is refused by the field's name", async (wrong, path) => {
    await expect(account("heidi", wrong)).rejects.toMatchObject({
      refusal: {
        code: "validation_failed",
        errors: expect.arrayContaining([expect.objectContaining({ path })]),
      },
    });
  });

  test("S19: a role in the body changes nothing", async () => {
    expect((await account("mallory", { role: "administrator", isBot: true })).user).toMatchObject({
      role: "member",
      isBot: false,
    });
  });

  test("S28: an emoji password and one of a thousand characters work", async () => {
    for (const [name, password] of [
      ["ivan", "🔑".repeat(10)],
      ["judy", "ж".repeat(1000)],
    ] as const) {
      await register(visitor(), { username: name, password });
      expect(await logIn(visitor(), { username: name, password })).toMatchObject({
        user: { username: name },
      });
    }
  });
});

describe("logging in", () => {
  beforeEach(() => workspace("open"));

  test("works by username or email, in any case, and starts a session of its own", async () => {
    const first = await account("Kim", { email: "kim@example.org" });
    const byName = await logIn(visitor(), { username: "KIM", password: PASSWORD });
    const byEmail = await logIn(visitor(), { username: "Kim@Example.org", password: PASSWORD });
    expect(new Set([first, byName, byEmail].map(({ sessionId }) => sessionId)).size).toBe(3);
  });

  test("S21: a wrong name and a wrong password are the same answer, and so is a deactivated account", async () => {
    const leo = await account("leo");
    await account("mia");
    await deactivate({ userId: leo.user.id });
    const refusals = await Promise.all(
      [
        { username: "nobody-at-all", password: PASSWORD },
        { username: "mia", password: "wrong horse battery" },
        { username: "leo", password: PASSWORD },
      ].map((input) => logIn(visitor(), input).catch(({ refusal }) => refusal)),
    );
    expect(new Set(refusals.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(refusals[0]).toMatchObject({ code: "unauthenticated" });
  });

  test("S21: does the same work for an unknown name: one password is checked, as for a known one", async () => {
    await account("tina");
    for (const username of ["tina", "nobody-there"]) {
      await logIn(visitor(), { username, password: "wrong horse" }).catch(() => {}); // Makes the decoy, once.
      vi.mocked(verify).mockClear();
      await logIn(visitor(), { username, password: "wrong horse" }).catch(() => {});
      expect(verify, username).toHaveBeenCalledTimes(1);
    }
  });

  test.each(["p".repeat(1024 * 1024), "🔑".repeat(1001), "twelve letters\0"])(
    "S28: with %.15j is refused before any hashing",
    async (password) => {
      await account("ursula", { password: PASSWORD }).catch(() => {});
      await expect(logIn(visitor(), { username: "ursula", password })).rejects.toMatchObject(
        refused("validation_failed"),
      );
    },
  );

  test("stops after ten wrong passwords for an account, wherever they come from", async () => {
    await account("nora");
    for (let i = 0; i < 10; i++)
      await logIn(visitor(), { username: "nora", password: `wrong ${i}` }).catch(() => {});
    await expect(logIn(visitor(), { username: "nora", password: "wrong" })).rejects.toMatchObject({
      refusal: { code: "rate_limited", retryAfter: expect.any(Number) },
    });
  });
});

describe("logging out", () => {
  test("ends the session for its cookie and its tokens, and no other session", async () => {
    await workspace("open");
    const here = await account("olga");
    const there = await logIn(visitor(), { username: "olga", password: PASSWORD });
    await logOut(asActor(here), {});
    await expect(listRooms(asActor(here), {})).rejects.toMatchObject(
      refused("unauthenticated", "session_ended"),
    );
    await expect(refreshTokens(visitor(), { refreshToken: here.refreshToken })).rejects.toMatchObject(
      refused("unauthenticated"),
    );
    expect(await listRooms(asActor(there), {})).toMatchObject({ items: [] });
  });

  test("is impossible without logging in", async () => {
    await expect(logOut(visitor(), {})).rejects.toMatchObject(refused("unauthenticated"));
  });
});

describe("refreshing", () => {
  beforeEach(() => workspace("open"));

  test("gives new tokens of the same session, and the old refresh token is used up", async () => {
    const first = await account("pam");
    const next = await refreshTokens(visitor(), { refreshToken: first.refreshToken });
    expect(next!.refreshToken).not.toBe(first.refreshToken);
    expect(await readAccessToken(next!.accessToken)).toMatchObject({ sessionId: first.sessionId });
  });

  test("a used refresh token ends the whole session, for every holder", async () => {
    const first = await account("quinn");
    const next = await refreshTokens(visitor(), { refreshToken: first.refreshToken });
    await expect(refreshTokens(visitor(), { refreshToken: first.refreshToken })).rejects.toMatchObject(
      refused("unauthenticated"),
    );
    await expect(refreshTokens(visitor(), { refreshToken: next!.refreshToken })).rejects.toMatchObject(
      refused("unauthenticated"),
    );
    await expect(readAccount(asActor(first), {})).rejects.toMatchObject(refused("unauthenticated"));
  });

  test("one token used twice at once counts once, and the session ends", async () => {
    const first = await account("rita");
    const ends = await Promise.allSettled(
      [1, 2].map(() => refreshTokens(visitor(), { refreshToken: first.refreshToken })),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(readAccount(asActor(first), {})).rejects.toMatchObject(refused("unauthenticated"));
  });

  test.each(["", "prt_unknown", "x".repeat(201)])("with %o is refused", async (refreshToken) => {
    await expect(refreshTokens(visitor(), { refreshToken })).rejects.toMatchObject({
      refusal: { code: expect.stringMatching(/unauthenticated|validation_failed/) },
    });
  });
});

describe("the caller's own account", () => {
  test("shows the email to its owner alone, and takes their settings", async () => {
    const sam = await person("Sam");
    await db().user.update({ where: { id: sam.userId }, data: { email: "sam@example.org" } });
    expect(await readAccount(sam, {})).toMatchObject({ email: "sam@example.org" });
    expect(
      await updateAccount(sam, { displayName: "Sam T.", locale: "ru", timeZone: "Europe/Berlin" }),
    ).toMatchObject({
      displayName: "Sam T.",
      locale: "ru",
      timeZone: "Europe/Berlin",
    });
    await expect(updateAccount(sam, { timeZone: "Mars/Olympus" })).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });
});
