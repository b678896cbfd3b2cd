import { z } from "zod";
import type { AuditNote } from "@/lib/core/audit";
import { type Caller, readCaller } from "@/lib/core/caller";
import { conflict } from "@/lib/core/errors";
import { type ChangeContext, roomOperation } from "@/lib/delivery/room-operation";
import { type Db, db, type Tx } from "@/lib/platform/database/db";
import { hashPassword } from "@/lib/platform/secrets/password";
import { LIMITS } from "@/lib/shared/limits";
import type { RoomAction } from "@/lib/shared/permissions";
import { history, posting } from "@/lib/shared/schemas";
import type { MyRoomView, RoomKind } from "@/lib/shared/views";
import { description, reference, roomName, roomPassword, text, topic } from "../../fields";
import { type MyRoom, requireMay, resolveRoomId } from "../access";
import { changeRoom } from "../change-room";
import { readMyRoom } from "../create-room";
import type { LeavingMember } from "../members/membership";
import {
  claimName,
  countNameAttempt,
  keepFormerName,
  refundNameAttempt,
  requireNamesFree,
} from "../room-names";
import { planChange } from "./plan-change";
import type { RoomEdit, RoomPatch } from "./room-patch";

const input = z.object({
  room: reference,
  name: roomName.optional(),
  topic: topic.optional(),
  description: description.optional(),
  password: roomPassword.optional(),
  askAgain: z.boolean({ error: "Must be true or false." }).optional(),
  kind: z
    .enum(["open", "password", "closed", "group"], { error: "Must be open, password or closed." })
    .optional(),
  history: z.enum(history.options, { error: "Must be shown or hidden." }).optional(),
  posting: z.enum(posting.options, { error: "Must be everyone or moderators." }).optional(),
  archived: z.boolean({ error: "Must be true or false." }).optional(),
  externalId: text({ min: 1, max: LIMITS.externalIdLength }).nullable().optional(),
  isDefault: z.boolean({ error: "Must be true or false." }).optional(),
});

/**
 * Changes a room's settings: name, topic, description, password, kind, posting, history, archived state, external id,
 * and, for administrators, whether everyone who joins the workspace joins it. All at once, with a system message for those that matter to members; nothing for values that are set already. A
 * former name keeps leading to the room until another takes it. `askAgain` with a new password removes everyone but
 * the owners and the caller until they enter it. Errors: `not_found`; `forbidden` for the wrong role, for closing a
 * room as a non-administrator, and for an archived room, unless the same call restores it; `conflict` for a name or
 * an `externalId` that is taken; `validation_failed` for an impossible kind (see convert-room.ts).
 */
export const updateRoom = roomOperation({
  key: "room.update",
  summary: "Update a room",
  input,

  async prepare(actor, input) {
    const roomId = await resolveRoomId(actor, input.room);
    const { name, externalId, password } = input;
    // A caller without the right is refused first: no name is counted, and no password hashed.
    if (name || externalId || password !== undefined)
      await requireRights({ db: db(), me: await readCaller(db(), actor, "write") }, roomId, input);
    await countNameAttempt(actor, input);
    return { roomId, passwordHash: password === undefined ? null : await hashPassword(password) };
  },

  rooms: (_actor, _input, { roomId }) => [roomId],

  async authorize(ctx, input, { roomId, passwordHash }) {
    const room = await requireRights(ctx, roomId, input);
    const parts = planChange(room, input, { passwordHash, me: ctx.me });
    if (parts.some(({ set }) => set.isDefault)) await requireFewDefaultRooms(ctx.db);
    await requireNamesFree(ctx.db, input, roomId);
    return { room, parts };
  },

  async execute(ctx, input, { room, parts }): Promise<MyRoomView> {
    if (parts.length > 0) await applyEdits(ctx, room, parts, input);
    ctx.afterCommit(() => refundNameAttempt(ctx.actor, input));
    return readMyRoom(ctx, room.id);
  },

  audit({ id, kind, name }, _ctx, { room, parts }) {
    if (kind === "group") return null;
    const target = { id, name: name ?? "" };
    return auditNotes(parts, { from: room.kind, to: kind }).map((note) => ({ target, ...note }));
  },
});

/**
 * Builds the audit entries of one change: conversions and archiving have actions of their own, the rest is
 * `room.update`.
 */
function auditNotes(parts: RoomEdit[], kinds: { from: RoomKind; to: RoomKind }): AuditNote[] {
  const notes: AuditNote[] = [];
  const others: string[] = [];
  for (const { field, set } of parts) {
    if (field === "kind") notes.push({ action: "room.convert", details: kinds });
    else if (field === "archived") notes.push({ action: set.archivedAt ? "room.archive" : "room.restore" });
    else others.push(field);
  }
  if (others.length > 0) notes.push({ details: { changed: others } });
  return notes;
}

/** The right that each field needs. */
const RIGHTS: Record<keyof RoomPatch, RoomAction> = {
  name: "change",
  topic: "change",
  description: "change",
  password: "change",
  askAgain: "change",
  posting: "change",
  history: "change",
  externalId: "change",
  isDefault: "change",
  kind: "change kind",
  archived: "archive",
};

async function requireRights(
  { db, me }: { db: Db; me: Pick<Caller, "userId" | "role"> },
  roomId: string,
  patch: RoomPatch,
): Promise<MyRoom> {
  const room = await requireMay(db, me, "see", roomId);
  const asked = (Object.keys(RIGHTS) as (keyof RoomPatch)[]).filter((field) => patch[field] !== undefined);
  const rights = new Set<RoomAction>(asked.length > 0 ? asked.map((field) => RIGHTS[field]) : ["change"]);
  for (const right of rights)
    await requireMay(db, me, right, roomId, { evenArchived: patch.archived === false });
  return room;
}

async function applyEdits(
  ctx: ChangeContext,
  room: MyRoom,
  parts: RoomEdit[],
  { name, askAgain }: RoomPatch,
) {
  if (name !== undefined && parts.some(({ field }) => field === "name")) {
    await keepFormerName(ctx.db, room);
    await claimName(ctx.db, name);
  }
  await changeRoom(ctx, room, {
    leave: askAgain ? await readMembersToReenter(ctx, room.id) : [],
    set: Object.assign({}, ...parts.map(({ set }) => set)),
    events: parts.flatMap(({ event }) => event ?? []),
  });
}

/** Refuses one more default room than LIMITS.defaultRooms; the lock orders two at the same time. Error: `conflict`. */
async function requireFewDefaultRooms(db: Tx): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('default rooms'))`;
  const most = LIMITS.defaultRooms;
  if ((await db.room.count({ where: { isDefault: true, deletedAt: null } })) >= most)
    throw conflict(`Up to ${most} rooms can be joined by everyone.`, "too_many_default_rooms");
}

/** Reads the members who have to enter the new password: everyone but the owners and the caller. */
async function readMembersToReenter({ db, me }: ChangeContext, roomId: string): Promise<LeavingMember[]> {
  const found = await db.membership.findMany({
    where: { roomId, role: { not: "owner" }, userId: { not: me.userId } },
    select: { userId: true },
  });
  return found.map(({ userId }) => ({ userId, how: "lapsed" }));
}
