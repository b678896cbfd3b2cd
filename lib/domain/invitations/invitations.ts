import { z } from "zod";
import { lockCaller, readCaller } from "@/lib/core/caller";
import { forbidden, notFound } from "@/lib/core/errors";
import { operation, publicOperation, query } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { InvitationView, NewInvitationView, Page } from "@/lib/shared/views";
import type { Invitation, User } from "@/prisma/generated/client";
import { hashOf } from "../accounts/sessions/session";
import { idOfCursor } from "../cursor";
import { cursor, futureTime, id, limit, text } from "../fields";
import { addInvitation, isOpen, requireFewInvitations, requireRoomsToInvite } from "./add-invitation";
import { type Inviter, inviterOf, isFullInviter, requireInviter, requireLockedInviter } from "./inviter";

/**
 * Makes an invitation. Its token and link are in this answer and never again. Members, where they may invite, invite
 * members into open rooms. Errors: `not_found` for unknown rooms; `forbidden` (see requireInviter).
 */
export const createInvitation = operation({
  key: "invitation.create",
  summary: "Create an invitation",
  shownOnce: ["token", "url"],
  needs: ["write", "admin"],
  input: z.object({
    role: z
      .enum(["administrator", "member", "guest"], { error: "Must be administrator, member or guest." })
      .default("member"),
    roomIds: z.array(id).max(LIMITS.pageSize.max).default([]),
    maxUses: z.number().int().min(1).max(10_000).nullish(),
    expiresAt: futureTime.nullish(),
  }),

  async authorize(ctx, { role, roomIds }) {
    const inviter = await requireLockedInviter(ctx);
    if (inviter === "member" && role !== "member")
      throw forbidden("Only administrators can give this role.", "administrators_only");
    await requireFewInvitations(ctx, inviter);
    return requireRoomsToInvite(ctx, roomIds, inviter);
  },

  async execute(ctx, { role, maxUses, expiresAt }, roomIds): Promise<NewInvitationView> {
    const terms = { role, roomIds, maxUses: maxUses ?? null, expiresAt: expiresAt ?? null };
    const { row, token, url } = await addInvitation(ctx, terms);
    const maker = await ctx.db.user.findUnique({ where: { id: ctx.me.userId } });
    return { ...toInvitationView(row, maker), token, url };
  },

  audit: ({ id, role, maxUses }) => ({ target: { id, name: "invitation" }, details: { role, maxUses } }),
});

/**
 * Lists invitations that can still be used, newest first: all for administrators, their own for members. Error:
 * `forbidden` (see requireInviter).
 */
export const listInvitations = query({
  key: "invitation.list",
  summary: "List open invitations",
  needs: ["read", "admin"],
  input: z.object({ cursor, limit }),
  authorize: requireInviter,

  async execute({ db, me }, { cursor, limit }, inviter): Promise<Page<InvitationView>> {
    const rows = await db.invitation.findMany({
      where: {
        ...isOpen(),
        ...ownOnly(me, inviter),
        ...(cursor && { id: { lt: idOfCursor(cursor) } }),
      },
      orderBy: { id: "desc" },
      take: limit + 1,
    });
    const makers = await db.user.findMany({ where: { id: { in: rows.map((row) => row.createdById) } } });
    const makerOf = (userId: string) => makers.find(({ id }) => id === userId) ?? null;
    const items = rows.slice(0, limit).map((row) => toInvitationView(row, makerOf(row.createdById)));
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});

/** Members see and revoke only their own invitations. */
const ownOnly = ({ userId }: { userId: string }, inviter: Inviter) =>
  inviter === "member" && { createdById: userId };

/** Revokes an invitation; its link stops working. Error: `not_found`, for members also for those of others. */
export const revokeInvitation = operation({
  key: "invitation.revoke",
  summary: "Revoke an invitation",
  needs: ["write", "admin"],
  input: z.object({ invitation: id }),

  async authorize(ctx, { invitation }) {
    await lockCaller(ctx.db, ctx.actor);
    const me = await readCaller(ctx.db, ctx.actor, ["write", "admin"]);
    const own = ownOnly(me, isFullInviter(me) ? "administrator" : "member");
    const found = await ctx.db.invitation.findFirst({ where: { id: invitation, revokedAt: null, ...own } });
    if (!found) throw notFound("Invitation not found.");
    return found;
  },

  async execute({ db }, _input, { id }): Promise<void> {
    await db.invitation.update({ where: { id }, data: { revokedAt: new Date() } });
  },

  audit: (_out, _ctx, { id }) => ({ target: { id, name: "invitation" } }),
});

/** Checks an invitation's token for the registration page. Error: `not_found`. */
export const readInvitation = publicOperation({
  key: "invitation.read",
  summary: "Check an invitation",
  input: z.object({ token: text({ min: 1, max: 200 }) }),
  prepare: (actor) => throttle("tokenPerAddress", actor.address),
  authorize: ({ db }, { token }) => requireInvitation(db, token),
  execute: async (_ctx, _input, { role }) => ({ role }),
});

/**
 * Finds the invitation of a token, if it can still be used and its maker may still give what it gives. Revoked,
 * expired, used up and unknown give the same answer. A member's invitation leads into rooms that are still open.
 * Error: `not_found`.
 */
export async function requireInvitation(db: Db, token: string): Promise<Invitation> {
  const found = await db.invitation.findUnique({ where: { tokenHash: hashOf(token) } });
  const isOver =
    !found ||
    found.revokedAt !== null ||
    (found.expiresAt !== null && found.expiresAt <= new Date()) ||
    (found.maxUses !== null && found.uses >= found.maxUses);
  const inviter = isOver ? null : await inviterOf(db, found.createdById);
  if (isOver || !inviter || (inviter === "member" && found.role !== "member"))
    throw notFound("This invitation has expired.");
  if (inviter === "administrator") return found;
  const stillOpen = await db.room.findMany({
    where: { id: { in: found.roomIds }, kind: "open" },
    select: { id: true },
  });
  return { ...found, roomIds: stillOpen.map(({ id }) => id) };
}

function toInvitationView(row: Invitation, maker: User | null): InvitationView {
  return {
    id: row.id,
    role: row.role,
    roomIds: row.roomIds,
    maxUses: row.maxUses,
    uses: row.uses,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    createdBy: maker?.username ?? "",
    createdByName: maker?.displayName ?? "",
  };
}
