import type { Caller } from "@/lib/core/caller";
import { invalidField } from "@/lib/core/errors";
import type { Room } from "@/prisma/generated/client";
import { convert, hiddenUntilNow } from "./convert-room";
import { ofRoom } from "./room-events";
import { nameColumns } from "./room-names";
import type { Part, Wanted } from "./room-patch";

/**
 * What a wish changes about a room, in the order in which its lines tell of it; nothing for what is so already. Whether
 * names are free is not asked here. Errors: those of `convert`; `validation_failed` for a password where there is none.
 */
export function planChange(
  room: Room,
  wanted: Wanted,
  { passwordHash, me }: { passwordHash: string | null; me: Pick<Caller, "role"> },
): Part[] {
  return [
    ...rename(room, wanted),
    ...setTopic(room, wanted),
    ...describe(room, wanted),
    ...convert(room, wanted, me),
    ...setPassword(room, wanted, passwordHash),
    ...setPosting(room, wanted),
    ...setHistory(room, wanted),
    ...archive(room, wanted),
    ...tie(room, wanted),
  ];
}

function rename(room: Room, { name }: Wanted): Part[] {
  if (name === undefined || name === room.name) return [];
  return [{ field: "name", set: nameColumns(name), event: ofRoom("renamed", name) }];
}

function setTopic(room: Room, { topic }: Wanted): Part[] {
  if (topic === undefined || topic === room.topic) return [];
  return [{ field: "topic", set: { topic }, event: ofRoom("topic", topic) }];
}

function describe(room: Room, { description }: Wanted): Part[] {
  if (description === undefined || description === room.description) return [];
  return [{ field: "description", set: { description } }];
}

/** A room that becomes a password room with its first password tells only that. */
function setPassword(room: Room, wanted: Wanted, passwordHash: string | null): Part[] {
  if (wanted.password === undefined) {
    if (wanted.askAgain) throw invalidField("password", "Is needed: a new one to be asked for.", "required");
    return [];
  }
  if ((wanted.kind ?? room.kind) !== "password")
    throw invalidField("password", "Only password rooms have one.", "no_password");
  const set = { passwordHash };
  if (wanted.askAgain) return [{ field: "password", set, event: ofRoom("asked_again") }];
  return [{ field: "password", set, ...(room.kind === "password" && { event: ofRoom("password") }) }];
}

function setPosting(room: Room, { posting }: Wanted): Part[] {
  if (posting === undefined || posting === room.posting) return [];
  return [{ field: "posting", set: { posting }, event: ofRoom("posting", posting) }];
}

/** What was said while newcomers could not read it stays so: shown is what comes after. */
function setHistory(room: Room, { history }: Wanted): Part[] {
  if (history === undefined || history === room.history) return [];
  const set = { history, ...(history === "shown" && hiddenUntilNow(room)) };
  return [{ field: "history", set, event: ofRoom("history", history) }];
}

function archive(room: Room, { archived }: Wanted): Part[] {
  if (archived === undefined || archived === (room.archivedAt !== null)) return [];
  const event = ofRoom(archived ? "archived" : "restored");
  return [{ field: "archived", set: { archivedAt: archived ? new Date() : null }, event }];
}

function tie(room: Room, { externalId }: Wanted): Part[] {
  if (externalId === undefined || externalId === room.externalId) return [];
  return [{ field: "externalId", set: { externalId } }];
}
