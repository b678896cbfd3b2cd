import { v7 as uuid } from "uuid";
import { z } from "zod";
import { DomainError, forbidden } from "@/lib/core/errors";
import { throttle } from "@/lib/core/throttle";
import { publicRoomOperation } from "@/lib/delivery/room-operation";
import { db, type Tx } from "@/lib/platform/database/db";
import { hashPassword } from "@/lib/platform/secrets/password";
import { LIMITS } from "@/lib/shared/limits";
import type { Invitation } from "@/prisma/generated/client";
import { displayLine, displayName, email, newPassword, roomName, text, username } from "../fields";
import { requireInvitation } from "../invitations/invitations";
import { createFirstRoom } from "../rooms/create-first-room";
import {
  asCaller,
  type FirstRooms,
  findFirstRooms,
  joinFirstRooms,
  roomIdsOf,
} from "../rooms/members/join-first-rooms";
import { claimEmail } from "./claim-email";
import { rememberDevice } from "./login/known-device";
import { requireNamesFree } from "./names-free";
import { startSession } from "./sessions/session";
import { usernameColumns } from "./username-columns";

/**
 * Makes an account and logs in. The first account is the administrator, names the workspace, chooses who may register,
 * and may name a first room, which everyone joins. Later ones need open registration or an invitation, which gives
 * role and rooms; all but guests join the default rooms too. Errors: `forbidden`
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
    firstRoom: roomName.optional(),
  }),

  async prepare(actor, { password, invite }) {
    await throttle("registrationPerAddress", actor.address);
    const invitation = invite ? await requireInvitation(db(), invite).catch(invitationOver) : null;
    const rooms = await findFirstRooms(db(), invitation?.role ?? "member", invitation?.roomIds);
    return { passwordHash: await hashPassword(password), rooms };
  },

  rooms: (_actor, _input, { rooms }) => roomIdsOf(rooms),

  async authorize({ db }, { invite }) {
    await lockWorkspace(db);
    const workspace = await db.workspace.findUnique({ where: { id: 1 } });
    const invitation = workspace && invite ? await takeInvitation(db, invite) : null;
    if (workspace?.registration === "invite" && !invitation) {
      throw forbidden("You need an invitation to sign up here.", "invitation_needed");
    }
    return { isFirst: !workspace, invitation };
  },

  async execute(ctx, input, { isFirst, invitation }, { passwordHash, rooms }) {
    if (isFirst) await openWorkspace(ctx.db, input.workspaceName, input.registration);
    await requireNamesFree(ctx.db, { username: input.username });
    const user = await ctx.db.user.create({
      data: {
        ...columnsOf(input),
        ...(await claimEmail(ctx, input.email)),
        passwordHash,
        role: isFirst ? "administrator" : (invitation?.role ?? "member"),
        hasFirstSteps: isFirst && input.firstRoom !== undefined,
      },
    });
    await rememberDevice(ctx.db, ctx.actor, user.id);
    const signedIn = await startSession(ctx.db, ctx.actor, user);
    const asMember = { ...ctx, me: asCaller(user, signedIn.sessionId) };
    if (isFirst && input.firstRoom) await createFirstRoom(asMember, input.firstRoom);
    await joinFirstRooms(asMember, user, stillInvited(rooms, invitation), entryBy(invitation));
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
  const { roomIds } = await requireInvitation(db, token).catch(invitationOver);
  const taken = await db.invitation.update({ where: { id }, data: { uses: { increment: 1 } } });
  return { ...taken, roomIds };
}

/** Leaves out rooms to which the invitation does not lead any more. The others were locked. */
export const stillInvited = (rooms: FirstRooms, invitation: Invitation | null): FirstRooms => ({
  ...rooms,
  invitedIds: rooms.invitedIds.filter((id) => invitation?.roomIds.includes(id)),
});

/** Returns how a new person comes into their first rooms. */
export const entryBy = (invitation: Invitation | null) =>
  invitation
    ? ({ entry: "invited", addedById: invitation.createdById } as const)
    : ({ entry: "joined" } as const);

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
