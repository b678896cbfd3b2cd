import type { History, Posting, RoomEvent, RoomKind } from "@/lib/shared/views";
import type { Prisma } from "@/prisma/generated/client";

/** What is to be different about a room. What is not given stays. */
export type RoomPatch = {
  name?: string | undefined;
  topic?: string | undefined;
  description?: string | undefined;
  kind?: Exclude<RoomKind, "direct"> | undefined;
  password?: string | undefined;
  /** With a new password: everyone but the owners and whoever does it has to give it. */
  askAgain?: boolean | undefined;
  posting?: Posting | undefined;
  history?: History | undefined;
  archived?: boolean | undefined;
  externalId?: string | null | undefined;
};

/** One thing that will be different: in the row, and in the line that tells of it, if one does. */
export type RoomEdit = { field: keyof RoomPatch; set: Prisma.RoomUncheckedUpdateInput; event?: RoomEvent };
