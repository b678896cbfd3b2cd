import { expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { push, pushScene } from "@/tests/support/pushes";
import { sendMessage } from "../messages/send/send-message";
import { setRoomSettings } from "../rooms/room-settings";
import { followThread, unfollowThread } from "../threads/follow-thread";
import { markThreadRead } from "../threads/read-thread";
import { explainNotification } from "./explain-notification";
import { updateNotificationSettings } from "./update-settings";

testDatabase();

/** A message of Ada's in a room with Bob, and replies of hers to it. */
async function scene() {
  const { ada, bob, den, say, service } = await pushScene();
  const root = await say("Who brings cake?");
  await push();
  const before = service.received.length;
  const reply = async (text: string, more: object = {}) => {
    const { message } = await sendMessage(ada, { room: den.id, text, threadId: root.id, ...more });
    await push();
    return message;
  };
  const why = async (messageId: string) =>
    (await explainNotification(bob, { message: messageId })).steps.find(({ rule }) => rule === "interest")
      ?.because;
  const pushes = () => service.received.length - before;
  return { ada, bob, den, root, reply, why, pushes };
}

test("a reply in a thread that one does not follow is not told", async () => {
  const { reply, why, pushes } = await scene();
  expect(await why((await reply("I do")).id)).toBe("thread_not_followed");
  expect(pushes()).toBe(0);
});

test("a reply in a followed thread is told whatever the level of the room", async () => {
  const { bob, den, root, reply, why, pushes } = await scene();
  await setRoomSettings(bob, { room: den.id, notify: "mentions" });
  await followThread(bob, { message: root.id });
  expect(await why((await reply("I do")).id)).toBe("thread_followed");
  expect(pushes()).toBe(1);
  await unfollowThread(bob, { message: root.id });
  expect(await why((await reply("and you")).id)).toBe("thread_not_followed");
  expect(pushes()).toBe(1);
});

test("trap 22: following is no ping for whom wants only mentions in threads", async () => {
  const { bob, root, reply, why, pushes } = await scene();
  await updateNotificationSettings(bob, { threadReplies: "mentions" });
  await followThread(bob, { message: root.id });
  expect(await why((await reply("I do")).id)).toBe("thread_mentions");
  expect(await why((await reply(`@${bob.username}`)).id)).toBe("called_by_name");
  expect(pushes()).toBe(1);
});

test("trap 19: a reply that was sent to the room too is told once, by either rule", async () => {
  const { bob, root, reply, why, pushes } = await scene();
  expect(await why((await reply("both", { alsoInRoom: true })).id)).toBe("level_everything");
  await followThread(bob, { message: root.id });
  await reply("both again", { alsoInRoom: true });
  expect(pushes()).toBe(2);
});

test("a reply that was read in its thread is not told later", async () => {
  const { bob, root, reply } = await scene();
  await followThread(bob, { message: root.id });
  const { id, seq } = await reply("I do");
  await markThreadRead(bob, { message: root.id, lastReadSeq: seq });
  const { steps } = await explainNotification(bob, { message: id });
  expect(steps.at(-1)?.outcome).toBe("passed");
});

test("trap 17: a push for a reply leads to its thread", async () => {
  const { messagePayload } = await import("../push/push-payload");
  const { root, reply, den } = await scene();
  const message = (await reply("I do")) as Parameters<typeof messagePayload>[0]["message"];
  const payload = JSON.parse(
    messagePayload({ message, roomName: den.name, locale: "en", shows: "text", badge: 0 }),
  );
  expect(payload.notification.data).toMatchObject({
    threadId: root.id,
    path: `/rooms/${den.id}?message=${message.seq}&thread=${root.id}`,
  });
});
