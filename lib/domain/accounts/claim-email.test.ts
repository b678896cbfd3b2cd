import { verify } from "@node-rs/argon2";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { waitingMails } from "@/tests/support/mails";
import { PASSWORD, type Person, person, refused, withPassword, workspace } from "@/tests/support/world";
import { createPerson } from "../administration/people";
import { readAccount } from "../people/read-account";
import { updateAccount } from "../people/update-account";
import { logIn } from "./login/log-in";
import { requestPasswordReset } from "./passwords/request-password-reset";
import { register } from "./register";

vi.mock(import("@node-rs/argon2"), async (original) => {
  const real = await original();
  return { ...real, verify: vi.fn(real.verify) };
});

testDatabase();

let count = 0;
const visitor = () => anonymous({ address: `198.51.100.${++count}` });
const OWN = "the stranger's own password";

/** An address that an account has, and one that nobody has. */
async function addresses() {
  const ada = await withPassword(await person("Ada"));
  const taken = `${ada.username}@example.org`;
  await updateAccount(ada, { email: taken });
  return { ada, taken, free: `free.${taken}` };
}

function mailing() {
  const before = settings();
  rememberAs("settings", { ...before, smtpUrl: "smtp://127.0.0.1:9" });
  onTestFinished(() => rememberAs("settings", before));
}

/** Ways to name an address, each with everything that its user finds out; ids, names and times are left out. */
const WAYS: Record<string, (email: string) => Promise<{ answer: object; actor: Person }>> = {
  registering: async (email) => {
    const username = `prober.${++count}`;
    const { user, sessionId, ...answer } = await register(visitor(), { username, password: OWN, email });
    const actor = { ...visitor(), userId: user.id, sessionId, username } as Person;
    return { answer: { keys: Object.keys(answer), email: user.email === email }, actor };
  },
  "changing one's email": async (email) => {
    const eve = await person("Eve");
    const { email: shown, ...answer } = await updateAccount(await withPassword(eve), { email });
    await db().user.update({ where: { id: eve.userId }, data: { displayName: "Eve" } });
    return { answer: { keys: Object.keys(answer), email: shown === email }, actor: eve };
  },
};

beforeEach(() => workspace("open"));

describe.each(Object.entries(WAYS))("%s does not reveal whose an address is", (name, claim) => {
  const password = name === "registering" ? OWN : PASSWORD;

  test("the answer, the account and a log-in by the address are alike", async () => {
    const { taken, free } = await addresses();
    const outcomes = [];
    for (const email of [taken, free]) {
      const { answer, actor } = await claim(email);
      const account = await readAccount(actor, {});
      const byAddress = await logIn(visitor(), {
        username: email,
        password: name === "registering" ? OWN : "x",
      }).then(
        ({ user }) => user.id === actor.userId,
        (error) => error.refusal,
      );
      const reset = await requestPasswordReset(visitor(), { username: email });
      outcomes.push({ answer, email: account.email === email, byAddress, reset });
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
  });

  test("as many passwords are checked for an address with a holder as for one without", async () => {
    const { taken, free } = await addresses();
    const checks = [];
    for (const email of [taken, free]) {
      await claim(email);
      for (const given of [password, "wrong horse"]) {
        await logIn(visitor(), { username: email, password: given }).catch(() => {}); // Makes the decoy, once.
        vi.mocked(verify).mockClear();
        await logIn(visitor(), { username: email, password: given }).catch(() => {});
        checks.push(vi.mocked(verify).mock.calls.length);
      }
    }
    expect(new Set(checks)).toEqual(new Set([2]));
  });

  test("the holder keeps the address and is informed by mail, three times a day", async () => {
    mailing();
    const { ada, taken } = await addresses();
    for (let i = 0; i < 4; i++) await claim(taken.toUpperCase());
    expect(await db().user.findUnique({ where: { emailKey: taken } })).toMatchObject({ id: ada.userId });
    const mails = (await waitingMails()).filter(({ to }) => to === taken);
    expect(mails).toHaveLength(3);
    expect(mails[0]?.text).toContain(ada.username);
    await logIn(visitor(), { username: taken, password: PASSWORD });
  });
});

test("a mail with a reset link goes to the holder's account alone", async () => {
  mailing();
  const { ada, taken } = await addresses();
  const { actor } = await WAYS.registering!(taken);
  await requestPasswordReset(visitor(), { username: actor.username });
  expect(await db().passwordReset.count({ where: { userId: actor.userId } })).toBe(0);
  await updateAccount(ada, { email: null });
  await requestPasswordReset(visitor(), { username: actor.username });
  expect(await db().passwordReset.count({ where: { userId: actor.userId } }), "it was given up").toBe(1);
});

test("locking the holder out by name does not lock another account with the address", async () => {
  const { ada, taken } = await addresses();
  const { actor } = await WAYS.registering!(taken);
  for (let i = 0; i < 10; i++)
    await logIn(visitor(), { username: ada.username, password: `wrong ${i}` }).catch(() => {});
  const { user } = await logIn(visitor(), { username: taken, password: OWN });
  expect(user.id).toBe(actor.userId);
});

test("an administrator who makes an account sees that the address belongs to another", async () => {
  const { taken } = await addresses();
  const boss = await person("Boss", "administrator");
  await expect(createPerson(boss, { username: `new.${++count}`, email: taken })).rejects.toMatchObject(
    refused("conflict", "email_taken"),
  );
});
