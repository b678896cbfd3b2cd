import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { makeBrowser } from "@/tests/support/push-browser";
import { push, pushScene } from "@/tests/support/pushes";
import { call } from "@/tests/support/rest";
import { PASSWORD, person, refused, session, withPassword } from "@/tests/support/world";
import { logOut } from "../accounts/login/log-out";
import { changePassword } from "../accounts/passwords/change-password";
import { makeResetLink } from "../accounts/passwords/make-reset-link";
import { resetPassword } from "../accounts/passwords/password-reset";
import { endOneSession } from "../accounts/sessions/sessions";
import { deactivatePerson } from "../administration/deactivate-person";
import { updateNotificationSettings } from "../notifications/update-settings";
import { listPushDevices, removePushDevice, updatePushDevice } from "./devices";
import { readPushKey } from "./read-push-key";
import { subscribeToPush } from "./subscribe";
import { testPushDevice } from "./test-device";

testDatabase();

const subscription = (device = uuid()) => ({
  endpoint: `https://push.example/${device}`,
  keys: makeBrowser().keys,
});
const devicesOf = async (who: Parameters<typeof listPushDevices>[0]) =>
  (await listPushDevices(who, {})).items;

describe("a device", () => {
  test("is registered once for an endpoint, with its settings", async () => {
    const ada = await person("Ada");
    const given = subscription();
    const first = await call("POST", "/me/push-subscriptions", {
      as: ada,
      body: { ...given, deviceName: "Laptop" },
    });
    expect(first).toMatchObject({
      status: 201,
      json: {
        name: "Laptop",
        kind: "computer",
        shows: "text",
        isThis: true,
        isCurrent: true,
        isPaused: false,
      },
    });
    expect(first.json.endpointHash).toBe(createHash("sha256").update(given.endpoint).digest("hex"));
    await updatePushDevice(ada, { device: first.json.id, name: "Desk", shows: "sender" });
    const again = await subscribeToPush(ada, { ...given, keys: makeBrowser().keys });
    expect(again).toMatchObject({ id: first.json.id, name: "Desk", shows: "sender" });
    expect(await devicesOf(ada)).toEqual([again]);
  });

  test("has a name from its browser if it was given none", async () => {
    const ada = await person("Ada");
    const userAgent =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Mobile/15E148 Safari/604.1";
    const device = await subscribeToPush({ ...ada, userAgent }, subscription());
    expect(device).toMatchObject({ name: "Safari · iOS", kind: "phone" });
  });

  test("registered by two requests at once is one", async () => {
    const ada = await person("Ada");
    const given = subscription();
    const [a, b] = await Promise.all([subscribeToPush(ada, given), subscribeToPush(ada, given)]);
    expect(a.id).toBe(b.id);
  });

  test("belongs to the last person who subscribed on it", async () => {
    const { service, ada, bob, say } = await pushScene();
    const cyd = await person("Cyd");
    await subscribeToPush(cyd, service.browser("phone"));
    expect(await devicesOf(bob)).toEqual([]);
    await say("for Bob", ada);
    await push();
    expect(service.received).toEqual([]);
  });

  test("of two people who subscribe on it at once is wholly one's", async () => {
    const people = [await person("Ada"), await person("Bob")];
    for (let round = 0; round < 10; round++) {
      const given = subscription();
      await Promise.all([...people, ...people].map((who) => subscribeToPush(who, given)));
      const [device, ...more] = await db().pushSubscription.findMany({
        where: { endpoint: given.endpoint },
        include: { session: true },
      });
      expect(more).toEqual([]);
      expect(device?.session.userId).toBe(device?.userId);
    }
  });

  test("is its owner's alone", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob", "administrator")];
    const { id: device } = await subscribeToPush(ada, subscription());
    expect(await devicesOf(bob)).toEqual([]);
    for (const act of [removePushDevice, testPushDevice])
      await expect(act(bob, { device })).rejects.toMatchObject(refused("not_found"));
    await expect(updatePushDevice(bob, { device, isPaused: true })).rejects.toMatchObject(
      refused("not_found"),
    );
    await removePushDevice(ada, { device });
    expect(await devicesOf(ada)).toEqual([]);
  });

  test("is out of reach for an API token", async () => {
    const ada = await person("Ada");
    await db().session.update({ where: { id: ada.sessionId }, data: { scopes: ["read", "write"] } });
    await expect(subscribeToPush(ada, subscription())).rejects.toMatchObject(refused("forbidden"));
  });

  test("makes room for a new one above the limit", async () => {
    const ada = await person("Ada");
    const other = { ...ada, ...(await session(ada.userId)) };
    const ids: string[] = [];
    for (let at = 0; at < LIMITS.pushDevices + 2; at++)
      ids.push((await subscribeToPush(other, subscription())).id);
    const kept = (await devicesOf(ada)).map(({ id }) => id);
    expect(kept).toHaveLength(LIMITS.pushDevices);
    expect(kept).toContain(ids.at(-1));
    expect(kept).not.toContain(ids[0]);
  });

  test.each([
    ["http", { endpoint: "http://push.example/a" }, "endpoint"],
    ["this machine", { endpoint: "https://127.0.0.1/a" }, "endpoint"],
    ["a local name", { endpoint: "https://localhost/a" }, "endpoint"],
    ["cloud metadata", { endpoint: "https://169.254.169.254/a" }, "endpoint"],
    ["an internal network", { endpoint: "https://[::ffff:10.0.0.1]/a" }, "endpoint"],
    ["another port", { endpoint: "https://push.example:8443/a" }, "endpoint"],
    ["a password", { endpoint: "https://a:b@push.example/" }, "endpoint"],
    ["no address", { endpoint: "push" }, "endpoint"],
    ["a long address", { endpoint: `https://push.example/${"a".repeat(1_000)}` }, "endpoint"],
    ["a short key", { keys: { p256dh: "BAAA", auth: makeBrowser().keys.auth } }, "keys.p256dh"],
    ["no key", { keys: { p256dh: makeBrowser().keys.p256dh } }, "keys.auth"],
    ["no keys", { keys: null }, "keys"],
  ])("with %s is refused by its field", async (_what, wrong, path) => {
    const ada = await person("Ada");
    const answer = await call("POST", "/me/push-subscriptions", {
      as: ada,
      body: { ...subscription(), ...wrong },
    });
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ path }] } });
    expect(await devicesOf(ada)).toEqual([]);
  });
});

describe("a device ends with its session:", () => {
  const ENDS: [string, (bob: Awaited<ReturnType<typeof pushScene>>["bob"]) => Promise<unknown>][] = [
    ["logging out", (bob) => logOut(bob, {})],
    [
      "a new password",
      async (bob) => {
        const other = { ...bob, ...(await session(bob.userId)) };
        await changePassword(other, { currentPassword: PASSWORD, newPassword: "another horse battery" });
      },
    ],
    [
      "logging out from another device",
      async (bob) => endOneSession({ ...bob, ...(await session(bob.userId)) }, { session: bob.sessionId }),
    ],
    [
      "a reset of the password",
      async (bob) => {
        const { token } = await makeResetLink(await person("Root", "administrator"), { user: bob.username });
        await resetPassword(anonymous(), { token, newPassword: "another horse battery" });
      },
    ],
    [
      "deactivation",
      async (bob) => deactivatePerson(await person("Root", "administrator"), { user: bob.username }),
    ],
  ];

  test.each(ENDS)("%s", async (_how, finish) => {
    const { service, bob, say } = await pushScene();
    await withPassword(bob);
    await finish(bob);
    expect(await db().pushSubscription.count({ where: { userId: bob.userId } })).toBe(0);
    await say("for nobody");
    await push();
    expect(service.received).toEqual([]);
  });

  test("expiry", async () => {
    const { service, bob, say } = await pushScene();
    await db().session.update({ where: { id: bob.sessionId }, data: { expiresAt: new Date(0) } });
    await say("for nobody");
    await push();
    expect(service.received).toEqual([]);
  });
});

describe("a test push", () => {
  test("says how far it came, and what holds messages back", async () => {
    const { service, bob, phone } = await pushScene();
    expect(await testPushDevice(bob, { device: phone.id })).toEqual({
      outcome: "accepted",
      status: 201,
      withheld: [],
    });
    expect(service.received[0]!.payload.notification).toMatchObject({
      title: "Test notification",
      tag: "test",
    });
    await updateNotificationSettings(bob, { push: false });
    await updatePushDevice(bob, { device: phone.id, isPaused: true });
    service.answer("phone", 403);
    expect(await testPushDevice(bob, { device: phone.id })).toEqual({
      outcome: "refused",
      status: 403,
      withheld: ["push_off", "paused"],
    });
  });

  test("to a device that has ended removes it", async () => {
    const { service, bob, phone } = await pushScene();
    service.answer("phone", 410);
    const answer = await call("POST", `/me/push-subscriptions/${phone.id}/test`, { as: bob, body: {} });
    expect(answer).toMatchObject({ status: 200, json: { outcome: "gone", status: 410 } });
    expect(await devicesOf(bob)).toEqual([]);
  });

  test("cannot be sent without end", async () => {
    const { bob, phone } = await pushScene();
    for (let at = 0; at < 10; at++) await testPushDevice(bob, { device: phone.id });
    await expect(testPushDevice(bob, { device: phone.id })).rejects.toMatchObject(refused("rate_limited"));
  });
});

describe("the server's key", () => {
  test("is one point of P-256 for everybody, kept sealed", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const [a, b] = [await readPushKey(ada, {}), await readPushKey(bob, {})];
    expect(a).toEqual(b);
    expect(Buffer.from(a.publicKey, "base64url")).toHaveLength(65);
    const [row] = await db().keptSecret.findMany();
    expect(row!.sealed).not.toContain(a.publicKey);
  });

  test("that a device does not know makes it stale, and no push goes to it", async () => {
    const { service, bob, phone, say, states } = await pushScene();
    await db().pushSubscription.update({ where: { id: phone.id }, data: { serverKey: "another" } });
    expect(await devicesOf(bob)).toMatchObject([{ isCurrent: false }]);
    await say("hello");
    await push();
    expect([service.received, await states()]).toEqual([[], ["failed: refused 0"]]);
    expect(await subscribeToPush(bob, service.browser("phone"))).toMatchObject({
      id: phone.id,
      isCurrent: true,
    });
  });
});
