import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { readCommits } from "@/lib/delivery/commit-work";
import { presence } from "@/lib/delivery/presence";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { passTime, push, pushScene } from "@/tests/support/pushes";
import { person, room } from "@/tests/support/world";
import { deleteMessage } from "../messages/edit/delete-message";
import { editMessage } from "../messages/edit/edit-message";
import { sendMessage } from "../messages/send/send-message";
import { updateNotificationSettings } from "../notifications/update-settings";
import { updateAccount } from "../people/update-account";
import { deleteRoom } from "../rooms/delete-room";
import { joinRoom } from "../rooms/members/join-room";
import { leaveRoom } from "../rooms/members/leave-room";
import { markRead } from "../rooms/reading/mark-read";
import { setRoomSettings } from "../rooms/room-settings";
import { startDirect } from "../rooms/start-direct";
import { followThread } from "../threads/follow-thread";
import { releaseHeld, takeDeliveries } from "./deliveries";
import { updatePushDevice } from "./devices";
import { sendDuePushes } from "./push-sender";
import { pushesOfCommits } from "./pushes-of-messages";

testDatabase();

const SOON = new Date(Date.now() + 3_600_000).toISOString();

describe("a new message", () => {
  test("reaches each of its readers' devices, encrypted, once", async () => {
    const { service, ada, bob, den, say, subscribe, states } = await pushScene();
    await subscribe(bob, "laptop");
    await subscribe(ada, "own");
    const message = await say("**Hello** there");
    await Promise.all([push(), push()]);
    expect(service.received.map(({ device }) => device).sort()).toEqual(["laptop", "phone"]);
    const { payload, headers, claims } = service.received[0]!;
    expect(payload).toMatchObject({
      web_push: 8030,
      app_badge: 0,
      notification: {
        title: `Ada in ${den.name}`,
        body: "Hello there",
        tag: den.id,
        data: { messageId: message.id, roomId: den.id, seq: message.seq },
      },
    });
    expect(new URL(payload.notification.navigate).search).toBe(`?message=${message.seq}`);
    expect(headers).toMatchObject({ ttl: "86400", urgency: "normal", "content-encoding": "aes128gcm" });
    expect(headers.topic).toMatch(/^[\w-]{32}$/);
    expect(claims.aud).toBe("https://push.example");
    expect(claims.sub).toMatch(/^(mailto|https):/);
    // Apple refuses a token that is valid for longer than a day.
    expect(claims.exp - Date.now() / 1_000).toBeLessThanOrEqual(86_400);
    expect(await states()).toEqual(["sent", "sent"]);
  });

  test("that calls its reader is urgent, and counts on the icon", async () => {
    const { service, bob, say } = await pushScene();
    await say(`@${bob.username} look`);
    await push();
    expect(service.received[0]!.headers.urgency).toBe("high");
    expect(service.received[0]!.payload.app_badge).toBe(1);
  });

  test("counts the unread threads on the icon of who wants everything there", async () => {
    const { service, ada, bob, den, say } = await pushScene();
    const root = await say("A root");
    await updateNotificationSettings(bob, { badge: "everything" });
    await markRead(bob, { room: den.id, lastReadSeq: root.seq });
    await followThread(bob, { message: root.id });
    await sendMessage(ada, { room: den.id, text: "A reply", threadId: root.id });
    await push();
    expect(service.received.at(-1)!.payload.app_badge).toBe(1);
    await say("In the room");
    await push();
    expect(service.received.at(-1)!.payload.app_badge).toBe(2);
  });

  test("in a conversation has its sender as the title", async () => {
    const { service, ada, bob, say } = await pushScene();
    const { room: two } = await startDirect(ada, { userId: bob.userId });
    await say("psst", ada, two.id);
    await push();
    expect(service.received[0]!.payload).toMatchObject({ app_badge: 1, notification: { title: "Ada" } });
  });

  test.each([
    ["sender", { title: expect.stringContaining("Ada in"), body: "New message" }],
    ["nothing", { title: "Parley", body: "New message" }],
  ] as const)("shows only what its device may show: %s", async (shows, expected) => {
    const { service, bob, den, phone, say } = await pushScene();
    await updatePushDevice(bob, { device: phone.id, shows });
    await say("a secret");
    await push();
    expect(service.received[0]!.payload.notification).toMatchObject(expected);
    const whole = JSON.stringify(service.received[0]!.payload);
    expect(whole).not.toContain("secret");
    if (shows === "nothing") for (const word of ["Ada", den.name!]) expect(whole).not.toContain(word);
  });

  test("of any length fits, cut between characters", async () => {
    const { service, say } = await pushScene();
    await say("👩‍👩‍👧‍👦".repeat(700));
    await push();
    const [{ bytes, payload }] = service.received as [(typeof service.received)[0]];
    expect(bytes).toBeLessThanOrEqual(LIMITS.pushBytes);
    expect(bytes).toBeGreaterThan(LIMITS.pushBytes - 100);
    expect(payload.notification.body).toMatch(/^(👩‍👩‍👧‍👦)+…$/);
  });

  test("is pushed again to nobody when its commit is read again", async () => {
    const { service, den, say } = await pushScene();
    const { seq } = await say("once");
    await push();
    await db().commitWork.create({ data: { roomId: den.id, fromSeq: seq, toSeq: seq } });
    await push();
    expect(service.bodies("phone")).toEqual(["once"]);
  });

  test.each([
    ["||a secret||", "spoiler"],
    ["![](https://example.com/a.png)", "picture"],
    ["\u200b", "invisible"],
  ])("of %j has words, and none that are hidden (%s)", async (text) => {
    const { service, say } = await pushScene();
    await say(text).catch(() => say(`${text}.`));
    await push();
    const [body] = service.bodies("phone");
    expect(body).not.toBe("");
    expect(body).not.toContain("secret");
  });

  test("of a burst is pushed if it is among the newest, or calls its reader", async () => {
    const { service, bob, say } = await pushScene();
    await say(`@${bob.username} first`);
    for (let at = 0; at < LIMITS.pushesPerRoom + 5; at++) await say(`talk ${at}`);
    await push();
    expect(service.bodies("phone")).toHaveLength(LIMITS.pushesPerRoom + 1);
  });
});

describe("a message is not pushed", () => {
  type Scene = Awaited<ReturnType<typeof pushScene>>;
  const WITHHELD: [
    string,
    string | null,
    (scene: Scene, message: { id: string; seq: number }) => Promise<unknown>,
  ][] = [
    ["the room was deleted", "not_a_member", ({ ada, den }) => deleteRoom(ada, { room: den.id })],
    [
      "it is from before the history that its reader may read",
      "before_history",
      ({ den, bob }) =>
        db().membership.update({
          where: { roomId_userId: { roomId: den.id, userId: bob.userId } },
          data: { firstVisibleSeq: 1_000 },
        }),
    ],
    ["read meanwhile", "read", ({ bob, den }, { seq }) => markRead(bob, { room: den.id, lastReadSeq: seq })],
    ["deleted meanwhile", "deleted", ({ ada }, { id }) => deleteMessage(ada, { message: id })],
    ["its reader left the room", "not_a_member", ({ bob, den }) => leaveRoom(bob, { room: den.id })],
    [
      "the room was muted",
      "muted",
      ({ bob, den }) => setRoomSettings(bob, { room: den.id, mutedUntil: SOON }),
    ],
    [
      "the level is nothing",
      "level_nothing",
      ({ bob }) => updateNotificationSettings(bob, { level: "nothing" }),
    ],
    ["do not disturb is on", "quiet", ({ bob }) => updateAccount(bob, { quietUntil: SOON })],
    ["push was turned off", "push_off", ({ bob }) => updateNotificationSettings(bob, { push: false })],
    [
      "the device was paused",
      "device_paused",
      ({ bob, phone }) => updatePushDevice(bob, { device: phone.id, isPaused: true }),
    ],
    [
      "the session of the device ended",
      "device_gone",
      ({ bob }) => db().session.update({ where: { id: bob.sessionId }, data: { expiresAt: new Date(0) } }),
    ],
    [
      "the account was closed",
      "not_a_member",
      ({ bob }) => db().user.update({ where: { id: bob.userId }, data: { deactivatedAt: new Date() } }),
    ],
  ];

  test.each(WITHHELD)("if %s", async (_why, reason, change) => {
    const scene = await pushScene();
    const message = await scene.say("hello");
    await readCommits([pushesOfCommits]);
    expect(await scene.states()).toEqual(["waiting"]);
    await change(scene, message);
    await push();
    expect(scene.service.received).toEqual([]);
    expect(await scene.states()).toEqual([`withheld: ${reason}`]);
  });

  test.each(WITHHELD.slice(4))("if before it %s", async (_why, _reason, change) => {
    const scene = await pushScene();
    await change(scene, { id: "", seq: 0 });
    await scene.say("hello");
    await push();
    expect(scene.service.received).toEqual([]);
    expect(await scene.states()).toEqual([]);
  });

  test("if an edit takes the mention away where mentions count", async () => {
    const { service, ada, bob, den, say, states } = await pushScene();
    await setRoomSettings(bob, { room: den.id, notify: "mentions" });
    const message = await say(`@${bob.username} look`);
    await readCommits([pushesOfCommits]);
    await editMessage(ada, { message: message.id, text: "never mind" });
    await push();
    expect([service.received, await states()]).toEqual([[], ["withheld: not_mentioned"]]);
  });

  test("to a person in another room", async () => {
    const { service, ada, bob, say, states } = await pushScene();
    const other = await room(ada);
    await say("elsewhere", ada, other.id);
    await push();
    expect([service.received, await states(bob)]).toEqual([[], []]);
  });

  test("by @all in a muted room, or inside a quote", async () => {
    const { service, bob, den, say } = await pushScene();
    await setRoomSettings(bob, { room: den.id, notify: "mentions" });
    await say(`> @all deploy now, @${bob.username}\n\nagreed`);
    await setRoomSettings(bob, { room: den.id, mutedUntil: SOON });
    await say("@all deploy now");
    await push();
    expect(service.received).toEqual([]);
  });
});

test("an edited message is pushed as it is now", async () => {
  const { service, ada, say } = await pushScene();
  const { id } = await say("the frist text");
  await readCommits([pushesOfCommits]);
  await editMessage(ada, { message: id, text: "the first text" });
  await push();
  expect(service.bodies("phone")).toEqual(["the first text"]);
});

test("an edit that adds a name is pushed to its person, and not to those who were told before", async () => {
  const { service, ada, bob, den, say, subscribe } = await pushScene();
  const cyd = await person("Cyd");
  await joinRoom(cyd, { room: den.id });
  await subscribe(cyd, "tablet");
  await setRoomSettings(cyd, { room: den.id, notify: "mentions" });
  const { id } = await say("who can help?");
  await push();
  await editMessage(ada, { message: id, text: `can @${bob.username} or @${cyd.username} help?` });
  await push();
  expect(service.bodies("phone")).toEqual(["who can help?"]);
  expect(service.bodies("tablet")).toEqual([`can @${bob.username} or @${cyd.username} help?`]);
});

describe("while its reader is active on another device, a push", () => {
  async function activeScene() {
    const scene = await pushScene();
    presence().addSocket(scene.bob.userId, scene.bob.sessionId);
    await scene.say("hello");
    await push();
    expect(scene.service.received).toEqual([]);
    expect(await scene.states()).toEqual(["waiting: active_elsewhere"]);
    return scene;
  }

  test("waits for half a minute", async () => {
    const { service, states } = await activeScene();
    await passTime(LIMITS.pushHoldSeconds - 5);
    await push();
    expect(service.received).toEqual([]);
    await passTime(6);
    await push();
    expect([service.bodies("phone"), await states()]).toEqual([["hello"], ["sent"]]);
  });

  test("goes as soon as they turn away", async () => {
    const { service, bob } = await activeScene();
    presence().setAway(bob.userId, bob.sessionId, true);
    expect(await releaseHeld([bob.userId])).toBe(1);
    await push();
    expect(service.bodies("phone")).toEqual(["hello"]);
  });

  test("never goes if they read the message meanwhile", async () => {
    const { service, bob, den, states } = await activeScene();
    await markRead(bob, { room: den.id, lastReadSeq: 100 });
    await passTime(LIMITS.pushHoldSeconds);
    await push();
    expect([service.received, await states()]).toEqual([[], ["withheld: read"]]);
  });

  test("goes at once if they chose so", async () => {
    const { service, bob, say } = await pushScene();
    presence().addSocket(bob.userId, bob.sessionId);
    await updateNotificationSettings(bob, { pushWhileActive: true });
    await say("hello");
    await push();
    expect(service.bodies("phone")).toEqual(["hello"]);
  });
});

describe("a push service that answers", () => {
  test.each([404, 410])("%i has ended the device, which is removed", async (status) => {
    const { service, bob, say, states } = await pushScene();
    service.answer("phone", status);
    await say("hello");
    await push();
    expect(await states()).toEqual(["failed: device_gone"]);
    expect(await db().pushSubscription.count({ where: { userId: bob.userId } })).toBe(0);
  });

  test.each([429, 500, 503])("%i is asked again later, and its device stays", async (status) => {
    const { service, phone, say, states } = await pushScene();
    service.answer("phone", status);
    await say("hello");
    await push();
    expect(await states()).toEqual([`waiting: busy ${status}`]);
    const device = await db().pushSubscription.findUniqueOrThrow({ where: { id: phone.id } });
    expect(device).toMatchObject({ lastStatus: status, failedAt: expect.any(Date) });
    await passTime(15);
    await push();
    expect(await states()).toEqual(["sent"]);
    expect(service.bodies("phone")).toEqual(["hello"]);
    expect(await db().pushSubscription.findUniqueOrThrow({ where: { id: phone.id } })).toMatchObject({
      failedAt: null,
      deliveredAt: expect.any(Date),
    });
  });

  test("with Retry-After is not asked before", async () => {
    const { service, say } = await pushScene();
    service.answer("phone", { status: 429, retryAfter: "120" });
    await say("hello");
    await push();
    await passTime(110);
    await push();
    expect(service.received).toEqual([]);
    await passTime(15);
    await push();
    expect(service.bodies("phone")).toEqual(["hello"]);
  });

  test("nothing for a day makes the push fail, where its owner sees it", async () => {
    const { service, say, states } = await pushScene();
    service.answer("phone", 503, 503);
    await say("hello");
    await push();
    await passTime(25 * 3_600);
    await push();
    expect(await states()).toEqual(["failed: given_up 503"]);
  });

  test("with refusals loses the device after several in a row, and not before", async () => {
    const { service, bob, say, states } = await pushScene();
    const devices = () => db().pushSubscription.count({ where: { userId: bob.userId } });
    service.answer("phone", ...Array.from({ length: LIMITS.pushRefusals - 1 }, () => 403), 201, 403, 403);
    for (let at = 0; at < LIMITS.pushRefusals + 2; at++) {
      await say("hello");
      await push();
    }
    expect(await devices()).toBe(1);
    expect((await states()).filter((one) => one === "failed: refused 403")).toHaveLength(
      LIMITS.pushRefusals + 1,
    );
    service.answer("phone", 403, 403, 403);
    for (let at = 0; at < 3; at++) {
      await say("hello");
      await push();
    }
    expect(await devices()).toBe(0);
  });
});

describe("several processes", () => {
  test("share the pushes, each of which is sent once", async () => {
    const { service, say, states } = await pushScene();
    for (let at = 0; at < 15; at++) await say(`${at}`);
    await readCommits([pushesOfCommits]);
    await Promise.all(Array.from({ length: 5 }, () => sendDuePushes()));
    expect(service.bodies("phone")).toHaveLength(15);
    expect(new Set(await states())).toEqual(new Set(["sent"]));
  });

  test("take over from one that died, when its lease has passed", async () => {
    const { service, say } = await pushScene();
    await say("hello");
    await readCommits([pushesOfCommits]);
    expect(await takeDeliveries(10)).toHaveLength(1);
    await push();
    expect(service.received).toEqual([]);
    await passTime(61);
    await push();
    expect(service.bodies("phone")).toEqual(["hello"]);
  });
});

test("@all in a large room is written in one go, and once for each device", async () => {
  const { service, ada, den, say } = await pushScene();
  const crowd = await Promise.all(Array.from({ length: 30 }, (_, at) => person(`Member ${at}`)));
  await db().membership.createMany({ data: crowd.map(({ userId }) => ({ roomId: den.id, userId })) });
  const { serverKey } = await db().pushSubscription.findFirstOrThrow();
  await db().pushSubscription.createMany({
    data: crowd.map(({ userId, sessionId }, at) => {
      const { endpoint, keys } = service.browser(`crowd-${at}`);
      return { id: uuid(), userId, sessionId, endpoint, ...keys, serverKey, name: "phone" };
    }),
  });
  await say("@all hello", ada);
  await push();
  expect(service.received).toHaveLength(31);
  expect(new Set(service.received.map(({ device }) => device)).size).toBe(31);
});
