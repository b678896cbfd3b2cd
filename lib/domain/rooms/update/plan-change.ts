import type { Caller } from "@/lib/core/caller";
import { forbidden, invalidField } from "@/lib/core/errors";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import type { Room } from "@/prisma/generated/client";
import { roomEvent } from "../room-events";
import { nameColumns } from "../room-names";
import { historyFromNow, planConversion } from "./convert-room";
import type { RoomEdit, RoomPatch } from "./room-patch";

/**
 * Plans the edits of a patch, in the order of their system messages; nothing for values that are set already. It does
 * not check whether names are free. Errors: those of `planConversion`; `validation_failed` for a password where there
 * is none, or a group or direct conversation that everyone would join; `forbidden` for `isDefault` from others than
 * administrators.
 */
export function planChange(
  room: Room,
  wanted: RoomPatch,
  { passwordHash, me }: { passwordHash: string | null; me: Pick<Caller, "role"> },
): RoomEdit[] {
  return [
    ...rename(room, wanted),
    ...setTopic(room, wanted),
    ...setDescription(room, wanted),
    ...planConversion(room, wanted, me),
    ...setPassword(room, wanted, passwordHash),
    ...setPosting(room, wanted),
    ...setHistory(room, wanted),
    ...archive(room, wanted),
    ...setExternalId(room, wanted),
    ...setDefault(room, wanted, me),
  ];
}

function rename(room: Room, { name }: RoomPatch): RoomEdit[] {
  if (name === undefined || name === room.name) return [];
  return [{ field: "name", set: nameColumns(name), event: roomEvent("renamed", name) }];
}

function setTopic(room: Room, { topic }: RoomPatch): RoomEdit[] {
  if (topic === undefined || topic === room.topic) return [];
  return [{ field: "topic", set: { topic }, event: roomEvent("topic", topic) }];
}

function setDescription(room: Room, { description }: RoomPatch): RoomEdit[] {
  if (description === undefined || description === room.description) return [];
  return [{ field: "description", set: { description } }];
}

/** A room that becomes a password room gets no extra system message for its first password. */
function setPassword(room: Room, wanted: RoomPatch, passwordHash: string | null): RoomEdit[] {
  if (wanted.password === undefined) {
    if (wanted.askAgain) throw invalidField("password", "Is needed: a new one to be asked for.", "required");
    return [];
  }
  if ((wanted.kind ?? room.kind) !== "password")
    throw invalidField("password", "Only password rooms have one.", "no_password");
  const set = { passwordHash };
  if (wanted.askAgain) return [{ field: "password", set, event: roomEvent("asked_again") }];
  return [{ field: "password", set, ...(room.kind === "password" && { event: roomEvent("password") }) }];
}

function setPosting(room: Room, { posting }: RoomPatch): RoomEdit[] {
  if (posting === undefined || posting === room.posting) return [];
  return [{ field: "posting", set: { posting }, event: roomEvent("posting", posting) }];
}

/** Messages from the time of a hidden history stay hidden: `shown` concerns later ones. */
function setHistory(room: Room, { history }: RoomPatch): RoomEdit[] {
  if (history === undefined || history === room.history) return [];
  const set = { history, ...(history === "shown" && historyFromNow(room)) };
  return [{ field: "history", set, event: roomEvent("history", history) }];
}

function archive(room: Room, { archived }: RoomPatch): RoomEdit[] {
  if (archived === undefined || archived === (room.archivedAt !== null)) return [];
  const event = roomEvent(archived ? "archived" : "restored");
  return [{ field: "archived", set: { archivedAt: archived ? new Date() : null }, event }];
}

function setExternalId(room: Room, { externalId }: RoomPatch): RoomEdit[] {
  if (externalId === undefined || externalId === room.externalId) return [];
  return [{ field: "externalId", set: { externalId } }];
}

function setDefault(room: Room, { isDefault, kind }: RoomPatch, me: Pick<Caller, "role">): RoomEdit[] {
  if (isDefault === undefined || isDefault === room.isDefault) return [];
  if (me.role !== "administrator")
    throw forbidden("Only administrators decide which rooms everyone joins.", "administrators_only");
  if (isDefault && isConversation(kind ?? room.kind))
    throw invalidField(
      "isDefault",
      "Groups and direct conversations can't be joined by everyone.",
      "conversation",
    );
  return [{ field: "isDefault", set: { isDefault } }];
}
