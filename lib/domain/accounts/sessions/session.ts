import { createHash, randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/core/actor";
import type { Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { SignedInView, TokensView } from "@/lib/shared/views";
import type { Prisma } from "@/prisma/generated/client";
import type { User } from "../../people/user-view";
import { toAccountView } from "../../people/user-view";
import { scopesFor } from "../second-factor/setup-needed";
import { signAccessToken } from "./access-token";

const DAY_MS = 24 * 3600 * 1000;

/**
 * Starts a session for a person whose credentials were checked, and issues its first tokens. It locks the workspace's
 * row first, so that no log-in with one factor slips past an administrator who begins to require two.
 *
 * @param secondFactor whether two factors were proved
 */
export async function startSession(
  db: Tx,
  actor: Actor,
  user: User,
  { secondFactor = false } = {},
): Promise<SignedInView & { sessionId: string }> {
  await lockPolicy(db);
  const session = await db.session.create({
    data: {
      id: uuid(),
      userId: user.id,
      userAgent: actor.userAgent.slice(0, 500),
      address: actor.address.slice(0, 100),
      expiresAt: new Date(Date.now() + LIMITS.sessionDays * DAY_MS),
      scopes: await scopesFor(db, user),
      secondFactor,
    },
  });
  await endExcessSessions(db, user.id);
  const tokens = await issueTokens(db, { sessionId: session.id, userId: user.id });
  return { user: toAccountView(user), sessionId: session.id, ...tokens };
}

/** Ends log-ins beyond LIMITS.sessions, the least recently used first. API tokens count separately. */
async function endExcessSessions(db: Tx, userId: string): Promise<void> {
  const beyond = await db.session.findMany({
    where: { userId, endedAt: null, expiresAt: { gt: new Date() }, apiToken: null },
    select: { id: true },
    orderBy: [{ lastUsedAt: "desc" }, { id: "desc" }],
    skip: LIMITS.sessions,
  });
  if (beyond.length > 0) await endSessions(db, { id: { in: beyond.map(({ id }) => id) } });
}

/** Locks the workspace's log-in policy until the transaction ends. */
export const lockPolicy = (db: Tx) => db.$queryRaw`SELECT 1 FROM workspace WHERE id = 1 FOR SHARE`;

/** Issues an access token and a refresh token for a session. The refresh token's text is not stored. */
export async function issueTokens(db: Tx, claim: { sessionId: string; userId: string }): Promise<TokensView> {
  const refreshToken = `prt_${randomBytes(32).toString("base64url")}`;
  await db.refreshToken.create({ data: { hash: hashOf(refreshToken), sessionId: claim.sessionId } });
  return { accessToken: await signAccessToken(claim), refreshToken, expiresIn: LIMITS.accessTokenSeconds };
}

/** Hashes a random token for storage and look-up; SHA-256 suffices for its entropy. */
export const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** Ends a session and bumps its person's access version, so that every process drops its sockets. */
export async function endSession(db: Tx, sessionId: string): Promise<string | null> {
  const ended = await db.session.updateManyAndReturn({
    where: { id: sessionId, endedAt: null },
    data: { endedAt: new Date() },
    select: { userId: true },
  });
  const userId = ended[0]?.userId ?? null;
  await endDevices(db, [sessionId]);
  if (userId) await bumpAccessVersion(db, userId);
  return userId;
}

/**
 * Bumps the access version after a session ended or a right changed; every process compares it each second. The time
 * is the database's own.
 */
export async function bumpAccessVersion(db: Tx, userId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "user" SET access_version = access_version + 1, access_changed_at = now() WHERE id = ${userId}::uuid`;
}

/** Ends every matching session, of one person or of many. @returns how many there were */
export async function endSessions(db: Tx, where: Prisma.SessionWhereInput): Promise<number> {
  const ended = await db.session.updateManyAndReturn({
    where: { ...where, endedAt: null },
    data: { endedAt: new Date() },
    select: { id: true, userId: true },
  });
  await endDevices(
    db,
    ended.map(({ id }) => id),
  );
  for (const userId of new Set(ended.map((one) => one.userId))) await bumpAccessVersion(db, userId);
  return ended.length;
}

/** Removes the devices that got pushes for these sessions, so that the next person at them reads no message. */
async function endDevices(db: Tx, sessionIds: string[]): Promise<void> {
  await db.pushSubscription.deleteMany({ where: { sessionId: { in: sessionIds } } });
}
