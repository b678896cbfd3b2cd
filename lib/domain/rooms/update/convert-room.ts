import type { Caller } from "@/lib/core/caller";
import { forbidden, invalidField } from "@/lib/core/errors";
import type { RoomKind } from "@/lib/shared/views";
import type { Room } from "@/prisma/generated/client";
import { roomEvent } from "../room-events";
import type { RoomEdit, RoomPatch } from "./room-patch";

/** Openness of each kind: a room that becomes more open hides its history from new members. */
const OPENNESS: Record<RoomKind, number> = { direct: 0, group: 0, closed: 0, password: 1, open: 2 };

/**
 * Plans a room's change to another kind. Nothing becomes a group or a direct conversation. A group can only become
 * closed, by its owner, who decides whether new members read its history. Only administrators close other rooms. A
 * room that becomes more open hides its history from new members. Members stay. Errors: `validation_failed`;
 * `forbidden` (`administrators_only`).
 */
export function planConversion(room: Room, patch: RoomPatch, me: Pick<Caller, "role">): RoomEdit[] {
  const { kind } = patch;
  if (kind === undefined || kind === room.kind) return [];
  if (kind === "group") throw invalidField("kind", "No room becomes a group.", "conversion");
  if (room.kind === "group") requireGroupConversion(room, patch);
  else if (kind === "closed" && me.role !== "administrator")
    throw forbidden("Only administrators can close a room.", "administrators_only");
  if (kind === "password" && patch.password === undefined)
    throw invalidField("password", "Is needed.", "required");
  const hides = OPENNESS[kind] > OPENNESS[room.kind];
  if (hides && patch.history === "shown")
    throw invalidField("history", "A room that opens to more people hides what was said before.", "widening");
  const isHidden = hides || (room.kind === "group" && patch.history === "hidden");
  return [
    {
      field: "kind",
      set: { kind, passwordHash: null, ...(isHidden && historyFromNow(room)) },
      event: roomEvent("kind", kind),
    },
  ];
}

function requireGroupConversion({ name }: Room, patch: RoomPatch): void {
  if (patch.kind !== "closed")
    throw invalidField("kind", "A group can become closed and nothing else.", "conversion");
  if (patch.history === undefined)
    throw invalidField("history", "Is needed: shown, or hidden from newcomers.", "required");
  if (name === null && patch.name === undefined) throw invalidField("name", "Is needed.", "required");
}

/** New members read from the system message of the change on. */
export const historyFromNow = ({ seq }: Pick<Room, "seq">) => ({ historyFromSeq: seq + 1 });
