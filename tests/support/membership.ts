import { v7 as uuid } from "uuid";
import { expect } from "vitest";
import { addMembers, removeMember, setMember } from "@/lib/domain/rooms/members/members";
import { db } from "@/lib/platform/database/db";
import type { MyRoomView, RoomEvent, RoomRole } from "@/lib/shared/views";
import { expectFilesWhole } from "./files";
import type { Person } from "./world";

type InRoom = Pick<MyRoomView, "id">;

export const add = (by: Person, { id }: InRoom, ...people: Person[]) =>
  addMembers(by, { room: id, userIds: people.map(({ userId }) => userId) });

export const remove = (by: Person, { id }: InRoom, who: Person) =>
  removeMember(by, { room: id, user: who.userId });

/** Puts somebody into a role, and into the room where they are not in it. */
export const name = (by: Person, { id }: InRoom, who: Person, role: RoomRole) =>
  setMember(by, { room: id, user: who.userId, role });

/** The roles in a room by display name. */
export async function rolesOf({ id }: InRoom): Promise<Record<string, RoomRole>> {
  const rows = await db().membership.findMany({ where: { roomId: id }, include: { user: true } });
  return Object.fromEntries(rows.map(({ user, role }) => [user.displayName, role]));
}

/** Reads the events of a room's system messages, oldest first. */
export async function linesOf({ id }: InRoom): Promise<RoomEvent[]> {
  const where = { roomId: id, kind: "system" as const };
  const rows = await db().message.findMany({ where, orderBy: { seq: "asc" } });
  return rows.map(({ event }) => event as RoomEvent);
}

/** Reads the audit entries about a room after its creation and joins, oldest first. */
export const notesOn = ({ id }: InRoom) =>
  db().auditEntry.findMany({
    where: { targetId: id, action: { notIn: ["room.create", "room.join"] } },
    orderBy: { id: "asc" },
  });

/** Expects that a room's counts agree with its rows, and that its messages are numbered without holes. */
export async function expectWhole({ id }: InRoom): Promise<void> {
  const row = await db().room.findUniqueOrThrow({ where: { id } });
  expect(await db().membership.count({ where: { roomId: id } })).toBe(row.memberCount);
  const messages = await db().message.findMany({ where: { roomId: id }, orderBy: { seq: "asc" } });
  expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: row.seq }, (_, i) => i + 1));
  await expectFilesWhole();
}

/** The ids of accounts in great number, without sessions, made by one statement. */
export async function accounts(
  count: number,
  nameOf: (index: number) => string = () => "Somebody",
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuid());
  await db().$executeRaw`
    INSERT INTO "user" (id, username, username_key, display_name)
    SELECT id, 'a-' || id, 'a-' || id, name FROM unnest(${ids}::uuid[], ${ids.map((_, i) => nameOf(i))}::text[]) AS u (id, name)`;
  return ids;
}
