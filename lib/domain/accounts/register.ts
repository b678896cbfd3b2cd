import { v7 as uuid } from "uuid";
import { z } from "zod";
import { SCOPES } from "@/lib/core/caller";
import { conflict, DomainError, forbidden } from "@/lib/core/errors";
import { type ChangeContext, publicRoomOperation } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { db, type Tx } from "@/lib/platform/database/db";
import { hashPassword } from "@/lib/platform/secrets/password";
import { LIMITS } from "@/lib/shared/limits";
import type { Invitation, User } from "@/prisma/generated/client";
import { displayLine, displayName, email, fold, newPassword, text, username } from "../fields";
import { requireInvitation } from "../invitations/invitations";
import { lookOf } from "../name-rules";
import { changeRoom } from "../rooms/change-room";
import { peopleEvent } from "../rooms/room-events";
import { claimEmail } from "./claim-email";
import { rememberDevice } from "./login/known-device";
import { startSession } from "./sessions/session";
import { usernameColumns } from "./username-columns";

/**
 * Makes an account and logs in. The first account is the administrator, names the workspace and chooses who may
 * register. Later ones need open registration or an invitation, which gives role and rooms. Errors: `forbidden`
 * without a valid invitation if one is needed; `conflict` for a username that is taken or looks like another;
 * `rate_limited` per address. An email that another account holds is no error: see claimEmail.
 */
export const register = publicRoomOperation({
  key: "account.register",
  summary: "Sign up",
  input: z.object({
    username,
    password: newPassword,
    displayName: displayName.optional(),
    email,
    invite: text({ max: 200 }).optional(),
    workspaceName: displayLine({ min: 1, max: LIMITS.workspaceNameLength }).optional(),
    registration: z.enum(["open", "invite"], { error: 'Must be "open" or "invite".' }).optional(),
  }),

  async prepare(actor, { password, invite }) {
    await throttle("registrationPerAddress", actor.address);
    const invitation = invite ? await requireInvitation(db(), invite).catch(invitationOver) : null;
    return { passwordHash: await hashPassword(password), roomIds: invitation?.roomIds ?? [] };
  },

  rooms: (_actor, _input, { roomIds }) => roomIds,

  async authorize({ db }, { invite }) {
    await lockWorkspace(db);
    const workspace = await db.workspace.findUnique({ where: { id: 1 } });
    const invitation = workspace && invite ? await takeInvitation(db, invite) : null;
    if (workspace?.registration === "invite" && !invitation) {
      throw forbidden("You need an invitation to sign up here.", "invitation_needed");
    }
    return { isFirst: !workspace, invitation };
  },

  async execute(ctx, input, { isFirst, invitation }, { passwordHash }) {
    if (isFirst) await openWorkspace(ctx.db, input.workspaceName, input.registration);
    await requireNamesFree(ctx.db, { username: input.username });
    const user = await ctx.db.user.create({
      data: {
        ...columnsOf(input),
        ...(await claimEmail(ctx, input.email)),
        passwordHash,
        role: isFirst ? "administrator" : (invitation?.role ?? "member"),
      },
    });
    await rememberDevice(ctx.db, ctx.actor, user.id);
    const signedIn = await startSession(ctx.db, ctx.actor, user);
    if (invitation) await joinInvitedRooms(ctx, user, signedIn.sessionId, invitation);
    return signedIn;
  },

  audit: ({ user }, _ctx, { invitation }) => ({
    actor: { id: user.id, name: user.username },
    target: { id: user.id, name: user.username },
    details: { role: user.role, invitation: invitation?.id ?? null },
  }),
});

type Input = z.output<typeof register.input>;

const columnsOf = ({ username, displayName }: Input) => ({
  id: uuid(),
  ...usernameColumns(username),
  displayName: displayName ?? username,
});

/** Answers any fault of an invitation in the same way: the person needs another one. */
function invitationOver(error: unknown): never {
  if (DomainError.is(error)) throw forbidden("This invitation has expired.", "invitation_over");
  throw error;
}

/** Takes one use under the row's lock: of fifty at once on the last use, one gets in. */
export async function takeInvitation(db: Tx, token: string): Promise<Invitation> {
  const { id } = await requireInvitation(db, token).catch(invitationOver);
  await db.$queryRaw`SELECT 1 FROM invitation WHERE id = ${id}::uuid FOR UPDATE`;
  await requireInvitation(db, token).catch(invitationOver);
  return db.invitation.update({ where: { id }, data: { uses: { increment: 1 } } });
}

/** Adds a new person to the invitation's rooms, except those deleted or archived since. */
export async function joinInvitedRooms(
  ctx: ChangeContext<null>,
  user: User,
  sessionId: string,
  { roomIds, createdById: addedById }: Invitation,
): Promise<void> {
  const { id: userId, username, displayName, role, isBot, rev: userRev } = user;
  const me = { userId, sessionId, username, displayName, role, isBot, userRev, scopes: [...SCOPES] };
  const rooms = await ctx.db.room.findMany({
    where: { id: { in: roomIds }, archivedAt: null, deletedAt: null },
    orderBy: { id: "asc" },
  });
  for (const room of rooms) {
    await changeRoom({ ...ctx, me }, room, {
      enter: [{ userId, role: "member", entry: "invited", addedById }],
      events: [peopleEvent("joined", [displayName])],
    });
  }
}

/**
 * Orders two first registrations at the same time: one becomes the administrator, the other finds the workspace made.
 */
async function lockWorkspace(db: Tx): Promise<void> {
  const isMade = await db.workspace.count();
  if (!isMade) await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('parley first account'))`;
}

async function openWorkspace(
  db: Tx,
  name = "Parley",
  registration: "open" | "invite" = "invite",
): Promise<void> {
  await db.workspace.create({ data: { name, registration } });
}

/** Refuses a username or email that another account has. Errors: `conflict`, with a reason for each. */
export async function requireNamesFree(
  db: Tx,
  input: { username?: string | undefined; email?: string | undefined },
): Promise<void> {
  const { username, email } = input;
  if (username && (await db.user.count({ where: { usernameKey: fold(username) } }))) {
    throw conflict("This username is taken.", "username_taken");
  }
  if (username && (await db.user.count({ where: { usernameLook: lookOf(username) } }))) {
    throw conflict("This username looks too similar to another one.", "username_lookalike");
  }
  if (email && (await db.user.count({ where: { emailKey: fold(email) } }))) {
    throw conflict("Another account uses this email.", "email_taken");
  }
}
