import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { enqueue } from "@/lib/core/jobs/enqueue";
import { publishAccessChange } from "@/lib/delivery/publish";
import { roomOperation } from "@/lib/delivery/room-operation";
import type { Tx } from "@/lib/platform/database/db";
import { Prisma } from "@/prisma/generated/client";
import { lockPerson } from "../accounts/lock-person";
import { NO_TOTP } from "../accounts/second-factor/totp";
import { bumpAccessVersion } from "../accounts/sessions/session";
import { reference } from "../fields";
import { rewriteMessagesJob } from "./apply-messages-fate";
import { endGrants } from "./end-grants";
import { DELETED_NAME, leaveRooms } from "./leave-rooms";
import { requireAnotherAdministrator } from "./people";
import { roomsOfPerson } from "./rooms-of-person";

/**
 * Deletes an account. Name, address, picture, password, sessions, tokens, passkeys and links to a provider are gone
 * at once; nobody can log in to it or reach it, and rooms keep an owner. The row stays as "Deleted account" for its
 * messages: `keep` leaves them under that name, `erase` makes each a tombstone. A job does that in batches after the
 * deletion is durable (apply-messages-fate.ts). Errors: `not_found`, also for a deleted account; `conflict` for the
 * last administrator.
 */
export const deletePerson = roomOperation({
  key: "person.delete",
  summary: "Delete a person's account",
  needs: "admin",
  input: z.object({
    user: reference,
    messages: z.enum(["keep", "erase"], { error: 'Must be "keep" or "erase".' }).default("keep"),
  }),

  prepare: (actor, { user }) => roomsOfPerson(actor, user),
  rooms: (_actor, _input, { roomIds }) => roomIds,

  async authorize(ctx, _input, { id }) {
    const user = await lockPerson(ctx.db, id);
    if (user.deletedAt) throw notFound("Person not found.");
    await requireAnotherAdministrator(ctx.db, user);
    return user;
  },

  async execute(ctx, { messages }, user, { roomIds }): Promise<void> {
    await endGrants(ctx, user, "deleted");
    await removeCredentials(ctx.db, user.id);
    await removePrivateData(ctx.db, user.id);
    await ctx.db.user.update({
      where: { id: user.id },
      data: { ...anonymizedColumns(user.id), messagesFate: messages },
    });
    await bumpAccessVersion(ctx.db, user.id);
    await leaveRooms(ctx, user.id, roomIds);
    ctx.afterCommit(() => publishAccessChange(user.id));
    await enqueue(ctx, rewriteMessagesJob, { userId: user.id }, { key: user.id });
  },

  audit: (_out, _ctx, { id, username }, { messages }) => ({
    target: { id, name: username },
    details: { messages },
  }),
});

/** Removes everything by which somebody could log in as this person, or be recognised as them. */
async function removeCredentials(db: Tx, userId: string): Promise<void> {
  const theirs = { where: { userId } };
  await db.session.deleteMany(theirs); // With their refresh tokens and API tokens.
  await db.passkey.deleteMany(theirs);
  await db.identity.deleteMany(theirs);
  await db.recoveryCode.deleteMany(theirs);
  await db.passwordReset.deleteMany(theirs);
  await db.knownDevice.deleteMany(theirs);
  await db.idempotencyKey.deleteMany(theirs);
  await db.avatar.deleteMany(theirs);
}

/** Removes data that nobody else ever saw, and their place in groups. */
async function removePrivateData(db: Tx, userId: string): Promise<void> {
  const theirs = { where: { userId } };
  await db.draft.deleteMany(theirs);
  await db.threadDraft.deleteMany(theirs);
  await db.scheduledMessage.deleteMany(theirs);
  await db.savedMessage.deleteMany(theirs);
  await db.userGroupMember.deleteMany(theirs);
  await db.reminder.deleteMany(theirs);
  await db.notificationSettings.deleteMany(theirs);
  await db.notificationDelivery.deleteMany(theirs);
}

/** Columns of a deleted person. The end of a UUID v7 is random; its beginning is a time. */
function anonymizedColumns(id: string): Prisma.UserUpdateInput {
  const username = `deleted-${id.slice(-12)}`;
  return {
    username,
    usernameKey: username,
    usernameLook: null,
    formerUsernameKey: null,
    displayName: DELETED_NAME,
    email: null,
    emailKey: null,
    emailClaim: null,
    emailProvedAt: null,
    passwordHash: null,
    mustChangePassword: false,
    passwordGivenById: null,
    role: "member",
    statusText: "",
    statusEmoji: "",
    statusUntil: null,
    title: "",
    quietUntil: null,
    quietHours: Prisma.DbNull,
    avatarTag: null,
    timeZone: null,
    lastSeenAt: null,
    ...NO_TOTP,
    deactivatedAt: new Date(),
    deletedAt: new Date(),
  };
}
