import { cache } from "react";
import { readRoomAsAdministrator } from "@/lib/domain/administration/rooms";
import { currentAdministrator, orNotFound } from "@/lib/doors/page";
import { decodedPath } from "@/lib/shared/room-path";

/** The room that the pages of one address show, read once for all of them. */
export const shownRoom = cache(async (reference: string) =>
  orNotFound(readRoomAsAdministrator(await currentAdministrator(), { room: decodedPath(reference) })),
);
