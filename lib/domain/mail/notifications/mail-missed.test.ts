import { describe, expect, test, vi } from "vitest";
import { runDueJobs, takeNextJob } from "@/lib/core/jobs/run-job";
import { readCommits } from "@/lib/delivery/commit-work";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { mail, mailScene, passMinutes, withAddress } from "@/tests/support/chat-mails";
import { testDatabase } from "@/tests/support/database";
import { deactivate, person, room } from "@/tests/support/world";
import { createGroup } from "../../groups/create-group";
import { startWorkers } from "../../jobs/workers";
import { deleteMessage } from "../../messages/edit/delete-message";
import { editMessage } from "../../messages/edit/edit-message";
import { explainNotification } from "../../notifications/explain-notification";
import { updateNotificationSettings } from "../../notifications/update-settings";
import { updateAccount } from "../../people/update-account";
import { sendDuePushes } from "../../push/push-sender";
import { leaveRoom } from "../../rooms/members/leave-room";
import { removeMember } from "../../rooms/members/members";
import { markRead } from "../../rooms/reading/mark-read";
import { setRoomSettings } from "../../rooms/room-settings";
import { startDirect } from "../../rooms/start-direct";
import { mailMissedJob } from "./mail-missed";
import { mailsOfCommits } from "./mails-of-messages";

testDatabase();

const SOON = new Date(Date.now() + 3_600_000).toISOString();

describe("a message that stays unread", () => {
  test("is mailed after the wait, with its follow-ups, once", async () => {
    const { mails, address, den, call, states } = await mailScene();
    const first = await call("look **here**");
    await passMinutes(10);
    await mail();
    expect(mails()).toEqual([]);
    await call("and here");
    await passMinutes(6);
    await mail();
    await mail();
    expect(mails()).toHaveLength(1);
    const [{ to, headers, text, html }] = mails() as [ReturnType<typeof mails>[0]];
    expect(to).toEqual([address]);
    expect(headers.subject).toBe(`2 new messages in ${den.name} · Test`);
    for (const form of [text, html]) {
      expect(form).toContain("look here");
      expect(form).toContain("and here");
      expect(form).toContain(`/rooms/${den.id}?message=${first.seq}`);
      expect(form).toContain("Ada");
    }
    expect(await states()).toEqual(["sent", "sent"]);
    await passMinutes(60);
    await mail();
    expect(mails()).toHaveLength(1);
    expect(await db().job.count()).toBe(0);
  });

  test.each([
    [
      "a direct message",
      async ({ ada, bob, say }: Scene) => direct(ada, bob, say),
      "New message from Ada · Test",
    ],
    ["a keyword", ({ say }: Scene) => say("the outage again"), /^Ada in .* · Test$/],
    ["everybody", ({ say }: Scene) => say("@all lunch"), /^Ada in .* · Test$/],
  ] as const)("is mailed if it is %s", async (_what, speak, subject) => {
    const scene = await mailScene({ keywords: ["outage"] });
    await speak(scene);
    await passMinutes(16);
    await mail();
    expect(scene.mails()).toHaveLength(1);
    expect(scene.mails()[0]!.headers.subject).toMatch(subject);
  });

  test("is mailed to the people of a mentioned group, also in a group's room", async () => {
    const { mails, ada, bob, say } = await mailScene();
    const admin = await person("Ann", "administrator");
    const { handle } = await createGroup(admin, {
      handle: `crew${Date.now()}`,
      name: "Crew",
      memberIds: [bob.userId],
    });
    const trio = await room(ada, { members: [bob, admin], kind: "group" });
    await say("plain talk", ada, trio.id);
    await say(`@${handle} hello`);
    await passMinutes(16);
    await mail();
    expect(mails()).toHaveLength(1);
    expect(mails()[0]!.text).toContain("plain talk");
    expect(mails()[0]!.headers.subject).toMatch(/^2 new messages in .* and 1 other place · Test$/);
  });

  test("that calls nobody is not mailed, though its room's level is everything", async () => {
    const { mails, say, states } = await mailScene();
    await say("just talk");
    await passMinutes(16);
    await mail();
    expect([mails(), await states()]).toEqual([[], []]);
  });

  test("is mailed to somebody whom an edit mentions, and not again after another edit", async () => {
    const { mails, ada, bob, say } = await mailScene();
    const { id } = await say("hello");
    await readCommits([mailsOfCommits]);
    await editMessage(ada, { message: id, text: `hello @${bob.username}` });
    await passMinutes(16);
    await mail();
    await editMessage(ada, { message: id, text: "hello" });
    await editMessage(ada, { message: id, text: `hello again @${bob.username}` });
    await passMinutes(16);
    await mail();
    expect(mails()).toHaveLength(1);
  });

  test("is mailed as it was edited", async () => {
    const { mails, ada, bob, call } = await mailScene();
    const { id } = await call("the old words");
    await readCommits([mailsOfCommits]);
    await editMessage(ada, { message: id, text: `@${bob.username} the new words` });
    await passMinutes(16);
    await mail();
    expect(mails()[0]!.text).toContain("the new words");
    expect(mails()[0]!.text).not.toContain("the old words");
  });
});

type Scene = Awaited<ReturnType<typeof mailScene>>;

async function direct(ada: Scene["ada"], bob: Scene["bob"], say: Scene["say"]): Promise<unknown> {
  const { room: two } = await startDirect(ada, { userId: bob.userId });
  return say("psst", ada, two.id);
}

describe("nothing is mailed", () => {
  type Step = (scene: Scene, message: { id: string; seq: number }) => Promise<unknown>;
  test.each([
    [
      "of a message read meanwhile",
      "read",
      ({ bob, den }, { seq }) => markRead(bob, { room: den.id, lastReadSeq: seq }),
    ],
    ["of a deleted message", "deleted", ({ ada }, { id }) => deleteMessage(ada, { message: id })],
    [
      "where an edit takes the name away",
      "mail_mentions",
      ({ ada }, { id }) => editMessage(ada, { message: id, text: "nobody" }),
    ],
    ["to somebody who left", "not_a_member", ({ bob, den }) => leaveRoom(bob, { room: den.id })],
    [
      "to somebody who was removed",
      "not_a_member",
      ({ ada, bob, den }) => removeMember(ada, { room: den.id, user: bob.userId }),
    ],
    [
      "of a room muted meanwhile",
      "muted",
      ({ bob, den }) => setRoomSettings(bob, { room: den.id, mutedUntil: SOON }),
    ],
    [
      "of a room whose level is nothing",
      "level_nothing",
      ({ bob, den }) => setRoomSettings(bob, { room: den.id, notify: "nothing" }),
    ],
    ["in do not disturb", "quiet", ({ bob }) => updateAccount(bob, { quietUntil: SOON })],
    [
      "after mail was turned off",
      "mail_off",
      ({ bob }) => updateNotificationSettings(bob, { mail: "never" }),
    ],
    [
      "after the digest was chosen",
      "left_to_digest",
      ({ bob }) => updateNotificationSettings(bob, { mail: "digest" }),
    ],
    ["to a closed account", "not_a_member", ({ bob }) => deactivate(bob)],
    [
      "to nobody's address",
      "no_address",
      ({ bob }) => db().user.update({ where: { id: bob.userId }, data: { email: null, emailKey: null } }),
    ],
  ] satisfies [string, string, Step][])("%s", async (_when, reason, change) => {
    const scene = await mailScene();
    const message = await scene.call("look");
    await readCommits([mailsOfCommits]);
    await change(scene, message);
    await passMinutes(16);
    await mail();
    expect(scene.mails()).toEqual([]);
    expect(await scene.states()).toEqual([`withheld: ${reason}`]);
  });

  test("because a room was marked as unread by hand", async () => {
    const { mails, bob, den, call, states } = await mailScene();
    const { seq } = await call("look");
    await markRead(bob, { room: den.id, lastReadSeq: seq });
    await markRead(bob, { room: den.id, lastReadSeq: seq - 1, force: true });
    await passMinutes(16);
    await mail();
    expect([mails(), await states()]).toEqual([[], []]);
    await call("once more");
    await readCommits([mailsOfCommits]);
    await markRead(bob, { room: den.id, lastReadSeq: seq + 1 });
    await markRead(bob, { room: den.id, lastReadSeq: 0, force: true });
    await passMinutes(16);
    await mail();
    expect([mails(), await states()]).toEqual([[], ["withheld: read"]]);
  });

  test("before a follow-up has waited, if what came before was read", async () => {
    const { mails, bob, den, call, states } = await mailScene();
    const { seq } = await call("first");
    await passMinutes(10);
    await call("second");
    await markRead(bob, { room: den.id, lastReadSeq: seq });
    await passMinutes(6);
    await mail();
    expect([mails(), await states()]).toEqual([[], ["withheld: read", "waiting"]]);
    await passMinutes(10);
    await mail();
    expect(mails()[0]!.text).not.toContain("first");
    expect(mails()[0]!.text).toContain("second");
  });

  test("and nothing written down, where no mail server is set", async () => {
    const { call, states } = await mailScene();
    rememberAs("settings", { ...settings(), smtpUrl: undefined });
    await call("look");
    await readCommits([mailsOfCommits]);
    expect(await states()).toEqual([]);
    expect(await db().job.count()).toBe(0);
  });
});

describe("the wait", () => {
  test("is in the rows, which pushes leave alone", async () => {
    const { call, states } = await mailScene();
    await call("look");
    await passMinutes(20);
    expect(await sendDuePushes()).toBe(0);
    expect(await states()).toEqual(["waiting"]);
  });

  test("is not lost with the process that wrote it down", async () => {
    const { smtp, call } = await mailScene();
    await call("look");
    const first = startWorkers();
    await vi.waitFor(
      async () => expect(await db().job.count({ where: { kind: "mail.missed" } })).toBe(1),
      5_000,
    );
    await first.stop();
    expect(smtp.received).toEqual([]);
    await passMinutes(16);
    const second = startWorkers();
    await smtp.mail();
    await second.stop();
    expect(smtp.received).toHaveLength(1);
  });

  test("ends in one mail when several processes look at the same moment", async () => {
    const { mails, call } = await mailScene();
    await call("look");
    await passMinutes(16);
    await Promise.all(Array.from({ length: 4 }, () => runDueJobs([mailMissedJob])));
    expect(mails()).toHaveLength(1);
  });

  test("of many people is written in one go, and each gets a mail", async () => {
    const { mails, ada, den, say } = await mailScene();
    const crowd = await Promise.all(Array.from({ length: 20 }, (_, at) => person(`Member ${at}`)));
    for (const one of crowd) {
      await withAddress(one);
      await updateNotificationSettings(one, { mail: "mentions" });
    }
    await db().membership.createMany({ data: crowd.map(({ userId }) => ({ roomId: den.id, userId })) });
    await say("@all hello", ada);
    await passMinutes(16);
    await mail();
    expect(new Set(mails().flatMap(({ to }) => to)).size).toBe(21);
    expect(mails()).toHaveLength(21);
  });
});

describe("a mail server that refuses", () => {
  test("is tried again later, and what was read meanwhile is left out", async () => {
    const { smtp, mails, bob, den, call, states } = await mailScene();
    smtp.state.refuses = true;
    const { seq } = await call("first");
    await passMinutes(1);
    await call("second");
    await passMinutes(16);
    await mail();
    expect(await states()).toEqual(["waiting: mail_busy", "waiting: mail_busy"]);
    expect(await db().job.findFirstOrThrow()).toMatchObject({
      kind: "mail.missed",
      attempts: 1,
      failedAt: null,
    });
    await markRead(bob, { room: den.id, lastReadSeq: seq });
    smtp.state.refuses = false;
    await mail();
    expect(mails()).toEqual([]);
    await passMinutes(5);
    await mail();
    expect(mails()[0]!.text).toContain("second");
    expect(mails()[0]!.text).not.toContain("first");
  });

  test("is given up visibly, and a mail that is two days late is not sent", async () => {
    const { smtp, mails, call, states } = await mailScene();
    smtp.state.refuses = true;
    await call("look");
    for (let at = 0; at < 10; at++) {
      await passMinutes(at === 0 ? 16 : 1_000);
      await mail();
    }
    expect((await states())[0]).toBe("failed: mail_given_up");
    expect(mails()).toEqual([]);
  });

  test("keeps the id of a mail whose process died with it", async () => {
    const { mails, call } = await mailScene();
    await call("look");
    await passMinutes(16);
    const taken = await takeNextJob([mailMissedJob]);
    await mailMissedJob.run(mailMissedJob.input.parse(taken!.input), {
      id: taken!.id,
      signal: new AbortController().signal,
    });
    await db().$executeRaw`UPDATE notification_delivery SET state = 'waiting'`;
    await passMinutes(2);
    await mail();
    const ids = mails().map(({ headers }) => headers["message-id"]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});

describe("a mail", () => {
  test.each([
    ["sender", true],
    ["nothing", false],
  ] as const)("shows only what its reader wants: %s", async (mailShows, hasNames) => {
    const { mails, den, call } = await mailScene({ mailShows });
    await call("a secret");
    await passMinutes(16);
    await mail();
    const [{ headers, text, html }] = mails() as [ReturnType<typeof mails>[0]];
    const whole = `${headers.subject} ${text} ${html}`;
    expect(whole).not.toContain("secret");
    for (const word of ["Ada", den.name!]) expect(whole.includes(word)).toBe(hasNames);
  });

  test("has no text in its subject, and none of it is HTML", async () => {
    const { mails, call } = await mailScene();
    await call("<img src=x onerror=alert(1)> & more");
    await passMinutes(16);
    await mail();
    const [{ headers, html }] = mails() as [ReturnType<typeof mails>[0]];
    expect(headers.subject).not.toContain("more");
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt; &amp; more");
  });

  test("is in its reader's language and zone", async () => {
    const { mails, bob, den, call } = await mailScene();
    await updateAccount(bob, { locale: "ru", timeZone: "Asia/Tokyo" });
    const { id } = await call("привет");
    const { createdAt } = await db().message.findUniqueOrThrow({ where: { id } });
    await passMinutes(16);
    await mail();
    const [{ headers, text }] = mails() as [ReturnType<typeof mails>[0]];
    expect(headers.subject).toBe(`Ada, ${den.name} · Test`);
    expect(text).toContain("Здравствуйте, Bob!");
    const format = { timeZone: "Asia/Tokyo", dateStyle: "medium", timeStyle: "short" } as const;
    expect(text).toContain(new Intl.DateTimeFormat("ru", format).format(createdAt));
  });

  test("names what it leaves out", async () => {
    const { mails, call } = await mailScene();
    for (let at = 1; at <= 8; at++) await call(`number ${at}`);
    await passMinutes(16);
    await mail();
    expect(mails()[0]!.text).toContain("3 more messages");
    expect(mails()[0]!.text).not.toContain("number 3");
    expect(mails()[0]!.text).toContain("number 8");
  });

  test("is among the answers to why its reader was told", async () => {
    const { bob, call } = await mailScene();
    const { id } = await call("look");
    await readCommits([mailsOfCommits]);
    const waiting = await explainNotification(bob, { message: id });
    expect(waiting.deliveries).toMatchObject([{ channel: "mail", state: "waiting", reason: null }]);
    expect(new Date(waiting.deliveries[0]!.at).getTime()).toBeGreaterThan(Date.now() + 10 * 60_000);
    await passMinutes(16);
    await mail();
    expect(await explainNotification(bob, { message: id })).toMatchObject({
      wasNotified: true,
      channels: ["mail"],
      deliveries: [{ channel: "mail", state: "sent", reason: null }],
    });
  });
});
