import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { isDatabaseUnavailable } from "@/lib/core/errors";
import { backoffSeconds } from "@/lib/core/jobs/run-job";
import { batched } from "@/lib/platform/concurrency/batched";
import { db } from "@/lib/platform/database/db";
import { remember } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";
import type { PushSubscription } from "@/prisma/generated/client";
import { type DeliveryEnd, endDeliveries, postponeDelivery, type TakenDelivery } from "./deliveries";
import { type DeliveryFacts, readDeliveryFacts } from "./delivery-facts";
import { noteAccepted, noteAnswer } from "./note-answer";
import { messagePayload } from "./push-payload";
import { type PushAnswer, sendPush } from "./send-push";

const HOUR_SECONDS = 3_600;
/** Waits after a push service was busy or away, in seconds. */
const BACKOFF = { first: 10, longest: HOUR_SECONDS };

/**
 * Sends the pushes that were taken, several at a time, each by what the rows say now.
 * @param pauseMs time between the beginnings of two pushes, in milliseconds
 */
export async function deliver(taken: readonly TakenDelivery[], pauseMs = 0): Promise<void> {
  const facts = await readDeliveryFacts(taken);
  const rest = taken.values();
  let turn: Promise<unknown> = Promise.resolve();
  const nextTurn = () => {
    turn = turn.then<unknown>(() => (pauseMs > 0 ? setTimeout(pauseMs) : null));
    return turn;
  };
  const work = async () => {
    for (const one of rest) {
      await nextTurn();
      await deliverSafely(one, facts.get(one));
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: LIMITS.pushesAtOnce }, work));
  const failed = ends.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

/** Sends a push. An error that concerns it alone ends it, so that the others go on. */
async function deliverSafely(taken: TakenDelivery, facts: DeliveryFacts | undefined): Promise<void> {
  try {
    await deliverOne(taken, facts);
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    console.warn("A push failed:", error);
    await end(taken, { state: "failed", reason: "error" });
  }
}

async function deliverOne(taken: TakenDelivery, facts: DeliveryFacts | undefined): Promise<unknown> {
  const withheld = withheldBecause(facts);
  if (withheld || !facts) return end(taken, { state: "withheld", reason: withheld });
  const left = LIMITS.pushHoldSeconds - taken.age;
  if (facts.decision.isHeld && left > 0)
    return postponeDelivery(taken, { seconds: left, reason: "active_elsewhere", isHeld: true });
  const answer = await sendPush(facts.device, payloadOf(facts), {
    topic: topicOf(facts),
    urgency: facts.isForPerson ? "high" : "normal",
    lifetimeSeconds: LIMITS.pushLifetimeSeconds,
  });
  return settle(taken, facts.device, answer);
}

/** Returns why a push is not sent by what the rows say now, or null. */
function withheldBecause(facts: DeliveryFacts | undefined): string | null {
  if (!facts) return "device_gone";
  return facts.device.isPaused ? "device_paused" : facts.decision.because;
}

/** Ends of pushes that come at about the same time are written by one statement, and so are answers. */
const ends = () => remember("push ends", () => together(endDeliveries));
const accepted = () => remember("push answers", () => together(noteAccepted));

const together = <Item>(write: (items: readonly Item[]) => Promise<void>) =>
  batched<Item, null>(async (items) => {
    await write(items);
    return items.map(() => null);
  });

const end = (taken: TakenDelivery, how: DeliveryEnd) => ends()({ taken, end: how });

const payloadOf = ({ device, ...facts }: DeliveryFacts) =>
  messagePayload({ ...facts, shows: device.shows as "text" | "sender" | "nothing" });

/** One topic for each room and person, so that only the newest message waits for a device that is away. */
const topicOf = ({ device, message }: DeliveryFacts) =>
  createHash("sha256").update(`${device.userId} ${message.roomId}`).digest("base64url").slice(0, 32);

async function settle(taken: TakenDelivery, device: PushSubscription, answer: PushAnswer): Promise<unknown> {
  const { outcome, status, retrySeconds } = answer;
  if (outcome === "accepted") {
    const ended = end(taken, { state: "sent", reason: null });
    return Promise.all([ended, accepted()({ id: device.id, status })]);
  }
  await noteAnswer(db(), device, answer);
  if (outcome === "gone") return end(taken, { state: "failed", reason: "device_gone" });
  if (outcome === "refused") return end(taken, { state: "failed", reason: `refused ${status}` });
  if (taken.age > LIMITS.pushHours * HOUR_SECONDS)
    return end(taken, { state: "failed", reason: `given_up ${status}` });
  const seconds = Math.min(
    retrySeconds ?? backoffSeconds(BACKOFF, taken.attempts),
    LIMITS.pushHours * HOUR_SECONDS,
  );
  return postponeDelivery(taken, { seconds: Math.max(1, seconds), reason: `busy ${status}` });
}
