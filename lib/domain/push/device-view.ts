import { createHash } from "node:crypto";
import type { PushDeviceView } from "@/lib/shared/views";
import type { PushSubscription } from "@/prisma/generated/client";
import { Prisma } from "@/prisma/generated/client";
import type { PushKeys } from "./push-keys";

/** Converts a device to its owner's view. Its keys and its address at the push service stay here. */
export const toDeviceView = (
  device: PushSubscription,
  sessionId: string,
  { publicKey }: PushKeys,
): PushDeviceView => ({
  id: device.id,
  name: device.name,
  kind: device.kind as PushDeviceView["kind"],
  shows: device.shows as PushDeviceView["shows"],
  isPaused: device.isPaused,
  isThis: device.sessionId === sessionId,
  endpointHash: createHash("sha256").update(device.endpoint).digest("hex"),
  isCurrent: device.serverKey === publicKey,
  createdAt: device.createdAt.toISOString(),
  deliveredAt: device.deliveredAt?.toISOString() ?? null,
  failedAt: device.failedAt?.toISOString() ?? null,
  lastStatus: device.failedAt ? device.lastStatus : null,
});

/** Matches devices whose session is valid and may read. */
export const liveDevices = () => ({
  session: { endedAt: null, expiresAt: { gt: new Date() }, scopes: { has: "read" } },
});

/** Matches those of a person. */
export const liveDevicesOf = (userId: string) => ({ userId, ...liveDevices() });

/** The same as a condition over `p`, the device, and `s`, its session. */
export const IS_LIVE = Prisma.sql`s.ended_at IS NULL AND s.expires_at > now() AND 'read' = ANY(s.scopes)`;
