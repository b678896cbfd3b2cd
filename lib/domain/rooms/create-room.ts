import { v7 as uuid } from "uuid";
import { z } from "zod";
import { conflict, forbidden, invalidField } from "@/lib/core/errors";
import { type ChangeContext, roomOperation } from "@/lib/delivery/room-operation";
import { hashPassword } from "@/lib/platform/secrets/password";
import { LIMITS } from "@/lib/shared/limits";
import { history, posting } from "@/lib/shared/schemas";
import type { MyRoomView, RoomKind } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { description, id, roomName, roomPassword, text, topic } from "../fields";
import { requirePeople } from "../people/access";
import { changeRoom } from "./change-room";
import { peopleEvent } from "./room-events";
import { claimName, countNameAttempt, nameColumns, refundNameAttempt, requireNamesFree } from "./room-names";
import { selectRooms, toMyRoomView } from "./room-view";

const input = z.object({
  kind: z.enum(["open", "password", "closed", "group"], {
    error: "Must be open, password, closed or group.",
  }),
  name: roomName.optional(),
  topic: topic.default(""),
  description: description.default(""),
  password: roomPassword.optional(),
  posting: z.enum(posting.options, { error: "Must be everyone or moderators." }).default("everyone"),
  history: z.enum(history.options, { error: "Must be shown or hidden." }).default("shown"),
  memberIds: z.array(id).max(LIMITS.roomMembersAtOnce).default([]),
  externalId: text({ min: 1, max: LIMITS.externalIdLength }).optional(),
});

type Input = z.output<typeof input>;

/**
 * Makes a room; its creator is its owner and a member. Errors: `validation_failed` without a name (except for a
 * group) or without a password if the kind has one; `forbidden` for a guest, and for a closed room by anyone but an
 * administrator; `conflict` for a name or an `externalId` that is taken; `not_found` for people whom the caller may
 * not see.
 */
export const createRoom = roomOperation({
  key: "room.create",
  summary: "Create a room",
  input,
  rooms: () => [],

  async prepare(actor, wanted) {
    const { kind, name, password } = wanted;
    if (kind !== "group" && !name) throw invalidField("name", "Is needed.", "required");
    if (kind === "password" && !password) throw invalidField("password", "Is needed.", "required");
    await countNameAttempt(actor, wanted);
    return { passwordHash: kind === "password" && password ? await hashPassword(password) : null };
  },

  async authorize(ctx, { kind, memberIds }) {
    if (ctx.me.role === "guest") throw forbidden("Guests can't create rooms.", "guest");
    if (kind === "closed" && ctx.me.role !== "administrator") {
      throw forbidden("Only administrators can create closed rooms.", "administrators_only");
    }
    await requireFewRooms(ctx);
    return requirePeople(ctx, memberIds);
  },

  async execute(ctx, given, people, { passwordHash }): Promise<MyRoomView> {
    await requireNamesFree(ctx.db, given);
    if (given.name) await claimName(ctx.db, given.name);
    ctx.afterCommit(() => refundNameAttempt(ctx.actor, given));
    const others = people.filter(({ id }) => id !== ctx.me.userId);
    const room = await ctx.db.room.create({
      data: { ...columnsOf(given), id: uuid(), passwordHash, createdById: ctx.me.userId },
    });
    await changeRoom(ctx, room, {
      enter: [
        { userId: ctx.me.userId, role: "owner", entry: "created" },
        ...others.map(({ id }) => addedMember(ctx.me, id)),
      ],
      events:
        others.length > 0 && given.kind !== "group"
          ? [
              peopleEvent(
                "added",
                others.map((one) => one.displayName),
              ),
            ]
          : [],
    });
    return readMyRoom(ctx, room.id);
  },

  audit: ({ id, name, kind }, _ctx, people) =>
    kind === "group"
      ? null
      : {
          target: { id, name: name ?? "" },
          details: {
            kind,
            ...(people.length > 0 && {
              people: people.map(({ username }) => username),
              peopleIds: people.map((one) => one.id),
            }),
          },
        },
});

/** Refuses a room above LIMITS.roomsMade of its creator's existing rooms. Error: `conflict`. */
async function requireFewRooms({ db, me }: ChangeContext): Promise<void> {
  const most = LIMITS.roomsMade[me.role === "administrator" ? "administrator" : "member"];
  const made = await db.room.count({
    where: { createdById: me.userId, deletedAt: null, kind: { not: "direct" } },
  });
  if (made >= most) throw conflict(`You can create up to ${most} rooms. Delete one first.`, "too_many_rooms");
}

/** Makes a membership for a person whom the caller adds. */
export const addedMember = ({ userId }: { userId: string }, addedId: string) => ({
  userId: addedId,
  role: "member" as const,
  entry: "added" as const,
  addedById: userId,
});

const columnsOf = ({ kind, name, topic, description, posting, history, externalId }: Input) => ({
  kind: kind satisfies RoomKind,
  ...nameColumns(name ?? null),
  topic,
  description,
  posting,
  history,
  externalId: externalId ?? null,
});

/** Reads the room's view for its creator or new member. */
export async function readMyRoom(
  { db, me }: Pick<ChangeContext, "db" | "me">,
  roomId: string,
): Promise<MyRoomView> {
  const [row] = await selectRooms(db, me.userId, Prisma.sql`r.id = ${roomId}::uuid`);
  if (!row) throw new Error(`Room ${roomId} is gone`);
  return toMyRoomView(row);
}
