import { remember, rememberAs } from "@/lib/platform/remember";
import { bus, type Notice } from "./bus";
import { Frame } from "./frame";
import type { Hub } from "./hub";
import { hearPresence } from "./presence-broadcast";
import { mergeByRoom, type RoomChange, toTold } from "./room-change";

/** The process's hub, or null where nothing listens (scripts, some tests). */
export const hub = (): Hub | null => remember<Hub | null>("hub", () => null);

/** Makes this the process's hub, and lets it hear the other processes. */
export function openHub(opened: Hub): void {
  rememberAs("hub", opened);
  bus().listen((notice) => hearNotice(opened, notice));
  opened.start();
}

/** Tells every hub what a commit changed. Only the writer calls this, and only after the commit, in its order. */
export function publishChanges(changes: RoomChange[]): void {
  publish(mergeByRoom(changes).map((change) => ({ kind: "told", told: toTold(change) })));
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

/** Tells those who hear a room something that may be lost; see `whisper`. */
export function publishWhisper(roomId: string, memberVersion: number, type: string, payload: object): void {
  publish([{ kind: "whisper", roomId, memberVersion, frame: { type, payload } }]);
}

/** A session ended, or a right changed: call after the commit that also moved the person's `accessVersion`. */
export function publishAccess(userId: string): void {
  publish([{ kind: "access", userId }]);
}

function publish(notices: Notice[]): void {
  const here = hub();
  if (here) for (const notice of notices) hearNotice(here, notice);
  bus().publish(notices);
}

function hearNotice(here: Hub, notice: Notice): void {
  if (notice.kind === "told") here.hear(notice.told);
  else if (notice.kind === "person") tell(here, notice);
  else if (notice.kind === "presence") hearPresence(notice.notice);
  else if (notice.kind === "whisper")
    here.whisper(notice.roomId, notice.memberVersion, Frame.of(notice.frame.type, notice.frame.payload));
  else void here.checkAccess(notice.userId).catch((error) => console.warn("Access was not compared:", error));
}

function tell(here: Hub, { userId, roomId, frame }: Extract<Notice, { kind: "person" }>): void {
  const encoded = Frame.of(frame.type, frame.payload);
  if (roomId === undefined) here.tellPerson(userId, encoded);
  else here.tellMember(userId, roomId, encoded);
}
