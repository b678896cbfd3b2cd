import type { Caller } from "@/lib/core/caller";
import { forbidden, invalidField } from "@/lib/core/errors";
import type { RoomKind } from "@/lib/shared/views";
import type { Room } from "@/prisma/generated/client";
import { roomEvent } from "./room-events";
import type { RoomEdit, RoomPatch } from "./room-patch";

/** How many may come in: a room that gets wider keeps what was said before from those who come after. */
const OPENNESS: Record<RoomKind, number> = { direct: 0, group: 0, closed: 0, password: 1, open: 2 };

/**
 * A room's change into another kind. Nothing becomes a group or a direct conversation; a group becomes closed and nothing
 * else, by its owner, who says whether newcomers read its history. Other rooms are closed by administrators alone. A room
 * that opens to more people shows newcomers nothing of what was said before. Those who are in stay in. Errors:
 * `validation_failed`; `forbidden` (`administrators_only`).
 */
export function planConversion(room: Room, patch: RoomPatch, me: Pick<Caller, "role">): RoomEdit[] {
  const { kind } = patch;
  if (kind === undefined || kind === room.kind) return [];
  if (kind === "group") throw invalidField("kind", "No room becomes a group.", "conversion");
  if (room.kind === "group") requireGroupConversion(room, patch);
  else if (kind === "closed" && me.role !== "administrator")
    throw forbidden("Only administrators make rooms closed.", "administrators_only");
  if (kind === "password" && patch.password === undefined)
    throw invalidField("password", "Is needed.", "required");
  const hides = OPENNESS[kind] > OPENNESS[room.kind];
  if (hides && patch.history === "shown")
    throw invalidField("history", "A room that opens to more people hides what was said before.", "widening");
  const isHidden = hides || (room.kind === "group" && patch.history === "hidden");
  return [
    {
      field: "kind",
      set: { kind, passwordHash: null, ...(isHidden && hiddenUntilNow(room)) },
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

/** Whoever enters from now on reads from the line on that tells of the change. */
export const hiddenUntilNow = ({ seq }: Pick<Room, "seq">) => ({ historyFromSeq: seq + 1 });
