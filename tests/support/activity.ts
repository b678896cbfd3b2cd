import { readCommits } from "@/lib/delivery/commit-work";
import { activityOfCommits } from "@/lib/domain/activity/activity-of-commits";
import { listActivity, listUnreadActivity } from "@/lib/domain/activity/list-activity";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import type { ActivityKind } from "@/lib/shared/views";
import { twoRooms } from "./two-rooms";
import type { Person } from "./world";

/** Writes the lines of new messages. */
export const readActivity = () => readCommits([activityOfCommits]);

/** Lines of a person as texts, the latest first. */
export async function linesOf(who: Person, input: { kind?: ActivityKind; unread?: "true" } = {}) {
  await readActivity();
  const { items } = await listActivity(who, input);
  return items.map(({ kind, message, isUnread }) =>
    `${kind}${isUnread ? "*" : ""} ${message?.text ?? ""}`.trim(),
  );
}

/** Number of unread lines of a person. */
export const unreadOf = async (who: Person) => (await listUnreadActivity(who, {})).items.length;

/** Ada and Bob in two rooms; what Bob said can be answered and reacted to. */
export async function activityScene() {
  const world = await twoRooms();
  const { bob, ada, den } = world;
  const { message } = await sendMessage(bob, { room: den.id, text: "plan" });
  const answer = (text: string, by: Person = ada) =>
    sendMessage(by, { room: den.id, text, replyToId: message.id });
  return { ...world, plan: message, answer, name: `@${bob.username}` };
}
