import { cache } from "react";
import { readRoomAsAdministrator } from "@/lib/domain/administration/rooms";
import { currentAdministrator, orNotFound } from "@/lib/doors/page";
import { decodedPath } from "@/lib/shared/rooms/room-path";

/** The room of an admin page, read once per request. */
export const shownRoom = cache(async (reference: string) =>
  orNotFound(readRoomAsAdministrator(await currentAdministrator(), { room: decodedPath(reference) })),
);
