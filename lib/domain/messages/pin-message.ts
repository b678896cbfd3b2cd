import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { conflict } from "@/lib/core/errors";
import { query } from "@/lib/core/operation";
import { type ChangeContext, roomOperation } from "@/lib/delivery/room-operation";
import { LIMITS } from "@/lib/shared/limits";
import type { MessageView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { id, reference } from "../fields";
import { requireMay } from "../rooms/access";
import { type FoundMessage, requireMessage, roomOfMessage } from "./access";
import { changeMessage, requireAllowed } from "./change-message";
import { toMessageView } from "./message-view";
import { selectMessagesOf } from "./read-message";

const messageScope = {
  input: z.object({ message: id }),
  prepare: (actor: Actor, { message }: { message: string }) => roomOfMessage(actor, message),
  rooms: (_actor: unknown, _input: unknown, { roomId }: { roomId: string }) => [roomId],
  authorize: ({ db, me }: ChangeContext, { message }: { message: string }) =>
    requireMessage(db, me, "pin", message),
};

/**
 * Pins a message for everyone in the room; a pinned one stays so. Errors: `not_found`; `gone`; `forbidden` in an
 * archived room; `conflict` above LIMITS.pinsPerRoom.
 */
export const pinMessage = roomOperation({
  key: "message.pin",
  summary: "Pin a message",
  ...messageScope,
  async execute(ctx, _input, { message, room }: FoundMessage): Promise<void> {
    requireAllowed("pin", message, ctx.me.userId);
    if (message.pinnedAt) return;
    const pins = await ctx.db.message.count({ where: { roomId: room.id, pinnedAt: { not: null } } });
    if (pins >= LIMITS.pinsPerRoom)
      throw conflict(
        "This room has the maximum number of pinned messages. Unpin one first.",
        "too_many_pins",
      );
    await changeMessage(ctx, message, (now) => ({ pinnedAt: now }));
  },
});

/** Unpins a message; one that is not pinned stays so. Errors as for pinning. */
export const unpinMessage = roomOperation({
  key: "message.unpin",
  summary: "Unpin a message",
  ...messageScope,
  async execute(ctx, _input, { message }: FoundMessage): Promise<void> {
    if (message.pinnedAt) await changeMessage(ctx, message, () => ({ pinnedAt: null }));
  },
});

/** Lists a room's pinned messages, last pinned first, for its members. Error: `not_found`. */
export const listPins = query({
  key: "room.pins",
  summary: "List a room's pinned messages",
  input: z.object({ room: reference }),
  authorize: ({ db, me }, { room }) => requireMay(db, me, "read", room),

  async execute({ db }, _input, { id, firstVisibleSeq }): Promise<{ items: MessageView[] }> {
    const rows = await selectMessagesOf(
      db,
      Prisma.sql`pinned_messages(${id}::uuid, ${firstVisibleSeq}::int, ${LIMITS.pinsPerRoom}::int)`,
      Prisma.sql`ORDER BY x.pinned_at DESC, x.seq DESC`,
    );
    return { items: rows.map(toMessageView) };
  },
});
