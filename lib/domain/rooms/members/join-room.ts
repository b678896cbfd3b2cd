import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { recordAudit } from "@/lib/core/audit";
import { type Caller, readCaller } from "@/lib/core/caller";
import { forbidden, notFound } from "@/lib/core/errors";
import { isWithinRate, refundRate, requireRateLeft, throttle } from "@/lib/core/throttle";
import { roomOperation } from "@/lib/delivery/room-operation";
import { db } from "@/lib/platform/database/db";
import { isPassword } from "@/lib/platform/secrets/password";
import { may } from "@/lib/shared/permissions";
import type { MyRoomView } from "@/lib/shared/views";
import { givenPassword, reference } from "../../fields";
import { requireNotArchived, requireVisibleRoom } from "../access";
import { changeRoom } from "../change-room";
import { readMyRoom } from "../create-room";
import { peopleEvent } from "../room-events";
import type { RoomRow } from "../room-view";

/**
 * Joins an open room, or a password room by its password; a member may join again without effect. Errors: `not_found`
 * for unlisted rooms; `forbidden` for a wrong password or an archived room; `rate_limited` after five wrong passwords
 * of the caller, and after many of all callers for this room, or from this address.
 */
export const joinRoom = roomOperation({
  key: "room.join",
  summary: "Join a room",
  input: z.object({ room: reference, password: givenPassword.optional() }),

  async prepare(actor, { room, password }) {
    // Only for callers who may know of the room: the time of hashing alone would reveal it.
    const me = await readCaller(db(), actor, "write");
    const known = await requireVisibleRoom(db(), me, room);
    const roomId = known.id;
    if (known.role || known.kind !== "password" || password === undefined)
      return { roomId, provedHash: null };
    const attempts = `${actor.userId}:${roomId}`;
    await requireRateLeft("roomPasswordPerRoom", roomId);
    await requireRateLeft("roomPasswordPerAddress", actor.address);
    await throttle("roomPassword", attempts);
    const isRight = await isPassword(password, known.passwordHash);
    if (isRight) await refundRate("roomPassword", attempts);
    else await countFailure(actor, me, known);
    return { roomId, provedHash: isRight ? known.passwordHash : null };
  },

  rooms: (_actor, _input, { roomId }) => [roomId],
  authorize: ({ db, me }, _input, { roomId }) => requireVisibleRoom(db, me, roomId),

  async execute(ctx, _input, room, { provedHash }): Promise<MyRoomView> {
    if (room.role) return readMyRoom(ctx, room.id);
    if (!may("join", room, { roomRole: null, workspaceRole: ctx.me.role })) {
      throw forbidden("You can't join this kind of room.", "not_yours");
    }
    requireNotArchived(room);
    // The proof used the hash from before the lock: a password that has changed since is wrong.
    if (room.kind === "password" && provedHash !== room.passwordHash) {
      throw forbidden("Wrong room password.", "wrong_room_password");
    }
    const fresh = await ctx.db.room.findUnique({ where: { id: room.id } });
    if (!fresh) throw notFound("Room not found.");
    await changeRoom(ctx, fresh, {
      enter: [
        { userId: ctx.me.userId, role: "member", entry: room.kind === "password" ? "password" : "joined" },
      ],
      events: [peopleEvent("joined", [ctx.me.displayName])],
    });
    return readMyRoom(ctx, room.id);
  },

  audit: (_out, _ctx, room) => (room.role ? null : auditNote(room)),
});

const auditNote = ({ id, name, kind }: RoomRow) => ({
  target: { id, name: name ?? "" },
  details: { kind },
});

/** Counts a wrong password for the room and the address too; the refusal comes with the next attempt. */
async function countFailure(actor: Actor, me: Caller, room: RoomRow): Promise<void> {
  await isWithinRate("roomPasswordPerRoom", room.id);
  await isWithinRate("roomPasswordPerAddress", actor.address);
  await auditFailure(actor, me, room);
}

/** Records a wrong password in the audit log, outside a transaction, because the join itself does not happen. */
const auditFailure = ({ address }: Actor, { userId, username }: Caller, room: RoomRow) =>
  recordAudit(db(), {
    action: "room.join-failed",
    address,
    actor: { id: userId, name: username },
    ...auditNote(room),
  });
