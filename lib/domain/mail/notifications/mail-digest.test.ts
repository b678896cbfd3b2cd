import { describe, expect, test } from "vitest";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { LIMITS } from "@/lib/shared/limits";
import { localTimeOf, weekdayOf } from "@/lib/shared/time/local-time";
import type { NotificationSettingsView } from "@/lib/shared/views";
import { mail, mailScene } from "@/tests/support/chat-mails";
import { testDatabase } from "@/tests/support/database";
import { deactivate, room } from "@/tests/support/world";
import { deleteMessage } from "../../messages/edit/delete-message";
import { explainNotification } from "../../notifications/explain-notification";
import { updateNotificationSettings } from "../../notifications/update-settings";
import { updateAccount } from "../../people/update-account";
import { leaveRoom } from "../../rooms/members/leave-room";
import { markRead } from "../../rooms/reading/mark-read";
import { setRoomSettings } from "../../rooms/room-settings";
import { mailDigestJob } from "./mail-digest";
import { ensureDigests } from "./plan-digest";

testDatabase();

const DAY_SECONDS = 86_400;
const SOON = new Date(Date.now() + 3_600_000).toISOString();

/** Lets days pass for messages and digests, and makes their jobs due. */
async function passDays(days: number): Promise<void> {
  const by = days * DAY_SECONDS;
  await db().$executeRaw`UPDATE message SET created_at = created_at - make_interval(mins => 2)`;
  await db().$executeRaw`
    UPDATE notification_settings SET digest_sent_at = digest_sent_at - make_interval(secs => ${by}::float8)`;
  await db().$executeRaw`UPDATE job SET run_at = now()`;
}

const digestScene = (wish: Partial<NotificationSettingsView> = {}) => mailScene({ mail: "digest", ...wish });

/** The moment at which the one job is due. */
const nextRun = async () => (await db().job.findFirstOrThrow({ where: { kind: "mail.digest" } })).runAt;

describe("a digest", () => {
  test("has what was missed in all rooms, once, and comes again", async () => {
    const { mails, address, ada, bob, den, say, call } = await digestScene();
    const yard = await room(ada, { members: [bob] });
    const first = await say("plain talk");
    await call("look here");
    await say("in the yard", ada, yard.id);
    await passDays(1);
    await mail();
    await passDays(0);
    await mail();
    expect(mails()).toHaveLength(1);
    const [{ to, headers, text, html }] = mails() as [ReturnType<typeof mails>[0]];
    expect(to).toEqual([address]);
    expect(headers.subject).toBe("Daily digest: 3 unread messages · Test");
    for (const words of ["plain talk", "look here", "in the yard", den.name!, yard.name!])
      for (const form of [text, html]) expect(form).toContain(words);
    expect(text).toContain(`/rooms/${den.id}?message=${first.seq}`);
    expect(text.indexOf(den.name!)).toBeLessThan(text.indexOf(yard.name!));
    expect((await nextRun()).getTime()).toBeGreaterThan(Date.now());

    await say("the next day");
    await passDays(1);
    await mail();
    expect(mails()).toHaveLength(2);
    expect(mails()[1]!.text).toContain("the next day");
    expect(mails()[1]!.text).not.toContain("plain talk");
  });

  test("comes at its hour in its reader's zone, also after that changes", async () => {
    const { bob } = await digestScene({ digestHour: 7 });
    await updateAccount(bob, { timeZone: "Asia/Tokyo" });
    const localNext = async (zone: string) => {
      await mail();
      return localTimeOf(await nextRun(), zone);
    };
    await db().$executeRaw`UPDATE job SET run_at = now()`;
    expect((await localNext("Asia/Tokyo")).time).toBe("07:00");
    await updateNotificationSettings(bob, { digestHour: 18, digest: "weekly" });
    await db().$executeRaw`UPDATE job SET run_at = now()`;
    const { day, time } = await localNext("Asia/Tokyo");
    expect([weekdayOf(day), time]).toEqual([1, "18:00"]);
  });

  test("is planned anew for an earlier time without a look of its job", async () => {
    const { bob } = await digestScene({ digest: "weekly" });
    const weekly = await nextRun();
    await updateNotificationSettings(bob, { digest: "daily" });
    expect((await nextRun()).getTime()).toBeLessThanOrEqual(weekly.getTime());
    expect((await nextRun()).getTime()).toBeLessThan(Date.now() + DAY_SECONDS * 1_000);
  });

  test("is one when several processes look at the same moment", async () => {
    const { mails, say } = await digestScene();
    await say("hello");
    await passDays(1);
    await Promise.all(Array.from({ length: 4 }, () => runDueJobs([mailDigestJob])));
    expect(mails()).toHaveLength(1);
  });

  test("after a long pause is one", async () => {
    const { mails, say } = await digestScene();
    await say("hello");
    await passDays(9);
    await mail();
    await mail();
    expect(mails()).toHaveLength(1);
  });

  test("has only rooms that its reader chose, if they did", async () => {
    const { mails, ada, bob, den, say } = await digestScene();
    const yard = await room(ada, { members: [bob] });
    await updateNotificationSettings(bob, { digestRoomIds: [yard.id] });
    await say("in the den");
    await say("in the yard", ada, yard.id);
    await passDays(1);
    await mail();
    expect(mails()[0]!.text).toContain("in the yard");
    expect(mails()[0]!.text).not.toContain(den.name!);
  });

  test("comes after do not disturb, not in it", async () => {
    const { mails, bob, say } = await digestScene();
    await say("hello");
    await updateAccount(bob, { quietUntil: SOON });
    await passDays(1);
    await mail();
    expect(mails()).toEqual([]);
    await updateAccount(bob, { quietUntil: null });
    await passDays(0);
    await mail();
    expect(mails()).toHaveLength(1);
  });

  test("does not repeat what was mailed on its own", async () => {
    const { mails, bob, say, call } = await mailScene();
    await call("mailed alone");
    await mail();
    await db().$executeRaw`UPDATE notification_delivery SET due_at = now()`;
    await db().$executeRaw`UPDATE job SET run_at = now()`;
    await mail();
    expect(mails()).toHaveLength(1);
    await updateNotificationSettings(bob, { mail: "digest" });
    await say("for the digest");
    await passDays(1);
    await mail();
    expect(mails()[1]!.text).toContain("for the digest");
    expect(mails()[1]!.text).not.toContain("mailed alone");
  });

  test("has a mention that waited for its mail when digests were chosen", async () => {
    const { mails, bob, say, call } = await mailScene();
    await call("waits for its mail");
    await mail();
    expect(mails()).toEqual([]);
    await db().$executeRaw`UPDATE message SET created_at = created_at - interval '30 minutes'`;
    await updateNotificationSettings(bob, { mail: "digest" });
    await say("for the digest");
    await db().$executeRaw`UPDATE message SET created_at = created_at - interval '1 day'`;
    await db().$executeRaw`
      UPDATE notification_settings SET digest_sent_at = digest_sent_at - interval '1 day'`;
    await db().$executeRaw`UPDATE job SET run_at = now()`;
    await mail();
    expect(mails()).toHaveLength(1);
    for (const words of ["waits for its mail", "for the digest"]) expect(mails()[0]!.text).toContain(words);
  });

  test("of a busy room shows its end and the number of the rest", async () => {
    const { mails, say } = await digestScene();
    for (let at = 1; at <= 7; at++) await say(`number ${at}.`);
    await passDays(1);
    await mail();
    expect(mails()[0]!.text).toContain("2 more messages");
    expect(mails()[0]!.text).not.toContain("number 2.");
    expect(mails()[0]!.text).toContain("number 7.");
  });

  test("is among the answers to why its reader was told", async () => {
    const { bob, say } = await digestScene();
    const { id } = await say("hello");
    await passDays(1);
    await mail();
    const { deliveries } = await explainNotification(bob, { message: id });
    expect(deliveries).toMatchObject([{ channel: "mail", state: "sent", reason: "digest" }]);
  });

  test("that the server refuses is tried again, and is never given up", async () => {
    const { smtp, mails, say } = await digestScene();
    smtp.state.refuses = true;
    await say("hello");
    await passDays(1);
    for (let at = 0; at < 12; at++) {
      await db().$executeRaw`UPDATE job SET run_at = now()`;
      await mail();
    }
    expect(await db().job.findFirstOrThrow()).toMatchObject({ attempts: 12, failedAt: null });
    smtp.state.refuses = false;
    await db().$executeRaw`UPDATE job SET run_at = now()`;
    await mail();
    expect(mails()).toHaveLength(1);
    expect(await db().job.findFirstOrThrow()).toMatchObject({ attempts: 0, lastError: null });
  });
});

describe("an empty digest is not sent", () => {
  type Scene = Awaited<ReturnType<typeof mailScene>>;
  type Step = (scene: Scene, message: { id: string; seq: number }) => Promise<unknown>;
  test.each([
    ["read", ({ bob, den }, { seq }) => markRead(bob, { room: den.id, lastReadSeq: seq })],
    ["deleted", ({ ada }, { id }) => deleteMessage(ada, { message: id })],
    ["in a muted room", ({ bob, den }) => setRoomSettings(bob, { room: den.id, mutedUntil: SOON })],
    [
      "in a room of which nothing is wanted",
      ({ bob, den }) => setRoomSettings(bob, { room: den.id, notify: "nothing" }),
    ],
    [
      "in a room of which only mentions are wanted",
      ({ bob, den }) => setRoomSettings(bob, { room: den.id, notify: "mentions" }),
    ],
    ["in a room that they left", ({ bob, den }) => leaveRoom(bob, { room: den.id })],
    ["to a closed account", ({ bob }) => deactivate(bob)],
    [
      "marked as unread by hand",
      async ({ bob, den }, { seq }) => {
        await markRead(bob, { room: den.id, lastReadSeq: seq });
        await markRead(bob, { room: den.id, lastReadSeq: 0, force: true });
      },
    ],
    ["after digests were turned off", ({ bob }) => updateNotificationSettings(bob, { mail: "never" })],
    [
      "from before they joined",
      async ({ bob, den }) => {
        await leaveRoom(bob, { room: den.id });
        await db().membership.create({ data: { roomId: den.id, userId: bob.userId, firstVisibleSeq: 50 } });
      },
    ],
  ] satisfies [string, Step][])("its only message is %s", async (_what, change) => {
    const scene = await digestScene();
    await change(scene, await scene.say("hello"));
    await passDays(1);
    await mail();
    expect(scene.mails()).toEqual([]);
  });

  test("nor is one that is all the reader's own", async () => {
    const { mails, bob, den, say } = await digestScene();
    await say("mine", bob, den.id);
    await passDays(1);
    await mail();
    expect(mails()).toEqual([]);
  });
});

test("digests begin when a mail server is set up later, and leave no job behind before", async () => {
  const { mails, address, bob, say } = await mailScene({ mail: "never" });
  const withServer = settings();
  rememberAs("settings", { ...withServer, smtpUrl: undefined });
  await updateNotificationSettings(bob, { mail: "digest" });
  await say("hello");
  await passDays(1);
  expect(await db().job.count()).toBe(0);
  rememberAs("settings", withServer);
  for (let at = 0; at < 2; at++) await ensureDigests();
  await mail();
  expect(mails().filter(({ to }) => to[0] === address)).toHaveLength(1);
  expect(await db().job.count({ where: { key: bob.userId } })).toBe(1);
});

test("rooms that do not fit are counted", async () => {
  const { mails, ada, bob, say } = await digestScene({ mailShows: "sender" });
  for (let at = 0; at < LIMITS.mailedRooms + 2; at++) {
    const { id } = await room(ada, { members: [bob] });
    await say("hello", ada, id);
  }
  await passDays(1);
  await mail();
  expect(mails()[0]!.text).toContain("Unread messages in 2 more rooms");
  expect(mails()[0]!.text).not.toContain("hello");
});

test("of a person without an address no digest is made, and the next one is planned", async () => {
  const { mails, bob, say } = await digestScene();
  await say("hello");
  await db().user.update({ where: { id: bob.userId }, data: { email: null, emailKey: null } });
  await passDays(1);
  await mail();
  expect(mails()).toEqual([]);
  expect((await nextRun()).getTime()).toBeGreaterThan(Date.now());
});
