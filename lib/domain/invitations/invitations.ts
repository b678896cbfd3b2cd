import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import { conflict, notFound } from "@/lib/core/errors";
import { operation, publicOperation, query } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import type { Db } from "@/lib/platform/database/db";
import { linkTo } from "@/lib/platform/links";
import { LIMITS } from "@/lib/shared/limits";
import type { InvitationView, NewInvitationView, Page } from "@/lib/shared/views";
import type { Invitation, User } from "@/prisma/generated/client";
import { hashOf } from "../accounts/sessions/session";
import { idOfCursor } from "../cursor";
import { cursor, futureTime, id, limit, text } from "../fields";
import { isAdministrator } from "../people/access";

/**
 * Makes an invitation. Its token and link are in this answer and never again. Error: `not_found` for unknown rooms.
 */
export const createInvitation = operation({
  key: "invitation.create",
  summary: "Create an invitation",
  shownOnce: ["token", "url"],
  needs: "admin",
  input: z.object({
    role: z
      .enum(["administrator", "member", "guest"], { error: "Must be administrator, member or guest." })
      .default("member"),
    roomIds: z.array(id).max(LIMITS.pageSize.max).default([]),
    maxUses: z.number().int().min(1).max(10_000).nullish(),
    expiresAt: futureTime.nullish(),
  }),

  async authorize({ db }, { roomIds }) {
    const asked = [...new Set(roomIds)];
    // Administrators have no rights in groups and direct conversations; here they do not exist.
    const found = await db.room.count({
      where: { id: { in: asked }, deletedAt: null, kind: { in: ["open", "password", "closed"] } },
    });
    if (found < asked.length) throw notFound("Room not found.");
    const open = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] };
    if ((await db.invitation.count({ where: open })) >= LIMITS.invitations)
      throw conflict(
        `There can be up to ${LIMITS.invitations} open invitations. Revoke one first.`,
        "too_many_invitations",
      );
    return asked;
  },

  async execute({ db, me }, { role, maxUses, expiresAt }, roomIds): Promise<NewInvitationView> {
    const token = `inv_${randomBytes(24).toString("base64url")}`;
    const made = await db.invitation.create({
      data: {
        id: uuid(),
        tokenHash: hashOf(token),
        role,
        roomIds,
        maxUses: maxUses ?? null,
        expiresAt: expiresAt ?? null,
        createdById: me.userId,
      },
    });
    return {
      ...toInvitationView(made, await db.user.findUnique({ where: { id: me.userId } })),
      token,
      url: linkTo(`/register?invite=${token}`),
    };
  },

  audit: ({ id, role, maxUses }) => ({ target: { id, name: "invitation" }, details: { role, maxUses } }),
});

/** Lists invitations that can still be used, newest first. */
export const listInvitations = query({
  key: "invitation.list",
  summary: "List open invitations",
  needs: "admin",
  input: z.object({ cursor, limit }),
  authorize: () => {},

  async execute({ db }, { cursor, limit }): Promise<Page<InvitationView>> {
    const rows = await db.invitation.findMany({
      where: {
        revokedAt: null,
        OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
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

/** Revokes an invitation; its link stops working. Error: `not_found`. */
export const revokeInvitation = operation({
  key: "invitation.revoke",
  summary: "Revoke an invitation",
  needs: "admin",
  input: z.object({ invitation: id }),

  async authorize({ db }, { invitation }) {
    const found = await db.invitation.findFirst({ where: { id: invitation, revokedAt: null } });
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
 * Finds the invitation of a token, if it can still be used and its maker may still invite. Revoked, expired, used up
 * and unknown give the same answer. Error: `not_found`.
 */
export async function requireInvitation(db: Db, token: string): Promise<Invitation> {
  const found = await db.invitation.findUnique({ where: { tokenHash: hashOf(token) } });
  const isOver =
    !found ||
    found.revokedAt !== null ||
    (found.expiresAt !== null && found.expiresAt <= new Date()) ||
    (found.maxUses !== null && found.uses >= found.maxUses);
  if (isOver || !(await isAdministrator(db, found.createdById)))
    throw notFound("This invitation has expired.");
  return found;
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
