import { publishThrottled } from "@/lib/core/ephemeral";
import { publishEphemeralFrame } from "@/lib/core/publish";

/** Tells a room how far somebody has read, or how far it has come to them: at most once a second for each person. */
export function publishReadMark(
  { id, memberVersion }: { id: string; memberVersion: number },
  userId: string,
  type: "read" | "delivered",
  mark: object,
): void {
  const frame = { roomId: id, userId, ...mark };
  publishThrottled(`${type} ${id} ${userId}`, () => publishEphemeralFrame(id, memberVersion, type, frame));
}
