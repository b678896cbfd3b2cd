import { v7 as uuid } from "uuid";
import { z } from "zod";
import { operation, type WriteContext } from "@/lib/core/operation";
import { faultOfUrl } from "@/lib/platform/outbound/guarded-fetch";
import { deviceOf } from "@/lib/shared/device";
import { LIMITS } from "@/lib/shared/limits";
import type { PushDeviceView } from "@/lib/shared/views";
import { displayLine, text } from "../fields";
import { lockUser } from "../rooms/publish-my-room";
import { toDeviceView } from "./device-view";
import { type PushKeys, pushKeys } from "./push-keys";

/** A key in base64url, with or without padding, of so many bytes. */
const key = (bytes: number, isKey: (bytes: Buffer) => boolean = () => true) =>
  z
    .string({ error: "Must be a key in base64url." })
    .max(200, { error: "Is too long." })
    .refine(
      (value) => {
        const decoded = Buffer.from(value, "base64url");
        return /^[\w+/-]+={0,2}$/.test(value) && decoded.length === bytes && isKey(decoded);
      },
      { error: `Must be a key of ${bytes} bytes in base64url.` },
    )
    .transform((value) => Buffer.from(value, "base64url").toString("base64url"));

const endpoint = text({ min: 1, max: LIMITS.pushEndpointLength }).superRefine((value, ctx) => {
  const refuse = (message: string, reason: string) =>
    ctx.addIssue({ code: "custom", message, params: { reason } });
  if (!URL.canParse(value)) return refuse("Must be the address of a push service.", "invalid");
  if (new URL(value).protocol !== "https:") return refuse("Must begin with https://.", "scheme");
  const fault = faultOfUrl(new URL(value));
  if (fault) refuse("Must be an address on the internet.", fault);
});

export const deviceName = displayLine({ min: 1, max: LIMITS.deviceNameLength });

/**
 * Registers the caller's browser for pushes, as `PushSubscription.toJSON()` describes it. The same endpoint again is the
 * same device with its settings, now of this session; another person's device on it is theirs no more. The device ends
 * with the session. Above LIMITS.pushDevices the one that got its last push first is removed. Error:
 * `validation_failed`, also for an endpoint that is not https or not on the internet.
 */
export const subscribeToPush = operation({
  key: "push.subscribe",
  summary: "Register a device for pushes",
  needs: "account",
  input: z.object({
    endpoint,
    keys: z.object(
      { p256dh: key(65, (bytes) => bytes[0] === 4), auth: key(16) },
      { error: "Must have the keys p256dh and auth." },
    ),
    deviceName: deviceName.optional(),
  }),
  prepare: () => pushKeys(),
  authorize: ({ me }) => me,

  async execute(ctx, { endpoint, keys, deviceName }, me, server): Promise<PushDeviceView> {
    await lockUser(ctx.db, me.userId);
    // Of two people who subscribe on it at once, the second would change the session of the first one's device.
    await ctx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`push ${endpoint}`}, 0))`;
    await ctx.db.pushSubscription.deleteMany({ where: { endpoint, userId: { not: me.userId } } });
    const present = {
      ...keys,
      sessionId: me.sessionId,
      serverKey: server.publicKey,
      refusals: 0,
      failedAt: null,
      ...(deviceName !== undefined && { name: deviceName }),
    };
    const device = await ctx.db.pushSubscription.upsert({
      where: { endpoint },
      create: { id: uuid(), userId: me.userId, endpoint, ...describe(ctx), ...present },
      update: present,
    });
    await removeExcess(ctx);
    return toDeviceView(device, me.sessionId, server satisfies PushKeys);
  },
});

/** Name and kind of a device, by its user agent. */
function describe({ actor }: WriteContext): { name: string; kind: string } {
  const { browser, system } = deviceOf(actor.userAgent);
  const name = [browser, system].filter(Boolean).join(" · ").slice(0, LIMITS.deviceNameLength);
  return {
    name: name || "Browser",
    kind: /Mobi|Android|iPhone|iPad/.test(actor.userAgent) ? "phone" : "computer",
  };
}

async function removeExcess({ db, me }: WriteContext): Promise<void> {
  await db.$executeRaw`
    DELETE FROM push_subscription WHERE id IN (
      SELECT id FROM push_subscription WHERE user_id = ${me.userId}::uuid
       ORDER BY (session_id = ${me.sessionId}::uuid) DESC, greatest(delivered_at, created_at) DESC, id DESC
      OFFSET ${LIMITS.pushDevices})`;
}
