import { z } from "zod";
import type { AuditNote } from "@/lib/core/audit";
import { forbidden } from "@/lib/core/errors";
import { roomOperation } from "@/lib/delivery/room-operation";
import { LIMITS } from "@/lib/shared/limits";
import { outranks } from "@/lib/shared/permissions";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import * as schemas from "@/lib/shared/schemas";
import type { MemberView } from "@/lib/shared/views";
import type { User } from "@/prisma/generated/client";
import { id, reference } from "../../fields";
import { requireAccount, requirePeople } from "../../people/access";
import { type MyRoom, requireMay, resolveRoomId } from "../access";
import { changeRoom } from "../change-room";
import { addedMember } from "../create-room";
import { peopleEvent } from "../room-events";
import { leaveAsCaller, requireCanLeave } from "./leave-room";
import { requireMember, toMemberView } from "./list-members";
import { findMembership, requireCanSetRole, setMembership } from "./set-membership";

/**
 * Adds people to a room, up to LIMITS.roomMembersAtOnce at once: one change, with one system message. Members are
 * skipped, so a retry adds nobody twice. Errors: `not_found` for a room or a person whom the caller may not see, and
 * for a deactivated person, in which case nobody is added; `forbidden` without the right to add, and in an archived
 * room.
 */
export const addMembers = roomOperation({
  key: "room.add-members",
  summary: "Add people to a room",
  input: z.object({
    room: reference,
    userIds: z
      .array(id, { error: "Must be a list of ids." })
      .min(1, { error: "Must have at least one person." })
      .max(LIMITS.roomMembersAtOnce, { error: `Must be at most ${LIMITS.roomMembersAtOnce} people.` }),
  }),
  prepare: async (actor, { room }) => ({ roomId: await resolveRoomId(actor, room) }),
  rooms: (_actor, _input, { roomId }) => [roomId],

  async authorize(ctx, { userIds }, { roomId }) {
    const room = await requireMay(ctx.db, ctx.me, "add", roomId);
    const people = await requirePeople(ctx, userIds);
    const present = await ctx.db.membership.findMany({
      where: { roomId, userId: { in: userIds } },
      select: { userId: true },
    });
    const inside = new Set(present.map(({ userId }) => userId));
    return { room, newMembers: people.filter(({ id }) => !inside.has(id)) };
  },

  async execute(ctx, _input, { room, newMembers }): Promise<{ added: number }> {
    const names = newMembers.map(({ displayName }) => displayName);
    if (newMembers.length > 0)
      await changeRoom(ctx, room, {
        enter: newMembers.map(({ id }) => addedMember(ctx.me, id)),
        events: [peopleEvent("added", names)],
      });
    return { added: newMembers.length };
  },

  audit: ({ added }, _ctx, { room, newMembers }) => (added > 0 ? auditNote(room, newMembers) : null),
});

/**
 * Adds a person to a room, as a member unless a role is given, or sets a member's role. Without a difference nothing
 * changes. Errors: `not_found` for a room or person that the caller may not see, and for adding a deactivated person;
 * `forbidden` without the right to add, or to change roles; `conflict` for the last owner, who has to hand over
 * first.
 */
export const setMember = roomOperation({
  key: "room.set-member",
  summary: "Add a person to a room, or change their role in it",
  input: z.object({
    room: reference,
    user: reference,
    role: z.enum(schemas.roomRole.options, { error: "Must be owner, moderator or member." }).optional(),
  }),
  prepare: async (actor, { room }) => ({ roomId: await resolveRoomId(actor, room) }),
  rooms: (_actor, _input, { roomId }) => [roomId],

  async authorize(ctx, { user, role }, { roomId }) {
    await requireMay(ctx.db, ctx.me, "see", roomId);
    const person = await requireAccount(ctx.db, ctx.me, user);
    const membership = await findMembership(ctx.db, roomId, person.id);
    const room = await requireCanSetRole(ctx, roomId, membership?.role ?? null, role);
    if (!membership) await requirePeople(ctx, [person.id]);
    const from = membership?.role ?? null;
    return { room, person, move: { from, to: role ?? from ?? "member" } };
  },

  async execute(ctx, _input, { room, person, move }): Promise<MemberView> {
    await setMembership(ctx, room, person, move);
    return toMemberView(await requireMember(ctx.db, ctx.me, room.id, person.id));
  },

  audit: (_out, _ctx, { room, person, move: { from, to } }) =>
    from === to ? null : auditNote(room, [person], { role: to, from }),
});

/**
 * Removes a person from a room; a non-member is no error. Removing yourself is leaving. Errors: `not_found` for a
 * room or person that the caller may not see; `forbidden` without the right to remove people, or for a person of a
 * higher role.
 */
export const removeMember = roomOperation({
  key: "room.remove-member",
  summary: "Remove a person from a room",
  input: z.object({ room: reference, user: reference }),
  prepare: async (actor, { room }) => ({ roomId: await resolveRoomId(actor, room) }),
  rooms: (_actor, _input, { roomId }) => [roomId],

  async authorize(ctx, { user }, { roomId }) {
    await requireMay(ctx.db, ctx.me, "see", roomId);
    const person = await requireAccount(ctx.db, ctx.me, user);
    const isSelf = person.id === ctx.me.userId;
    if (isSelf) return { room: await requireCanLeave(ctx, roomId), person, isSelf, isInside: true };
    const room = await requireMay(ctx.db, ctx.me, "remove", roomId);
    const membership = await findMembership(ctx.db, roomId, person.id);
    if (membership && !outranks({ roomRole: room.role, workspaceRole: ctx.me.role }, membership.role)) {
      throw forbidden("You can't remove someone with a higher role.", "higher_role");
    }
    return { room, person, isSelf, isInside: membership !== null };
  },

  async execute(ctx, _input, { room, person, isSelf, isInside }): Promise<void> {
    if (isSelf) return leaveAsCaller(ctx, room);
    if (!isInside) return;
    await changeRoom(ctx, room, {
      leave: [{ userId: person.id, how: "removed" }],
      events: [peopleEvent("removed", [person.displayName])],
    });
  },

  audit: (_out, _ctx, { room, person, isSelf, isInside }) =>
    isInside && !isSelf ? auditNote(room, [person]) : null,
});

/** Groups and direct conversations are private, and not in the audit log. */
function auditNote(
  { id, name, kind }: MyRoom,
  people: User[],
  details: AuditNote["details"] = {},
): AuditNote | null {
  if (isConversation(kind)) return null;
  const whom = { people: people.map(({ username }) => username), peopleIds: people.map(({ id }) => id) };
  return { target: { id, name: name ?? "" }, details: { ...details, ...whom } };
}
