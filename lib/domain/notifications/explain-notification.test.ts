import { describe, expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { push, pushScene } from "@/tests/support/pushes";
import { person, refused } from "@/tests/support/world";
import { updateAccount } from "../people/update-account";
import { leaveRoom } from "../rooms/members/leave-room";
import { markRead } from "../rooms/reading/mark-read";
import { setRoomSettings } from "../rooms/room-settings";
import { explainNotification } from "./explain-notification";

testDatabase();

const LATER = new Date(Date.now() + 3_600_000).toISOString();

describe("why somebody was told of a message", () => {
  test("names the rules in order, and the devices it went to", async () => {
    const { bob, say, subscribe, service } = await pushScene();
    await subscribe(bob, "laptop");
    service.answer("laptop", 503);
    const { id } = await say(`@${bob.username} look`);
    await push();
    const answer = await explainNotification(bob, { message: id });
    expect(answer).toMatchObject({ wasNotified: true, channels: ["push"], deviceCount: 2 });
    expect(answer.steps.map(({ rule, because }) => [rule, because])).toEqual([
      ["author", "by_another"],
      ["deleted", "not_deleted"],
      ["member", "member"],
      ["level", "level_on"],
      ["mute", "not_muted"],
      ["interest", "called_by_name"],
      ["quiet", "not_quiet"],
      ["channel", "push_on"],
      ["read", "unread"],
      ["active", "not_active"],
    ]);
    expect(answer.deliveries.map(({ name, state, reason }) => [name, state, reason]).sort()).toEqual([
      ["laptop", "waiting", "busy 503"],
      ["phone", "sent", null],
    ]);
  });

  test("ends at the rule that stopped it", async () => {
    const { bob, den, say } = await pushScene();
    await setRoomSettings(bob, { room: den.id, mutedUntil: LATER });
    const { id } = await say("hello");
    await push();
    const { wasNotified, steps, deliveries } = await explainNotification(bob, { message: id });
    expect([wasNotified, deliveries]).toEqual([false, []]);
    expect(steps.at(-1)).toEqual({ rule: "mute", outcome: "stopped", because: "muted", value: LATER });
  });

  test("does not change because they have read it since", async () => {
    const { bob, den, say } = await pushScene();
    const { id, seq } = await say("hello");
    await push();
    await markRead(bob, { room: den.id, lastReadSeq: seq });
    const { steps } = await explainNotification(bob, { message: id });
    expect(steps.every(({ outcome }) => outcome === "passed")).toBe(true);
  });

  test("goes by the time of the message, not by now", async () => {
    const { bob, say } = await pushScene();
    const { id } = await say("hello");
    await push();
    const days = [1, 2, 3, 4, 5, 6, 7];
    const now = Date.now();
    const clock = (ms: number) => new Date(now + ms).toISOString().slice(11, 16);
    await updateAccount(bob, {
      timeZone: "UTC",
      quietHours: { days, from: clock(7_200_000), to: clock(10_800_000) },
    });
    expect((await explainNotification(bob, { message: id })).steps.at(-1)!.outcome).toBe("passed");
  });

  test("is told of one's own message: it is one's own", async () => {
    const { ada, say } = await pushScene();
    const { id } = await say("mine");
    const { steps } = await explainNotification(ada, { message: id });
    expect(steps).toEqual([{ rule: "author", outcome: "stopped", because: "not_by_another" }]);
  });

  test("is nobody else's business, and nobody's outside the room", async () => {
    const { ada, bob, den, say } = await pushScene();
    const { id } = await say("hello");
    await push();
    expect((await explainNotification(ada, { message: id })).deliveries).toEqual([]);
    const stranger = await person("Cyd", "administrator");
    await expect(explainNotification(stranger, { message: id })).rejects.toMatchObject(refused("not_found"));
    await leaveRoom(bob, { room: den.id });
    await expect(explainNotification(bob, { message: id })).rejects.toMatchObject(refused("not_found"));
  });
});
