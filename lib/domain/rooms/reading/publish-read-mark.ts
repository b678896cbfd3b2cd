import { publishThrottled } from "@/lib/delivery/ephemeral";
import { publishEphemeralFrame } from "@/lib/delivery/publish";

/** Publishes a member's read or delivery mark to the room, at most once a second per person. */
export function publishReadMark(
  { id, memberVersion }: { id: string; memberVersion: number },
  userId: string,
  type: "read" | "delivered",
  mark: object,
): void {
  const frame = { roomId: id, userId, ...mark };
  publishThrottled(`${type} ${id} ${userId}`, () => publishEphemeralFrame(id, memberVersion, type, frame));
}
