import { describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { Authenticator } from "@/tests/support/authenticator";
import { testDatabase } from "@/tests/support/database";
import { call } from "@/tests/support/rest";
import {
  ageSession,
  PASSWORD,
  type Person,
  person,
  refused,
  session,
  withPassword,
} from "@/tests/support/world";
import { updateAccount } from "../people/update-account";
import { beginProof, confirmIdentity, readProof } from "./confirm-identity";
import { logIn } from "./login/log-in";
import { beginPasskeyLogIn } from "./login/log-in-by-passkey";
import { changePassword } from "./passwords/change-password";
import { beginPasskey, finishPasskey, removePasskey } from "./second-factor/passkeys";
import { renewRecoveryCodes } from "./second-factor/renew-recovery-codes";
import { beginTotp, confirmTotp, disableTotp } from "./second-factor/totp";
import { createApiToken } from "./sessions/api-token";

testDatabase();

let count = 0;
const visitor = () => anonymous({ address: `198.51.100.${++count}` });
const NEEDED = refused("forbidden", "proof_needed");
const WRONG = {
  refusal: { code: "validation_failed", errors: [{ path: "password", reason: "wrong_password" }] },
};

async function withPasskey(who: Person) {
  const device = new Authenticator();
  const response = device.create(await beginPasskey(who, {}));
  return { device, passkey: await finishPasskey(who, { name: "Laptop", response }) };
}

type Given = { password?: string };
const madeFor = async (who: Person) =>
  new Authenticator().create(await beginPasskey(who, { password: PASSWORD }));

/** Every operation that adds, changes or removes a way to come in; each is made ready in a session that may do it. */
const PLANTINGS: Record<string, (who: Person) => Promise<(given: Given) => Promise<unknown>>> = {
  "an API token": async (who) => (given) => createApiToken(who, { name: "t", scopes: ["read"], ...given }),
  "the beginning of a passkey": async (who) => (given) => beginPasskey(who, given),
  "the end of a passkey": async (who) => {
    const response = await madeFor(who);
    return (given) => finishPasskey(who, { name: "x", response, ...given });
  },
  "removing a passkey": async (who) => {
    const { passkey } = await withPasskey(who);
    return (given) => removePasskey(who, { passkey: passkey.id, ...given });
  },
  "the beginning of an authenticator app": async (who) => (given) => beginTotp(who, given),
  "the end of an authenticator app": async (who) => {
    await beginTotp(who, {});
    return (given) =>
      confirmTotp(who, { code: "000000", ...given }).catch((error) => {
        if (error.refusal.errors?.[0]?.reason !== "wrong_code") throw error;
      });
  },
  "turning an authenticator app off": async (who) => {
    await db().user.update({ where: { id: who.userId }, data: { totpConfirmedAt: new Date() } });
    return (given) => disableTotp(who, given);
  },
  "new recovery codes": async (who) => {
    await withPasskey(who);
    return (given) => renewRecoveryCodes(who, given);
  },
  "another email": async (who) => (given) =>
    updateAccount(who, { email: `${who.username}@example.org`, ...given }),
  "no email": async (who) => {
    await db().user.update({ where: { id: who.userId }, data: { email: "a@b", emailKey: who.username } });
    return (given) => updateAccount(who, { email: "", ...given });
  },
};

describe.each(Object.entries(PLANTINGS))("%s", (_name, ready) => {
  test("is refused to a session that proved nothing for ten minutes", async () => {
    const ada = await withPassword(await person("Ada"));
    const act = await ready(ada);
    await ageSession(ada);
    await expect(act({})).rejects.toMatchObject({
      refusal: {
        code: "forbidden",
        reason: "proof_needed",
        errors: [{ path: "password", reason: "proof_needed" }],
      },
    });
    await expect(act({ password: "wrong horse" })).rejects.toMatchObject(WRONG);
    await act({ password: PASSWORD });
  });

  test("takes a confirmation, which holds in that session alone", async () => {
    const ada = await withPassword(await person("Ada"));
    const act = await ready(ada);
    await ageSession(ada);
    const other = { ...ada, ...(await session(ada.userId)) };
    await ageSession(other);
    await confirmIdentity(other, { password: PASSWORD });
    await expect(act({})).rejects.toMatchObject(NEEDED);
    await confirmIdentity(ada, { password: PASSWORD });
    await act({});
  });
});

test("a log-in of just now needs no further proof", async () => {
  const ada = await withPassword(await person("Ada"));
  const { sessionId } = await logIn(visitor(), { username: ada.username, password: PASSWORD });
  const token = await createApiToken({ ...ada, sessionId }, { name: "t", scopes: ["read"] });
  expect(token.token).toMatch(/^pat_/);
});

test("REST names the field to send", async () => {
  const ada = await withPassword(await person("Ada"));
  await ageSession(ada);
  const ask = (body: object) =>
    call("POST", "/me/tokens", { as: ada, body: { name: "t", scopes: ["read"], ...body } });
  expect(await ask({})).toMatchObject({
    status: 403,
    json: { code: "forbidden", reason: "proof_needed", errors: [{ path: "password" }] },
  });
  expect(await ask({ password: PASSWORD })).toMatchObject({ status: 201 });
});

test("changes that let nobody in need no proof", async () => {
  const ada = await person("Ada");
  await ageSession(ada);
  expect(await updateAccount(ada, { title: "Ops", email: "" })).toMatchObject({ title: "Ops" });
});

describe("a person without a password", () => {
  test("sets a first password with a fresh log-in, and not in a borrowed browser", async () => {
    const ada = await person("Ada");
    await ageSession(ada);
    const set = (currentPassword?: string) =>
      changePassword(ada, { newPassword: PASSWORD, ...(currentPassword && { currentPassword }) });
    for (const given of [undefined, "anything at all"])
      await expect(set(given)).rejects.toMatchObject(NEEDED);
    const fresh = { ...ada, ...(await session(ada.userId)) };
    await changePassword(fresh, { newPassword: PASSWORD });
    await logIn(visitor(), { username: ada.username, password: PASSWORD });
  });

  test("cannot confirm by any password", async () => {
    const ada = await person("Ada");
    await ageSession(ada);
    await expect(confirmIdentity(ada, { password: "anything at all" })).rejects.toMatchObject(WRONG);
    await expect(createApiToken(ada, { name: "t", scopes: ["read"], password: "x" })).rejects.toMatchObject(
      NEEDED,
    );
  });
});

describe("confirming that it is oneself", () => {
  test("shows its expiry and the methods to renew it", async () => {
    const ada = await withPassword(await person("Ada"));
    await withPasskey(ada);
    expect(await readProof(ada, {})).toEqual({
      provedUntil: expect.any(String),
      methods: ["password", "passkey"],
    });
    await ageSession(ada);
    expect(await readProof(ada, {})).toMatchObject({ provedUntil: null });
  });

  test("works by the caller's own passkey, each answer once", async () => {
    const ada = await person("Ada");
    const { device } = await withPasskey(ada);
    await ageSession(ada);
    const options = await beginProof(ada, {});
    expect(options.allowCredentials).toHaveLength(1);
    const response = device.get(options);
    await confirmIdentity(ada, { response });
    await beginTotp(ada, {});
    await expect(confirmIdentity(ada, { response })).rejects.toMatchObject(refused("unauthenticated"));
  });

  test("refuses another's passkey, and an answer for logging in or another session", async () => {
    const [ada, eve] = [await person("Ada"), await person("Eve")];
    const [{ device: hers }, { device: mine }] = [await withPasskey(ada), await withPasskey(eve)];
    const other = { ...ada, ...(await session(ada.userId)) };
    await ageSession(ada);
    const answers = [
      mine.get(await beginProof(ada, {})),
      hers.get(await beginPasskeyLogIn(visitor(), {})),
      hers.get(await beginProof(other, {})),
    ];
    for (const response of answers)
      await expect(confirmIdentity(ada, { response })).rejects.toMatchObject(
        refused("unauthenticated", "passkey_refused"),
      );
    await expect(beginTotp(ada, {})).rejects.toMatchObject(NEEDED);
  });

  test("takes a password or a passkey, and a session", async () => {
    const ada = await withPassword(await person("Ada"));
    await expect(confirmIdentity(ada, {})).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path: "password", reason: "required" }] },
    });
    for (const act of [confirmIdentity, readProof, beginProof])
      await expect(act(anonymous(), {})).rejects.toMatchObject(refused("unauthenticated"));
  });

  test("is out of an API token's reach", async () => {
    const ada = await withPassword(await person("Ada"));
    const { json } = await call("POST", "/me/tokens", {
      as: ada,
      body: { name: "t", scopes: ["read", "write"] },
    });
    const asked = await call("POST", "/me/proof", {
      as: { ...ada, token: json.token },
      body: { password: PASSWORD },
    });
    expect(asked).toMatchObject({ status: 403, json: { reason: "scope_missing" } });
  });

  test("stops guesses after ten, in the session that guesses alone", async () => {
    const ada = await withPassword(await person("Ada"));
    const thief = { ...ada, ...(await session(ada.userId)) };
    for (let i = 0; i < 10; i++) await confirmIdentity(thief, { password: `wrong ${i}` }).catch(() => {});
    await expect(confirmIdentity(thief, { password: PASSWORD })).rejects.toMatchObject(
      refused("rate_limited"),
    );
    await confirmIdentity(ada, { password: PASSWORD });
  });
});
