import type { RoomKind, WorkspaceRole } from "@/lib/shared/views";

/** The kinds that a room can be converted to. */
export type Target = "open" | "password" | "closed";

/**
 * The kinds available to a role: a group can only become invite-only, and only administrators make other rooms
 * invite-only.
 */
export function targetsOf(kind: RoomKind, role: WorkspaceRole): Target[] {
  if (kind === "direct") return [];
  if (kind === "group") return ["closed"];
  const all: Target[] = role === "administrator" ? ["open", "password", "closed"] : ["open", "password"];
  return all.filter((one) => one !== kind);
}
