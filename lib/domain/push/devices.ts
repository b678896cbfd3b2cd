import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { type Context, operation, query } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import type { PushDeviceView } from "@/lib/shared/views";
import { defined } from "../defined";
import { id } from "../fields";
import { liveDevicesOf, toDeviceView } from "./device-view";
import { pushKeys } from "./push-keys";
import { deviceName } from "./subscribe";

/** Lists the caller's devices that get pushes, newest first. */
export const listPushDevices = query({
  key: "push.devices",
  summary: "List my devices that get pushes",
  input: z.object({}),
  authorize: ({ me }) => me,

  async execute({ db }, _input, me): Promise<{ items: PushDeviceView[] }> {
    const devices = await db.pushSubscription.findMany({
      where: liveDevicesOf(me.userId),
      orderBy: { id: "desc" },
      take: LIMITS.pushDevices,
    });
    const keys = await pushKeys();
    return { items: devices.map((device) => toDeviceView(device, me.sessionId, keys)) };
  },
});

/** Finds one of the caller's devices. Error: `not_found`. */
export async function requireDevice({ db, me }: Pick<Context, "db" | "me">, device: string) {
  const found = await db.pushSubscription.findFirst({ where: { ...liveDevicesOf(me.userId), id: device } });
  if (!found) throw notFound("Device not found.");
  return found;
}

/**
 * Changes the name of one of the caller's devices, what a push shows on it (`text`, `sender` or `nothing`), or pauses it.
 * Error: `not_found`.
 */
export const updatePushDevice = operation({
  key: "push.update-device",
  summary: "Update one of my devices that get pushes",
  needs: "account",
  input: z.object({
    device: id,
    name: deviceName.optional(),
    shows: z.enum(["text", "sender", "nothing"], { error: "Must be text, sender or nothing." }).optional(),
    isPaused: z.boolean({ error: "Must be true or false." }).optional(),
  }),
  authorize: (ctx, { device }) => requireDevice(ctx, device),

  async execute({ db, me }, { device: _, ...wish }, { id }): Promise<PushDeviceView> {
    const changed = await db.pushSubscription.update({ where: { id }, data: defined(wish) });
    return toDeviceView(changed, me.sessionId, await pushKeys());
  },
});

/** Removes one of the caller's devices: it gets no more pushes. Error: `not_found`. */
export const removePushDevice = operation({
  key: "push.remove-device",
  summary: "Remove one of my devices that get pushes",
  needs: "account",
  input: z.object({ device: id }),
  authorize: (ctx, { device }) => requireDevice(ctx, device),
  execute: async ({ db }, _input, { id }): Promise<void> => {
    await db.pushSubscription.deleteMany({ where: { id } });
  },
});
