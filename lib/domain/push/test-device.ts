import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { operation, type WriteContext } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { db } from "@/lib/platform/database/db";
import { isQuietNow } from "@/lib/shared/quiet";
import type { PushTestView, QuietHours } from "@/lib/shared/views";
import { id } from "../fields";
import { readSettingsOf } from "../notifications/read-settings";
import { liveDevicesOf } from "./device-view";
import { requireDevice } from "./devices";
import { noteAnswer } from "./note-answer";
import { testPayload } from "./push-payload";
import { sendPush } from "./send-push";

/**
 * Sends a test push to one of the caller's devices now, whatever their settings, and answers how far it came. `withheld`
 * says why a message would not be pushed to it at the moment. Errors: `not_found`; `rate_limited`.
 */
export const testPushDevice = operation({
  key: "push.test",
  summary: "Send a test push to one of my devices",
  needs: "account",
  input: z.object({ device: id }),

  async prepare({ userId }, { device }) {
    await throttle("pushTests", userId ?? "");
    const where = { ...liveDevicesOf(userId ?? ""), id: device };
    const found = await db().pushSubscription.findFirst({ where, include: { user: true } });
    if (!found) throw notFound("Device not found.");
    const payload = testPayload(found.user.locale);
    return sendPush(found, payload, { topic: "test", urgency: "high", lifetimeSeconds: 600 });
  },

  authorize: (ctx, { device }) => requireDevice(ctx, device),

  async execute(ctx, _input, device, answer): Promise<PushTestView> {
    await noteAnswer(ctx.db, device, answer);
    const { outcome, status } = answer;
    return { outcome, status, withheld: await withheldNow(ctx, device) };
  },
});

async function withheldNow(
  { db, me }: WriteContext,
  { isPaused }: { isPaused: boolean },
): Promise<PushTestView["withheld"]> {
  const user = await db.user.findUniqueOrThrow({ where: { id: me.userId } });
  const { push } = await readSettingsOf(db, me.userId);
  const isQuiet = isQuietNow({ ...user, quietHours: user.quietHours as QuietHours | null });
  return [
    ...(push ? [] : ["push_off" as const]),
    ...(isPaused ? ["paused" as const] : []),
    ...(isQuiet ? ["quiet" as const] : []),
  ];
}
