import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/core/actor";
import { signAccessToken } from "@/lib/domain/accounts/sessions/access-token";
import { fold } from "@/lib/domain/fields";
import { createRoom } from "@/lib/domain/rooms/create-room";
import { joinRoom } from "@/lib/domain/rooms/members/join-room";
import { db } from "@/lib/platform/database/db";
import { hashPassword } from "@/lib/platform/secrets/password";
import type { MyRoomView, RoomKind, WorkspaceRole } from "@/lib/shared/views";

/** A person of a test's world, who can act: an actor with a live session, and a token for the doors. */
export type Person = Actor & {
  userId: string;
  sessionId: string;
  username: string;
  displayName: string;
  token: string;
};

let count = 0;
const unique = () => `${++count}${Math.random().toString(36).slice(2, 6)}`;

/** Makes the workspace, unless it is there. Registration is open. */
export async function workspace(registration: "open" | "invite" = "open"): Promise<void> {
  await db().workspace.upsert({
    where: { id: 1 },
    create: { name: "Test", registration },
    update: { registration },
  });
}

/** Someone with an account and a session, made without a password so that it costs nothing. */
export async function person(displayName = "Ada", role: WorkspaceRole = "member"): Promise<Person> {
  await workspace();
  const username = `${displayName.toLowerCase().replace(/\W/g, "")}${unique()}`;
  const user = await db().user.create({
    data: { id: uuid(), username, usernameKey: fold(username), displayName, role },
  });
  return { ...(await session(user.id)), username, displayName };
}

/** The password of everyone who was given one by `withPassword`. */
export const PASSWORD = "correct horse battery";

/** Gives people a password, hashed once for all tests of a file. */
export async function withPassword<T extends { userId: string }>(who: T): Promise<T> {
  passwordHash ??= hashPassword(PASSWORD);
  await db().user.update({ where: { id: who.userId }, data: { passwordHash: await passwordHash } });
  return who;
}

let passwordHash: Promise<string> | undefined;

/** One more session of a person. */
export async function session(userId: string) {
  const made = await db().session.create({
    data: { id: uuid(), userId, expiresAt: new Date(Date.now() + 3_600_000) },
  });
  const claim = { userId, sessionId: made.id };
  return { ...claim, address: "192.0.2.1", userAgent: "test", token: await signAccessToken(claim) };
}

/** Makes a session as old as one that was opened before LIMITS.proofMinutes, so that it proves nobody any more. */
export async function ageSession({ sessionId }: { sessionId: string }): Promise<void> {
  const longAgo = new Date(Date.now() - 24 * 3_600_000);
  await db().session.update({ where: { id: sessionId }, data: { createdAt: longAgo, provedAt: null } });
}

/** A room with its owner and members in it. Every kind but `direct`; see startDirect. */
export async function room(
  owner: Person,
  {
    members = [],
    kind = "open",
    name,
  }: { members?: Person[]; kind?: Exclude<RoomKind, "direct">; name?: string } = {},
): Promise<MyRoomView> {
  const made = await createRoom(owner, {
    kind,
    ...(kind !== "group" && { name: name ?? `Room ${unique()}` }),
    ...(kind === "password" && { password: ROOM_PASSWORD }),
    ...(kind === "group" && { memberIds: members.map(({ userId }) => userId) }),
  });
  if (kind === "group") return made;
  for (const member of members)
    await joinRoom(member, { room: made.id, ...(kind === "password" && { password: ROOM_PASSWORD }) });
  return made;
}

export const ROOM_PASSWORD = "open sesame";

/** Ends someone's account the way an administrator will: the rows alone decide. */
export async function deactivate({ userId }: { userId: string }): Promise<void> {
  await db().$executeRaw`
    UPDATE "user" SET deactivated_at = now(), access_version = access_version + 1, access_changed_at = now()
     WHERE id = ${userId}::uuid`;
}

/** Matches a refusal with this code and reason. */
export const refused = (code: string, reason?: string) => ({ refusal: { code, ...(reason && { reason }) } });
