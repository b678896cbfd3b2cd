import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { conflict, forbidden, notFound } from "@/lib/core/errors";
import type { WriteContext } from "@/lib/core/operation";
import { linkTo } from "@/lib/platform/links";
import { LIMITS } from "@/lib/shared/limits";
import type { WorkspaceRole } from "@/lib/shared/views";
import type { Invitation } from "@/prisma/generated/client";
import { hashOf } from "../accounts/sessions/session";
import { requireMay } from "../rooms/access";
import type { Inviter } from "./inviter";

/** Terms of an invitation: its role and rooms, and its end. */
export type InvitationTerms = {
  role: WorkspaceRole;
  roomIds: readonly string[];
  maxUses: number | null;
  expiresAt: Date | null;
};

/** An invitation with its token, which no row has. */
export type MadeInvitation = { row: Invitation; token: string; url: string };

/** Writes an invitation of the caller. */
export async function addInvitation(
  { db, me }: Pick<WriteContext, "db" | "me">,
  { roomIds, ...terms }: InvitationTerms,
): Promise<MadeInvitation> {
  const token = `inv_${randomBytes(24).toString("base64url")}`;
  const row = await db.invitation.create({
    data: { id: uuid(), tokenHash: hashOf(token), ...terms, roomIds: [...roomIds], createdById: me.userId },
  });
  return { row, token, url: linkTo(`/register?invite=${token}`) };
}

/** Condition of invitations that have not expired and were not revoked. */
export const isOpen = () => ({
  revokedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
});

/**
 * Checks the rooms of an invitation, and returns each once. Administrators invite into all rooms but groups and direct
 * conversations; members into open rooms to which they may add people. Errors: `not_found`; `forbidden`.
 */
export async function requireRoomsToInvite(
  { db, me }: Pick<WriteContext, "db" | "me">,
  roomIds: readonly string[],
  inviter: Inviter,
): Promise<string[]> {
  const asked = [...new Set(roomIds)];
  // Administrators have no rights in groups and direct conversations; here they do not exist.
  const found = await db.room.count({
    where: { id: { in: asked }, deletedAt: null, kind: { in: ["open", "password", "closed"] } },
  });
  if (inviter === "administrator" && found < asked.length) throw notFound("Room not found.");
  if (inviter === "administrator") return asked;
  for (const roomId of asked) {
    const { kind } = await requireMay(db, me, "add", roomId);
    if (kind !== "open") throw forbidden("Members invite into open rooms only.", "open_rooms_only");
  }
  return asked;
}

/** Refuses more open invitations of the caller, who is locked, than LIMITS.invitations. Error: `conflict`. */
export async function requireFewInvitations(
  { db, me }: Pick<WriteContext, "db" | "me">,
  inviter: Inviter,
  more = 1,
): Promise<void> {
  const most = LIMITS.invitations[inviter];
  const made = await db.invitation.count({ where: { ...isOpen(), createdById: me.userId } });
  if (made + more > most)
    throw conflict(`You can have up to ${most} open invitations. Revoke one first.`, "too_many_invitations");
}
