import { v7 as uuid } from "uuid";
import { z } from "zod";
import { forbidden } from "@/lib/core/errors";
import { throttle } from "@/lib/core/throttle";
import { publicRoomOperation } from "@/lib/delivery/room-operation";
import { db, type Tx } from "@/lib/platform/database/db";
import { settings } from "@/lib/platform/settings";
import type { Invitation, User } from "@/prisma/generated/client";
import { displayName, emailAddress, fold, text } from "../../fields";
import { requireInvitation } from "../../invitations/invitations";
import { asCaller, findFirstRooms, joinFirstRooms, roomIdsOf } from "../../rooms/members/join-first-rooms";
import { freeUsername } from "../free-username";
import { lockPerson } from "../lock-person";
import { entryBy, stillInvited, takeInvitation } from "../register";
import { NO_TOTP } from "../second-factor/totp";
import { endSessions, lockPolicy, startSession } from "../sessions/session";
import { usernameColumns } from "../username-columns";
import { rememberDevice } from "./known-device";

const input = z.object({
  issuer: text({ min: 1, max: 500 }),
  subject: text({ min: 1, max: 500 }),
  email: emailAddress.nullable().catch(null),
  isEmailVerified: z.boolean(),
  name: displayName.nullable().catch(null),
  username: z.string().nullable(),
  invite: text({ max: 200 }).optional(),
});

type Input = z.output<typeof input>;

/**
 * Logs in the person whom the company's provider has authenticated; the provider asks for every factor. Only the door
 * that asked the provider calls this, so its input is trusted. A known person is found by issuer and subject. Else an
 * account with that address is linked, if the provider has verified the address. Else a new account is made, if
 * registration is open, the provider may make accounts (OIDC_CREATE_ACCOUNTS), or there is an invitation. Errors:
 * `forbidden` (`invitation_needed`, `deactivated`, `no_workspace`); `rate_limited`.
 */
export const logInByProvider = publicRoomOperation({
  key: "account.log-in-by-provider",
  summary: "Sign in through the company's provider",
  input,

  async prepare(actor, { issuer, subject, invite }) {
    await throttle("loginPerAddress", actor.address);
    // Only a new person joins rooms; a known one locks none.
    if (await db().identity.count({ where: { issuer, subject } })) return { invitedIds: [], defaultIds: [] };
    const invitation = invite ? await requireInvitation(db(), invite).catch(() => null) : null;
    return findFirstRooms(db(), invitation?.role ?? "member", invitation?.roomIds);
  },

  rooms: (_actor, _input, rooms) => roomIdsOf(rooms),

  async authorize({ db, actor }, input) {
    await lockPolicy(db);
    const found = (await findLinked(db, input)) ?? (await findByEmail(db, input, actor.sessionId));
    if (found?.user.deactivatedAt) throw forbidden("This account is deactivated.", "deactivated");
    if (found) return { ...found, invitation: null };
    return { how: "made" as const, user: null, invitation: await requireAdmission(db, input.invite) };
  },

  async execute(ctx, input, found, rooms) {
    const user = found.user ?? (await makeAccount(ctx.db, input, found.invitation));
    if (found.how === "taken-over") await removeCredentials(ctx.db, user.id);
    if (found.how !== "known") await link(ctx.db, user.id, input);
    await rememberDevice(ctx.db, ctx.actor, user.id);
    const signedIn = await startSession(ctx.db, ctx.actor, await lockPerson(ctx.db, user.id), {
      secondFactor: true,
    });
    if (found.how === "made") {
      const asMember = { ...ctx, me: asCaller(user, signedIn.sessionId) };
      await joinFirstRooms(asMember, user, stillInvited(rooms, found.invitation), entryBy(found.invitation));
    }
    return signedIn;
  },

  audit: ({ user }, _ctx, { how }, { issuer }) => ({
    actor: { id: user.id, name: user.username },
    details: { issuer, account: how },
  }),
});

type AccountOrigin = "known" | "linked" | "taken-over" | "made";
type FoundAccount = { how: AccountOrigin; user: User };

async function findLinked(db: Tx, { issuer, subject }: Input): Promise<FoundAccount | null> {
  const identity = await db.identity.findUnique({ where: { issuer_subject: { issuer, subject } } });
  return identity && { how: "known", user: await lockPerson(db, identity.userId) };
}

/**
 * Finds the account with this address. An unproved address may have been entered by an attacker who waits for its
 * owner. Then all earlier ways into the account are removed (see removeCredentials), unless this very browser is
 * logged in to it.
 */
async function findByEmail(db: Tx, input: Input, sessionId: string | null): Promise<FoundAccount | null> {
  const { email, isEmailVerified } = input;
  const known =
    email && isEmailVerified && (await db.user.findFirst({ where: { emailKey: fold(email), isBot: false } }));
  if (!known) return null;
  const user = await lockPerson(db, known.id);
  const isTheirs =
    user.emailProvedAt !== null ||
    (sessionId !== null &&
      (await db.session.count({
        where: { id: sessionId, userId: user.id, endedAt: null, expiresAt: { gt: new Date() } },
      })) > 0);
  return { how: isTheirs ? "linked" : "taken-over", user };
}

async function requireAdmission(db: Tx, invite: string | undefined): Promise<Invitation | null> {
  const workspace = await db.workspace.findUnique({ where: { id: 1 } });
  if (!workspace) throw forbidden("This workspace isn't set up yet.", "no_workspace");
  const invitation = invite ? await takeInvitation(db, invite) : null;
  if (!invitation && workspace.registration !== "open" && !settings().oidc?.createsAccounts) {
    throw forbidden("You need an invitation to sign up here.", "invitation_needed");
  }
  return invitation;
}

async function makeAccount(db: Tx, input: Input, invitation: Invitation | null): Promise<User> {
  const username = await freeUsername(db, [input.username, input.email?.split("@")[0], input.name]);
  // An address that the provider has not verified is not taken over: it may be another person's.
  const email = input.isEmailVerified ? input.email : null;
  return db.user.create({
    data: {
      id: uuid(),
      ...usernameColumns(username),
      displayName: input.name ?? username,
      email,
      emailKey: email && fold(email),
      emailClaim: email && fold(email),
      role: invitation?.role ?? "member",
    },
  });
}

/** Removes every way into the account that its maker could still use. */
async function removeCredentials(db: Tx, userId: string): Promise<void> {
  await endSessions(db, { userId });
  await db.passkey.deleteMany({ where: { userId } });
  await db.recoveryCode.deleteMany({ where: { userId } });
  await db.knownDevice.deleteMany({ where: { userId } });
  await db.user.update({
    where: { id: userId },
    data: { passwordHash: null, mustChangePassword: false, ...NO_TOTP },
  });
}

async function link(db: Tx, userId: string, { issuer, subject, isEmailVerified }: Input): Promise<void> {
  await db.identity.create({ data: { issuer, subject, userId } });
  if (isEmailVerified) {
    await db.user.updateMany({
      where: { id: userId, email: { not: null } },
      data: { emailProvedAt: new Date() },
    });
  }
}
