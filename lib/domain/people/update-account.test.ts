import { describe, expect, onTestFinished, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { waitingMails } from "@/tests/support/mails";
import { person, refused } from "@/tests/support/world";
import { createApiToken } from "../accounts/sessions/api-token";
import { claimOfBearer } from "../accounts/sessions/bearer";
import { readAccount } from "./read-account";
import { readUser } from "./read-user";
import { updateAccount } from "./update-account";

testDatabase();

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const setOf = (who: { userId: string }, data: object) =>
  db().user.update({ where: { id: who.userId }, data });

describe("the caller's profile", () => {
  test("takes title, status with an end, quiet times, language and theme, and bumps the rev", async () => {
    const ada = await person("Ada");
    const until = inAnHour();
    const changes = {
      title: "Databases",
      statusText: "in a call",
      statusEmoji: "📞",
      statusUntil: until,
      locale: "ru" as const,
      timeZone: "Europe/Berlin",
      theme: "dark" as const,
      sidebarOrder: "unread" as const,
      quietUntil: until,
      quietHours: { days: [1, 2, 2, 7], from: "20:00", to: "08:00" },
    };
    expect(await updateAccount(ada, changes)).toMatchObject({
      ...changes,
      quietHours: { days: [1, 2, 7], from: "20:00", to: "08:00" },
    });
    expect(await readUser(await person("Bob"), { user: ada.userId })).toMatchObject({
      title: "Databases",
      statusText: "in a call",
      statusUntil: until,
    });
    const { rev } = await db().user.findUniqueOrThrow({ where: { id: ada.userId } });
    expect(rev).toBe(1);
  });

  test("null and an empty field remove a time; absent fields stay", async () => {
    const ada = await person("Ada");
    await updateAccount(ada, {
      title: "Ops",
      quietUntil: inAnHour(),
      quietHours: { days: [1], from: "01:00", to: "02:00" },
    });
    expect(await updateAccount(ada, { quietUntil: "", quietHours: null })).toMatchObject({
      title: "Ops",
      quietUntil: null,
      quietHours: null,
    });
  });

  test("six quick reactions and the width are kept; null brings the usual six back", async () => {
    const ada = await person("Ada");
    const chosen = ["🚀", "🐛", "🙏", "❤\u200D🔥", "🔥", "😄"];
    expect(
      await updateAccount(ada, { quickReactions: chosen, wideText: true, threadsInMiddle: true }),
    ).toMatchObject({
      quickReactions: ["🚀", "🐛", "🙏", "❤️‍🔥", "🔥", "😄"],
      wideText: true,
      threadsInMiddle: true,
    });
    expect(await updateAccount(ada, { quickReactions: null })).toMatchObject({
      quickReactions: ["👍", "❤️", "😂", "🎉", "👀", "✅"],
      wideText: true,
    });
  });

  test.each([
    [["🚀"]],
    [["🚀", "🚀", "🙏", "👀", "🔥", "😄"]],
    [["x", "🐛", "🙏", "👀", "🔥", "😄"]],
    ["🚀🐛🙏👀🔥😄"],
  ])("quick reactions %j are refused with the field's name", async (quickReactions) => {
    await expect(
      updateAccount(await person(), { quickReactions: quickReactions as string[] }),
    ).rejects.toMatchObject({
      refusal: {
        code: "validation_failed",
        errors: [expect.objectContaining({ path: expect.stringMatching(/^quickReactions/) })],
      },
    });
  });

  test.each([
    ["❤\u200D🔥", "❤️‍🔥"],
    ["🏝", "🏝️"],
    ["👍\uFE0F", "👍"],
  ])("a status emoji %j is kept as it is listed", async (statusEmoji, listed) => {
    expect(await updateAccount(await person(), { statusEmoji })).toMatchObject({ statusEmoji: listed });
  });

  test.each(["x", "lunch", ":)", "1", "🍜🍜", "🍜 x", "\u200d", "\u3164", "\ud83d", "#"])(
    "a status emoji %j, which is none, is refused with the field's name",
    async (statusEmoji) => {
      await expect(updateAccount(await person(), { statusEmoji })).rejects.toMatchObject({
        refusal: {
          code: "validation_failed",
          errors: [expect.objectContaining({ path: "statusEmoji", reason: "invalid_emoji" })],
        },
      });
    },
  );

  test.each(["", " "])("a status emoji %j takes it away", async (statusEmoji) => {
    const ada = await person("Ada");
    await setOf(ada, { statusEmoji: "🍜" });
    expect(await updateAccount(ada, { statusEmoji })).toMatchObject({ statusEmoji: "" });
  });

  test("an expired status counts as none, and a new one has no old end", async () => {
    const ada = await person("Ada");
    await setOf(ada, { statusText: "lunch", statusEmoji: "🍜", statusUntil: new Date(Date.now() - 1000) });
    expect(await readAccount(ada, {})).toMatchObject({ statusText: "", statusEmoji: "", statusUntil: null });
    expect(await updateAccount(ada, { statusText: "back" })).toMatchObject({
      statusText: "back",
      statusUntil: null,
    });
  });

  test.each([
    [{ title: "t".repeat(65) }, "title"],
    [{ statusUntil: "2001-01-01T00:00:00Z" }, "statusUntil"],
    [{ quietUntil: "tomorrow" }, "quietUntil"],
    [{ theme: "neon" }, "theme"],
    [{ locale: "xx" }, "locale"],
    [{ timeZone: "Mars/Olympus" }, "timeZone"],
    [{ quietHours: { days: [0], from: "20:00", to: "08:00" } }, "quietHours.days.0"],
    [{ quietHours: { days: [], from: "20:00", to: "08:00" } }, "quietHours.days"],
    [{ quietHours: { days: [1], from: "25:00", to: "08:00" } }, "quietHours.from"],
    [{ quietHours: { days: [1], from: "08:00", to: "08:00" } }, "quietHours.to"],
    [{ quietHours: "always" }, "quietHours"],
    [{ email: "nobody" }, "email"],
    [{ email: "a\0@example.org" }, "email"],
    [{ displayName: "\u200e \t" }, "displayName"],
    [{ displayName: "A\0da" }, "displayName"],
    [{ statusText: "a\0b" }, "statusText"],
  ])("like %j is refused by the field's name", async (wrong, path) => {
    const refusal = updateAccount(await person("Ada"), wrong as object);
    await expect(refusal).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [expect.objectContaining({ path })] },
    });
  });

  test("cannot be changed without a session", async () => {
    await expect(updateAccount(anonymous(), { title: "x" })).rejects.toMatchObject(
      refused("unauthenticated"),
    );
  });
});

describe("the caller's email", () => {
  test("is changed by its owner, belongs to one account, and is unproved", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    await setOf(ada, { emailProvedAt: new Date() });
    const mine = `ada.${ada.username}@example.org`;
    expect(await updateAccount(ada, { email: mine })).toMatchObject({ email: mine });
    expect(await db().user.findUnique({ where: { id: ada.userId } })).toMatchObject({ emailProvedAt: null });
    expect(await updateAccount(bob, { email: mine.toUpperCase() })).toMatchObject({
      email: mine.toUpperCase(),
    });
    const holder = () => db().user.findUnique({ where: { emailKey: mine }, select: { id: true } });
    expect(await holder()).toEqual({ id: ada.userId });
    expect(await updateAccount(ada, { email: "" })).toMatchObject({ email: null });
    const eve = await person("Eve");
    await updateAccount(eve, { email: mine });
    expect(await holder()).toEqual({ id: eve.userId });
  });

  test("an address that two want at once belongs to one, and looks the same to both", async () => {
    const both = [await person("Ada"), await person("Bob")];
    const email = `race.${both[0]!.username}@example.org`;
    const ends = await Promise.all(both.map((one) => updateAccount(one, { email })));
    expect(ends.map((account) => account.email)).toEqual([email, email]);
    expect(await db().user.count({ where: { emailKey: email } })).toBe(1);
  });

  test("a change is mailed to the old address, in its person's language", async () => {
    const before = settings();
    rememberAs("settings", { ...before, smtpUrl: "smtp://127.0.0.1:9" });
    onTestFinished(() => rememberAs("settings", before));
    const ada = await person("Ada");
    const old = `${ada.username}@example.org`;
    const mails = async () =>
      (await waitingMails()).filter(({ to }) => to.toLowerCase() === old.toLowerCase());
    await updateAccount(ada, { email: old, locale: "ru" });
    await updateAccount(ada, { email: old.toUpperCase() });
    expect(await mails(), "there was none, and it is still the same").toEqual([]);
    await updateAccount(ada, { email: `new.${old}` });
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("Ваша почта изменена");
    expect(mail?.text).toContain(ada.username);
  });

  test("is out of an API token's reach, which could set a new password by it", async () => {
    const ada = await person("Ada");
    const { token } = await createApiToken(ada, { name: "script", scopes: ["read", "write"] });
    const script = { ...ada, ...(await claimOfBearer(token)) };
    expect(await updateAccount(script, { statusText: "by a script" })).toMatchObject({
      statusText: "by a script",
    });
    await expect(updateAccount(script, { email: "thief@example.org" })).rejects.toMatchObject(
      refused("forbidden", "scope_missing"),
    );
  });
});
