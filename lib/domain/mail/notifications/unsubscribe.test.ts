import { describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { getUnsubscribe, postUnsubscribe } from "@/lib/doors/unsubscribe";
import { db } from "@/lib/platform/database/db";
import { seal } from "@/lib/platform/secrets/seal";
import { mail, mailScene, passMinutes, withAddress } from "@/tests/support/chat-mails";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { deactivate, refused } from "@/tests/support/world";
import { readNotificationSettings } from "../../notifications/read-settings";
import { updateNotificationSettings } from "../../notifications/update-settings";
import { changeMailSubscription, readMailSubscription } from "./unsubscribe";

testDatabase();
const server = testServer();

const visitor = anonymous({ address: "203.0.113.7" });

/** A scene with a mail that was sent, and the addresses in it. */
async function unsubscribeScene() {
  const scene = await mailScene();
  await scene.call("look");
  await passMinutes(16);
  await mail();
  const [{ headers, text, html }] = scene.mails() as [ReturnType<typeof scene.mails>[0]];
  const url = /^<(.*)>$/.exec(headers["list-unsubscribe"] ?? "")?.[1] ?? "";
  const page = /\S+\/unsubscribe\?token=\S+/.exec(text)?.[0] ?? "";
  const token = new URL(page).searchParams.get("token")!;
  const settings = async () => (await readNotificationSettings(scene.bob, {})).mail;
  return { ...scene, headers, html, url, page, token, settings };
}

const post = (url: string, headers: Record<string, string> = {}) =>
  postUnsubscribe(
    new Request(url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: "List-Unsubscribe=One-Click",
    }),
  );

const BROWSER = { accept: "text/html,application/xhtml+xml" };

describe("a mail about messages", () => {
  test("names its one-click address in its headers, and the page in both forms", async () => {
    const { headers, html, url, page, token } = await unsubscribeScene();
    expect(headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
    expect(headers["auto-submitted"]).toBe("auto-generated");
    expect(new URL(url).pathname).toBe("/unsubscribe/one-click");
    expect(new URL(url).searchParams.get("token")).toBe(token);
    expect(html).toContain(page);
  });

  test("is switched off by one post without a log-in, however often", async () => {
    const { mails, bob, url, call, settings } = await unsubscribeScene();
    const device = await KINDS.plain(server.port, bob);
    for (let at = 0; at < 2; at++) expect((await post(url)).status).toBe(200);
    expect(await settings()).toBe("never");
    const frame = await device.until(({ type }) => type === "notification_settings");
    expect(frame).toMatchObject({ settings: { mail: "never" } });
    device.close();
    await call("again");
    await passMinutes(16);
    await mail();
    expect(mails()).toHaveLength(1);
  });

  test("is not switched off by a scanner that opens its links", async () => {
    const { url, settings } = await unsubscribeScene();
    const answer = await getUnsubscribe(new Request(url));
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(/^\/unsubscribe\?token=/);
    expect(await settings()).toBe("mentions");
  });

  test("keeps the rest of its reader's settings", async () => {
    const { bob, url } = await unsubscribeScene();
    await updateNotificationSettings(bob, { push: false, digestHour: 9 });
    const before = await readNotificationSettings(bob, {});
    await post(url);
    expect(await readNotificationSettings(bob, {})).toEqual({ ...before, mail: "never" });
  });
});

describe("the page of the link", () => {
  test("says what is switched off, and nothing about the person", async () => {
    const { bob, token } = await unsubscribeScene();
    expect(await readMailSubscription(visitor, { token })).toEqual({ mail: "mentions", digest: "daily" });
    await updateNotificationSettings(bob, { mail: "digest", digest: "weekly" });
    expect(await readMailSubscription(visitor, { token })).toEqual({ mail: "digest", digest: "weekly" });
  });

  test("gets a browser back after its post, and can switch mails on again", async () => {
    const { bob, url, settings } = await unsubscribeScene();
    await updateNotificationSettings(bob, { mail: "digest" });
    const off = await post(url, BROWSER);
    expect(off.status).toBe(303);
    expect(new URL(off.headers.get("location")!, url).searchParams.get("was")).toBe("digest");
    expect(await settings()).toBe("never");
    expect((await post(`${url}&mail=digest`, BROWSER)).status).toBe(303);
    expect(await settings()).toBe("digest");
  });
});

describe("a link is refused", () => {
  test("if it was changed, made up, or made for another purpose", async () => {
    const { bob, token, url, settings } = await unsubscribeScene();
    const changed = `${token.slice(0, 20)}${token[20] === "A" ? "B" : "A"}${token.slice(21)}`;
    for (const bad of [changed, token.slice(0, -1), "x", seal("mail", `${bob.userId} x`)]) {
      await expect(readMailSubscription(visitor, { token: bad })).rejects.toMatchObject(refused("not_found"));
      await expect(changeMailSubscription(visitor, { token: bad })).rejects.toMatchObject(
        refused("not_found"),
      );
      const answer = await post(url.replace(token, bad));
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("This link doesn't work.");
    }
    expect((await post(url.split("?")[0]!)).status).toBe(422);
    expect((await post(url.replace(token, "x"), BROWSER)).status).toBe(303);
    expect((await post(`${url}&mail=everything`)).status).toBe(422);
    expect(await settings()).toBe("mentions");
  });

  test("if the account has another address now, or is closed", async () => {
    const { bob, token } = await unsubscribeScene();
    await db().user.update({ where: { id: bob.userId }, data: { emailKey: "new@example.org" } });
    await expect(changeMailSubscription(visitor, { token })).rejects.toMatchObject(refused("not_found"));
    await withAddress(bob);
    await readMailSubscription(visitor, { token });
    await deactivate(bob);
    await expect(readMailSubscription(visitor, { token })).rejects.toMatchObject(refused("not_found"));
  });
});
