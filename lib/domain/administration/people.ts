import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { operation, query, type WriteContext } from "@/lib/core/operation";
import { publishAccessChange } from "@/lib/delivery/publish";
import { roomOperation } from "@/lib/delivery/room-operation";
import { db, type Tx } from "@/lib/platform/database/db";
import { hashPassword } from "@/lib/platform/secrets/password";
import type { AdminPersonView } from "@/lib/shared/views";
import { Prisma, type User } from "@/prisma/generated/client";
import { requireNamesFree } from "../accounts/names-free";
import { NO_TOTP } from "../accounts/second-factor/totp";
import { bumpAccessVersion, endSessions } from "../accounts/sessions/session";
import { usernameColumns } from "../accounts/username-columns";
import { displayName, email, fold, reference, username } from "../fields";
import { requireAccount } from "../people/access";
import { findFirstRooms, joinFirstRooms, roomIdsOf } from "../rooms/members/join-first-rooms";
import { endGrants } from "./end-grants";
import { role, toAdminPersonView } from "./person-view";

const auditTarget = (_out: unknown, _ctx: unknown, { id, username }: User) => ({
  target: { id, name: username },
});

/** Reads a person's administrative view. Error: `not_found`. */
export const readPerson = query({
  key: "person.read",
  summary: "Get a person with administrator details",
  needs: "admin",
  input: z.object({ user: reference }),
  authorize: ({ db, me }, { user }) => requireAccount(db, me, user),

  async execute({ db }, _input, user): Promise<AdminPersonView> {
    const sessions = { userId: user.id, endedAt: null, expiresAt: { gt: new Date() }, apiToken: null };
    const passkeys = await db.passkey.count({ where: { userId: user.id } });
    return toAdminPersonView(user, await db.session.count({ where: sessions }), passkeys);
  },
});

/**
 * Makes an account for a person, with a password that is shown once and must be changed at the first log-in. All but
 * guests join the default rooms. Error: `conflict` for a name or email that is taken.
 */
export const createPerson = roomOperation({
  key: "person.create",
  summary: "Create an account for a person",
  shownOnce: ["password"],
  needs: "admin",
  input: z.object({ username, displayName: displayName.optional(), email, role: role.default("member") }),

  async prepare(_actor, { role }) {
    const password = randomBytes(12).toString("base64url");
    const rooms = await findFirstRooms(db(), role);
    return { password, passwordHash: await hashPassword(password), rooms };
  },

  rooms: (_actor, _input, { rooms }) => roomIdsOf(rooms),
  authorize: ({ db }, input) => requireNamesFree(db, input),

  async execute(
    ctx,
    input,
    _found,
    { password, passwordHash, rooms },
  ): Promise<{ person: AdminPersonView; password: string }> {
    const { db, me } = ctx;
    const user = await db.user.create({
      data: {
        id: uuid(),
        ...usernameColumns(input.username),
        displayName: input.displayName ?? input.username,
        email: input.email ?? null,
        emailKey: input.email ? fold(input.email) : null,
        emailClaim: input.email ? fold(input.email) : null,
        role: input.role,
        passwordHash,
        mustChangePassword: true,
        passwordGivenById: me.userId,
      },
    });
    await joinFirstRooms(ctx, user, rooms, { entry: "added", addedById: me.userId });
    return { person: toAdminPersonView(user, 0, 0), password };
  },

  audit: ({ person }) => ({
    target: { id: person.id, name: person.username },
    details: { role: person.role },
  }),
});

/**
 * Changes a person's role in the workspace, effective at once everywhere. Unused grants of a former administrator
 * end. Error: `conflict` for the last administrator.
 */
export const changeRole = operation({
  key: "person.change-role",
  summary: "Change a person's role",
  needs: "admin",
  input: z.object({ user: reference, role }),
  authorize: ({ db, me }, { user }) => requireAccount(db, me, user),

  async execute(ctx, { role }, user): Promise<void> {
    if (role !== "administrator") await requireAnotherAdministrator(ctx.db, user);
    await ctx.db.user.update({ where: { id: user.id }, data: { role } });
    if (role !== "administrator") await endGrants(ctx, user, "demoted");
    await revokeAccess(ctx, user);
  },

  audit: (_out, _ctx, user, { role }) => ({
    target: { id: user.id, name: user.username },
    details: { from: user.role, to: role },
  }),
});

/** Reactivates a person. They have to log in again; all their data is still there. */
export const reactivatePerson = operation({
  key: "person.reactivate",
  summary: "Reactivate a person",
  needs: "admin",
  input: z.object({ user: reference }),
  authorize: ({ db, me }, { user }) => requireAccount(db, me, user),
  execute: async ({ db }, _input, { id }): Promise<void> => {
    await db.user.update({ where: { id }, data: { deactivatedAt: null } });
  },
  audit: auditTarget,
});

/** Ends every session of a person, and their API tokens. */
export const endPersonSessions = operation({
  key: "person.end-sessions",
  summary: "Log a person out everywhere",
  needs: "admin",
  input: z.object({ user: reference }),
  authorize: ({ db, me }, { user }) => requireAccount(db, me, user),

  async execute(ctx, _input, user): Promise<{ ended: number }> {
    const ended = await endSessions(ctx.db, { userId: user.id });
    await revokeAccess(ctx, user);
    return { ended };
  },

  audit: auditTarget,
});

/**
 * Removes a person's second factor after they lost it: they log in by password and set it up again. Their sessions
 * and API tokens end. Error: `not_found`.
 */
export const resetSecondFactor = operation({
  key: "person.reset-second-factor",
  summary: "Reset a person's two-step sign-in",
  needs: "admin",
  input: z.object({ user: reference }),
  authorize: ({ db, me }, { user }) => requireAccount(db, me, user),

  async execute(ctx, _input, { id }): Promise<void> {
    await ctx.db.user.update({
      where: { id },
      data: NO_TOTP,
    });
    await ctx.db.recoveryCode.deleteMany({ where: { userId: id } });
    await ctx.db.passkey.deleteMany({ where: { userId: id } });
    await endSessions(ctx.db, { userId: id });
    ctx.afterCommit(() => publishAccessChange(id));
  },

  audit: auditTarget,
});

async function revokeAccess({ db, afterCommit }: WriteContext, { id }: User): Promise<void> {
  await bumpAccessVersion(db, id);
  afterCommit(() => publishAccessChange(id));
}

/** Protects the last active administrator. The lock orders two who demote each other. */
export async function requireAnotherAdministrator(db: Tx, user: User): Promise<void> {
  if (user.role !== "administrator" || user.deactivatedAt) return;
  const administrators = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id FROM "user" WHERE role = 'administrator' AND deactivated_at IS NULL ORDER BY id FOR UPDATE`);
  if (administrators.every(({ id }) => id === user.id)) {
    throw conflict(
      "A workspace needs an administrator. Make someone else an administrator first.",
      "last_administrator",
    );
  }
}
