import type { RoomKind, WorkspaceRole } from "@/lib/shared/views";

/** What a room can become at all. */
export type Target = "open" | "password" | "closed";

/** The kinds that a room can become: a group closed and nothing else, and other rooms closed by administrators alone. */
export function targetsOf(kind: RoomKind, role: WorkspaceRole): Target[] {
  if (kind === "direct") return [];
  if (kind === "group") return ["closed"];
  const all: Target[] = role === "administrator" ? ["open", "password", "closed"] : ["open", "password"];
  return all.filter((one) => one !== kind);
}
