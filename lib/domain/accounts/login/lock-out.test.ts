import { Secret, TOTP } from "otpauth";
import { describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { testDatabase } from "@/tests/support/database";
import { PASSWORD, type Person, person, refused, withPassword, workspace } from "@/tests/support/world";
import { register } from "../register";
import { beginTotp, confirmTotp } from "../second-factor/totp";
import { logIn } from "./log-in";

testDatabase();

let count = 0;
const visitor = () => anonymous({ address: `198.51.100.${++count}` });
const browser = () => ({ ...visitor(), device: `device ${++count}` });
type From = ReturnType<typeof browser> | ReturnType<typeof visitor>;

const enter = (from: From, who: Person, password = PASSWORD, code?: string) =>
  logIn(from, { username: who.username, password, ...(code && { code }) });

async function tries(times: number, act: (i: number) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < times; i++) await act(i).catch(() => {});
}

describe("a known device", () => {
  test.each([
    ["a browser", browser],
    ["a script, by its address", visitor],
  ])("%s takes the right password after any number of wrong ones", async (_name, device) => {
    const [ada, home] = [await withPassword(await person("Ada")), device()];
    await enter(home, ada);
    await tries(15, (i) => enter(home, ada, `wrong ${i}`));
    await expect(enter(home, ada, "wrong"), "but says that they are too many").rejects.toMatchObject(
      refused("rate_limited"),
    );
    await enter(home, ada);
  });

  test("includes the device that registered the account", async () => {
    await workspace("open");
    const [home, username] = [browser(), `maker.${++count}`];
    await register(home, { username, password: PASSWORD });
    await tries(11, (i) => logIn(home, { username, password: `wrong ${i}` }));
    await logIn(home, { username, password: PASSWORD });
  });

  test("is not locked by wrong ones from elsewhere, nor opens others to guesses", async () => {
    const [ada, home] = [await withPassword(await person("Ada")), browser()];
    await enter(home, ada);
    await tries(12, (i) => enter(visitor(), ada, `wrong ${i}`));
    await enter(home, ada);
    await expect(enter(visitor(), ada)).rejects.toMatchObject(refused("rate_limited"));
  });

  test("is as any other after a hundred wrong ones", async () => {
    const [ada, home] = [await withPassword(await person("Ada")), browser()];
    await enter(home, ada);
    await tries(112, (i) => enter(home, ada, `wrong ${i}`));
    await expect(enter(home, ada)).rejects.toMatchObject(refused("rate_limited"));
  }, 60_000);
});

describe("wrong second factors", () => {
  const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

  async function withTotp() {
    const [ada, home] = [await withPassword(await person("Ada")), browser()];
    await enter(home, ada);
    const { secret } = await beginTotp(ada, {});
    const step = { timestamp: Date.now() - 30_000 };
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate(step);
    const { recoveryCodes } = await confirmTotp(ada, { code });
    return { ada, home, secret, recoveryCodes };
  }

  test("guesses by a thief of the password leave recovery codes and the known device alone", async () => {
    const { ada, home, secret, recoveryCodes } = await withTotp();
    await tries(12, () => enter(visitor(), ada, PASSWORD, "000000"));
    await expect(enter(visitor(), ada, PASSWORD, codeOf(secret))).rejects.toMatchObject(
      refused("rate_limited"),
    );
    await enter(visitor(), ada, PASSWORD, recoveryCodes[0]);
    await enter(home, ada, PASSWORD, codeOf(secret));
  });

  test("guesses in the form of recovery codes use up nobody else's attempts", async () => {
    const { ada, secret, recoveryCodes } = await withTotp();
    const thief = visitor();
    await tries(10, () => enter(thief, ada, PASSWORD, "aaaaa-bbbbb"));
    await expect(enter(thief, ada, PASSWORD, "aaaaa-bbbbb")).rejects.toMatchObject(refused("rate_limited"));
    await enter(visitor(), ada, PASSWORD, recoveryCodes[0]);
    await enter(visitor(), ada, PASSWORD, codeOf(secret));
  });
});
