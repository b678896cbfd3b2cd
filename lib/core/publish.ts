import { remember, rememberAs } from "@/lib/platform/remember";
import { type BusMessage, bus } from "./bus";
import { Frame } from "./frame";
import type { Hub } from "./hub";
import { onPresenceMessage } from "./presence-broadcast";
import { mergeByRoom, type RoomChange, toRoomUpdate } from "./room-change";

/** The process's hub, or null where nothing listens (scripts, some tests). */
export const hub = (): Hub | null => remember<Hub | null>("hub", () => null);

/** Makes this the process's hub, and lets it hear the other processes. */
export function openHub(opened: Hub): void {
  rememberAs("hub", opened);
  bus().subscribe((message) => onBusMessage(opened, message));
  opened.start();
}

/** Tells every hub what a commit changed. Only the writer calls this, and only after the commit, in its order. */
export function publishChanges(changes: RoomChange[]): void {
  publish(mergeByRoom(changes).map((change) => ({ kind: "room_update", update: toRoomUpdate(change) })));
}

/** Says something to one person's own sockets, wherever they are. */
export function publishToPerson(userId: string, type: string, payload: object): void {
  publish([{ kind: "person", userId, frame: { type, payload } }]);
}

/** The same, about a room: who is no longer in it by then hears nothing. */
export function publishToMember(userId: string, roomId: string, type: string, payload: object): void {
  publish([{ kind: "person", userId, roomId, frame: { type, payload } }]);
}

/** Tells several people something of their own about a room, each only their part, and only those still in it. */
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

/** Tells those who hear a room something that may be lost; see `publishEphemeral`. */
export function publishEphemeralFrame(
  roomId: string,
  memberVersion: number,
  type: string,
  payload: object,
): void {
  publish([{ kind: "ephemeral", roomId, memberVersion, frame: { type, payload } }]);
}

/** A session ended, or a right changed: call after the commit that also moved the person's `accessVersion`. */
export function publishAccessChange(userId: string): void {
  publish([{ kind: "access", userId }]);
}

function publish(messages: BusMessage[]): void {
  const here = hub();
  if (here) for (const message of messages) onBusMessage(here, message);
  bus().publish(messages);
}

function onBusMessage(here: Hub, message: BusMessage): void {
  if (message.kind === "room_update") here.applyUpdate(message.update);
  else if (message.kind === "person") broadcastToPerson(here, message);
  else if (message.kind === "presence") onPresenceMessage(message.presence);
  else if (message.kind === "ephemeral")
    here.broadcastEphemeral(
      message.roomId,
      message.memberVersion,
      Frame.of(message.frame.type, message.frame.payload),
    );
  else
    void here.recheckAccess(message.userId).catch((error) => console.warn("Access was not compared:", error));
}

function broadcastToPerson(
  here: Hub,
  { userId, roomId, frame }: Extract<BusMessage, { kind: "person" }>,
): void {
  const encoded = Frame.of(frame.type, frame.payload);
  if (roomId === undefined) here.broadcastToPerson(userId, encoded);
  else here.broadcastToMember(userId, roomId, encoded);
}
