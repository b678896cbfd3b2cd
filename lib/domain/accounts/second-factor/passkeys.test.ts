import { describe, expect, onTestFinished, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { Authenticator } from "@/tests/support/authenticator";
import { testDatabase } from "@/tests/support/database";
import { deactivate, PASSWORD, type Person, person, refused, withPassword } from "@/tests/support/world";
import { listRooms } from "../../rooms/list-rooms";
import { updateWorkspace } from "../../workspace/update-workspace";
import { logIn } from "../login/log-in";
import { beginPasskeyLogIn, finishPasskeyLogIn } from "../login/log-in-by-passkey";
import { createApiToken } from "../sessions/api-token";
import { beginPasskey, finishPasskey, listPasskeys, removePasskey } from "./passkeys";

testDatabase();

let count = 0;
const visitor = () => ({ ...anonymous({ address: `198.51.100.${++count}` }), origin: "http://localhost" });

async function withPasskey(who: Person, device = new Authenticator()) {
  const response = device.create(await beginPasskey(who, {}));
  const passkey = await finishPasskey(who, { name: "Laptop", response });
  return { device, passkey };
}

const begin = () => beginPasskeyLogIn(visitor(), {});
const enter = (response: ReturnType<Authenticator["get"]>) => finishPasskeyLogIn(visitor(), { response });
const REFUSED = refused("unauthenticated", "passkey_refused");

describe("a passkey", () => {
  test("is added, listed, logs in without a name or a code, and is removed", async () => {
    const ada = await person("Ada");
    const { device, passkey } = await withPasskey(ada);
    expect(await listPasskeys(ada, {})).toEqual({ items: [passkey] });
    await db().user.update({ where: { id: ada.userId }, data: { totpConfirmedAt: new Date() } });
    const signedIn = await enter(device.get(await begin()));
    expect(signedIn).toMatchObject({ user: { id: ada.userId }, expiresIn: 1800 });
    expect(signedIn.sessionId).not.toBe(ada.sessionId);
    expect((await listPasskeys(ada, {})).items[0]?.lastUsedAt).not.toBeNull();
    expect(
      await db().auditEntry.count({ where: { action: "account.log-in-by-passkey", actorId: ada.userId } }),
    ).toBe(1);
    await removePasskey(ada, { passkey: passkey.id });
    await expect(enter(device.get(await begin()))).rejects.toMatchObject(REFUSED);
  });

  test("comes as the text of JSON too, as forms send it", async () => {
    const ada = await person("Ada");
    const device = new Authenticator();
    const made = JSON.stringify(device.create(await beginPasskey(ada, {})));
    await finishPasskey(ada, { name: "Form", response: made });
    const used = JSON.stringify(device.get(await begin()));
    expect(await finishPasskeyLogIn(visitor(), { response: used })).toMatchObject({
      user: { id: ada.userId },
    });
  });

  test.each([
    ["made on another site", { origin: "https://evil.example" }],
    ["made for another site", { rpId: "evil.example" }],
    ["made without the person being verified", { flags: 0x01 }],
    ["that answers a challenge of its own", { challenge: "b3duIGNoYWxsZW5nZQ" }],
  ])("%s is not added", async (_name, lie) => {
    const ada = await person("Ada");
    const response = new Authenticator().create(await beginPasskey(ada, {}), lie);
    await expect(finishPasskey(ada, { name: "x", response })).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path: "response", reason: "passkey_refused" }] },
    });
  });

  test("an answer to another session's challenge, or to a log-in's, is not added", async () => {
    const [ada, eve] = [await person("Ada"), await person("Eve")];
    const device = new Authenticator();
    const forEve = device.create(await beginPasskey(eve, {}));
    await expect(finishPasskey(ada, { name: "x", response: forEve })).rejects.toMatchObject(
      refused("validation_failed"),
    );
    const { challenge } = await begin();
    const swapped = device.create({ ...(await beginPasskey(ada, {})), challenge });
    await expect(finishPasskey(ada, { name: "x", response: swapped })).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });

  test("is added once, also when it comes twice at once or by another person", async () => {
    const [ada, eve] = [await person("Ada"), await person("Eve")];
    const device = new Authenticator();
    const response = device.create(await beginPasskey(ada, {}));
    const ends = await Promise.allSettled([1, 2].map(() => finishPasskey(ada, { name: "x", response })));
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const again = device.create(await beginPasskey(eve, {}));
    await expect(finishPasskey(eve, { name: "x", response: again })).rejects.toMatchObject(
      refused("conflict", "passkey_exists"),
    );
  });

  test.each([
    [{}],
    ["{"],
    [{ id: "a", rawId: "a", type: "password", response: {} }],
    [null],
    ["x".repeat(20_000)],
  ])("like %.30j is a wrong field, and never an error of ours", async (response) => {
    const ada = await person("Ada");
    await expect(finishPasskey(ada, { name: "x", response: response as never })).rejects.toMatchObject(
      refused("validation_failed"),
    );
    await expect(finishPasskeyLogIn(visitor(), { response: response as never })).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });
});

describe("logging in by passkey", () => {
  test.each([
    ["another site's", { origin: "https://evil.example" }],
    ["another site's key", { rpId: "evil.example" }],
    ["one without verification", { flags: 0x01 }],
    ["one to a challenge of its own", { challenge: "b3duIGNoYWxsZW5nZQ" }],
  ])("by %s is refused", async (_name, lie) => {
    const { device } = await withPasskey(await person("Ada"));
    await expect(enter(device.get(await begin(), lie))).rejects.toMatchObject(REFUSED);
  });

  test("an unknown passkey, or one with another's signature, is refused", async () => {
    const { device } = await withPasskey(await person("Ada"));
    await expect(enter(new Authenticator().get(await begin()))).rejects.toMatchObject(REFUSED);
    const mine = device.get(await begin());
    const forged = {
      ...mine,
      response: { ...mine.response, signature: new Authenticator().get(await begin()).response.signature },
    };
    await expect(enter(forged)).rejects.toMatchObject(REFUSED);
  });

  test("works once for an answer, also when it comes twice at once", async () => {
    const { device } = await withPasskey(await person("Ada"));
    const response = device.get(await begin());
    const ends = await Promise.allSettled([enter(response), enter(response), enter(response)]);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(enter(response)).rejects.toMatchObject(REFUSED);
  });

  test("works once per challenge, even if the device counts nothing", async () => {
    const { device } = await withPasskey(await person("Ada"));
    const options = await begin();
    await enter(device.get(options, { counter: 0 }));
    await expect(enter(device.get(options, { counter: 0 }))).rejects.toMatchObject(REFUSED);
  });

  test("by a copy, whose counter went back, is refused", async () => {
    const { device } = await withPasskey(await person("Ada"));
    await enter(device.get(await begin(), { counter: 7 }));
    for (const counter of [7, 3, 0])
      await expect(enter(device.get(await begin(), { counter }))).rejects.toMatchObject(REFUSED);
    await enter(device.get(await begin(), { counter: 8 }));
  });

  test("of a deactivated person is refused", async () => {
    const ada = await person("Ada");
    const { device } = await withPasskey(ada);
    await deactivate(ada);
    await expect(enter(device.get(await begin()))).rejects.toMatchObject(REFUSED);
  });

  test("with a PUBLIC_URL counts for that origin alone", async () => {
    const before = settings();
    rememberAs("settings", { ...before, publicUrl: "https://chat.example.com" });
    onTestFinished(() => rememberAs("settings", before));
    const origin = "https://chat.example.com";
    const ada = { ...(await person("Ada")), origin };
    const { device } = await withPasskey(ada, new Authenticator(origin));
    const from = { ...visitor(), origin };
    const options = await beginPasskeyLogIn(from, {});
    expect(options.rpId).toBe("chat.example.com");
    const plain = device.get(options, { origin: "http://chat.example.com" });
    await expect(finishPasskeyLogIn(from, { response: plain })).rejects.toMatchObject(REFUSED);
    await finishPasskeyLogIn(from, { response: device.get(options) });
  });
});

describe("S10: as the second factor that everyone needs", () => {
  test("a passkey lifts the restriction, and the last one stays", async () => {
    const boss = await person("Boss", "administrator");
    await withPasskey(boss);
    const ada = await withPassword(await person("Ada"));
    await updateWorkspace(boss, { requireTwoFactor: true });
    onTestFinished(async () => void (await updateWorkspace(boss, { requireTwoFactor: false })));
    const { sessionId } = await logIn(visitor(), { username: ada.username, password: PASSWORD });
    const fresh = { ...ada, sessionId };
    await expect(listRooms(fresh, {})).rejects.toMatchObject(refused("forbidden", "setup_needed"));
    const { passkey } = await withPasskey(fresh);
    expect(await listRooms(fresh, {})).toMatchObject({ items: [] });
    await expect(removePasskey(fresh, { passkey: passkey.id })).rejects.toMatchObject(
      refused("conflict", "factor_required"),
    );
    const other = await withPasskey(fresh);
    const ends = await Promise.allSettled(
      [passkey.id, other.passkey.id].map((id) => removePasskey(fresh, { passkey: id })),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

test("passkeys are private: others can neither list nor remove them", async () => {
  const [ada, eve] = [await person("Ada"), await person("Eve")];
  const { passkey } = await withPasskey(ada);
  await expect(removePasskey(eve, { passkey: passkey.id })).rejects.toMatchObject(refused("not_found"));
  expect(await listPasskeys(eve, {})).toEqual({ items: [] });
  for (const call of [
    () => beginPasskey(visitor(), {}),
    () => listPasskeys(visitor(), {}),
    () => removePasskey(visitor(), { passkey: passkey.id }),
  ])
    await expect(call()).rejects.toMatchObject(refused("unauthenticated"));
});

test("a site that is reached by an IP address refuses passkeys with a reason", async () => {
  const ada = { ...(await person("Ada")), origin: "http://127.0.0.1:3000" };
  await expect(beginPasskey(ada, {})).rejects.toMatchObject(refused("conflict", "needs_host_name"));
});

test("names of passkeys and tokens have nothing that disturbs the text around them", async () => {
  const ada = await person("Ada");
  const name = `a\u202eb${"\u0301".repeat(40)}`;
  const response = new Authenticator().create(await beginPasskey(ada, {}));
  const passkey = await finishPasskey(ada, { name, response });
  const token = await createApiToken(ada, { name, scopes: ["read"] });
  for (const made of [passkey, token]) expect(made.name).toBe(`ab${"\u0301".repeat(6)}`);
});
