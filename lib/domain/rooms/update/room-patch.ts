import type { History, Posting, RoomEvent, RoomKind } from "@/lib/shared/views";
import type { Prisma } from "@/prisma/generated/client";

/** Changes of a room's settings. Absent fields stay. */
export type RoomPatch = {
  name?: string | undefined;
  topic?: string | undefined;
  description?: string | undefined;
  kind?: Exclude<RoomKind, "direct"> | undefined;
  password?: string | undefined;
  /** With a new password: everyone but the owners and the caller has to enter it. */
  askAgain?: boolean | undefined;
  posting?: Posting | undefined;
  history?: History | undefined;
  archived?: boolean | undefined;
  externalId?: string | null | undefined;
  /** Everybody who joins the workspace joins this room too. */
  isDefault?: boolean | undefined;
};

/** One edit: its columns, and its system message if there is one. */
export type RoomEdit = { field: keyof RoomPatch; set: Prisma.RoomUncheckedUpdateInput; event?: RoomEvent };
