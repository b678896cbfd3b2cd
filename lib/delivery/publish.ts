import { remember, rememberAs } from "@/lib/platform/remember";
import { type BusMessage, bus } from "./bus";
import { Frame } from "./frame";
import type { Hub } from "./hub";
import { onPresenceMessage } from "./presence-broadcast";
import { mergeByRoom, type RoomChange, toRoomUpdate } from "./room-change";

/** Returns the process's hub; null in scripts and some tests, which have none. */
export const hub = (): Hub | null => remember<Hub | null>("hub", () => null);

/** Makes this the process's hub, and subscribes it to the bus. */
export function openHub(opened: Hub): void {
  rememberAs("hub", opened);
  bus().subscribe((message) => onBusMessage(opened, message));
  opened.start();
}

/** Publishes the changes of a commit to every hub. Only the writer calls this, after the commit and in its order. */
export function publishChanges(changes: RoomChange[]): void {
  publish(mergeByRoom(changes).map((change) => ({ kind: "room_update", update: toRoomUpdate(change) })));
}

/** Publishes a frame to one person's sockets in all processes. */
export function publishToPerson(userId: string, type: string, payload: object): void {
  publish([{ kind: "person", userId, frame: { type, payload } }]);
}

/** Publishes a frame to everybody's sockets, with or without those of guests. It may be lost. */
export function publishToEverybody(type: string, payload: object, { isForGuests = true } = {}): void {
  publish([{ kind: "everybody", isForGuests, frame: { type, payload } }]);
}

/** Publishes a frame about a room to one person's sockets. A person who is no longer a member does not get it. */
export function publishToMember(userId: string, roomId: string, type: string, payload: object): void {
  publish([{ kind: "person", userId, roomId, frame: { type, payload } }]);
}

/** Publishes a frame of their own to each of several members of a room. */
export function publishToMembers(
  roomId: string,
  type: string,
  parts: readonly { userId: string; payload: object }[],
): void {
  publish(
    parts.map(({ userId, payload }) => ({
      kind: "person" as const,
      userId,
      roomId,
      frame: { type, payload },
    })),
  );
}

/** Publishes an ephemeral frame to a room; see `publishEphemeral`. */
export function publishEphemeralFrame(
  roomId: string,
  memberVersion: number,
  type: string,
  payload: object,
): void {
  publish([{ kind: "ephemeral", roomId, memberVersion, frame: { type, payload } }]);
}

/**
 * Publishes that a session ended or a right changed. Call it after the commit that bumped the person's access
 * version.
 */
export function publishAccessChange(userId: string): void {
  publish([{ kind: "access", userId }]);
}

function publish(messages: BusMessage[]): void {
  const localHub = hub();
  if (localHub) for (const message of messages) onBusMessage(localHub, message);
  bus().publish(messages);
}

function onBusMessage(localHub: Hub, message: BusMessage): void {
  if (message.kind === "room_update") localHub.applyUpdate(message.update);
  else if (message.kind === "person") broadcastToPerson(localHub, message);
  else if (message.kind === "everybody")
    localHub.broadcastToEverybody(Frame.of(message.frame.type, message.frame.payload), message.isForGuests);
  else if (message.kind === "presence") onPresenceMessage(message.presence);
  else if (message.kind === "ephemeral")
    localHub.broadcastEphemeral(
      message.roomId,
      message.memberVersion,
      Frame.of(message.frame.type, message.frame.payload),
    );
  else
    void localHub
      .recheckAccess(message.userId)
      .catch((error) => console.warn("Access was not compared:", error));
}

function broadcastToPerson(
  here: Hub,
  { userId, roomId, frame }: Extract<BusMessage, { kind: "person" }>,
): void {
  const encoded = Frame.of(frame.type, frame.payload);
  if (roomId === undefined) here.broadcastToPerson(userId, encoded);
  else here.broadcastToMember(userId, roomId, encoded);
}
