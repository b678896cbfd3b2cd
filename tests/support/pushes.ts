import { readCommits } from "@/lib/delivery/commit-work";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { sendDuePushes } from "@/lib/domain/push/push-sender";
import { pushesOfCommits } from "@/lib/domain/push/pushes-of-messages";
import { subscribeToPush } from "@/lib/domain/push/subscribe";
import { db } from "@/lib/platform/database/db";
import { pushService } from "./push-service";
import { type Person, person, room } from "./world";

/** Reads the work of new messages, and sends every push that is due. */
export async function push(): Promise<void> {
  await readCommits([pushesOfCommits]);
  while ((await sendDuePushes()) > 0);
}

/** Lets the pushes that wait be due now, as if so many seconds had passed since their message. */
export async function passTime(seconds: number): Promise<void> {
  await db().$executeRaw`
    UPDATE notification_delivery SET due_at = due_at - make_interval(secs => ${seconds}::float8),
           created_at = created_at - make_interval(secs => ${seconds}::float8)`;
}

/** Ada writes in a room with Bob, who has a phone at a push service. */
export async function pushScene() {
  const service = await pushService();
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  await readCommits([]);
  const subscribe = (who: Person, device: string, deviceName = device) =>
    subscribeToPush(who, { ...service.browser(device), deviceName });
  const phone = await subscribe(bob, "phone");
  const say = async (text: string, from = ada, to = den.id) =>
    (await sendMessage(from, { room: to, text })).message;
  /** State and reason of each push of a person, in order. */
  const states = async ({ userId }: Person = bob) =>
    (await db().notificationDelivery.findMany({ where: { userId }, orderBy: { id: "asc" } })).map(
      ({ state, reason }) => (reason ? `${state}: ${reason}` : state),
    );
  return { service, ada, bob, den, phone, say, subscribe, states };
}
