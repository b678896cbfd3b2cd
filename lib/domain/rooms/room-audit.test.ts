import { expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { AUDIT_ACTIONS } from "@/lib/shared/audit-actions";
import { testDatabase } from "@/tests/support/database";
import { person, ROOM_PASSWORD, refused, room } from "@/tests/support/world";
import { listAuditEntries } from "../administration/audit-log";
import { createRoom } from "./create-room";
import { deleteRoom } from "./delete-room";
import { joinRoom } from "./members/join-room";
import { startDirect } from "./start-direct";
import { updateRoom } from "./update/update-room";

testDatabase();

/** The entries about a room, oldest first, each found again by its own action as the filter. */
async function entriesOf(roomId: string) {
  const admin = await person("Boss", "administrator");
  const rows = await db().auditEntry.findMany({ where: { targetId: roomId }, orderBy: { id: "asc" } });
  for (const { id, action } of rows) {
    expect(AUDIT_ACTIONS).toContain(action);
    const { items } = await listAuditEntries(admin, { action, person: roomId });
    expect(items.map((entry) => entry.id)).toContain(id);
  }
  return rows.map(({ action, actorId, details }) => [action, actorId, details]);
}

test("B18: the audit log has a room's making, opening, joining, archiving and deletion, by action", async () => {
  const [ann, bob] = [await person("Ann", "administrator"), await person("Bob")];
  const den = await createRoom(ann, { kind: "closed", name: `Den ${ann.username}`, memberIds: [bob.userId] });
  await updateRoom(ann, { room: den.id, kind: "open", topic: "tea", archived: true });
  await updateRoom(ann, { room: den.id, archived: false });
  const eve = await person("Eve");
  await joinRoom(eve, { room: den.id });
  await joinRoom(eve, { room: den.id });
  await deleteRoom(ann, { room: den.id });
  expect(await entriesOf(den.id)).toEqual([
    ["room.create", ann.userId, { kind: "closed", people: [bob.username], peopleIds: [bob.userId] }],
    ["room.convert", ann.userId, { from: "closed", to: "open" }],
    ["room.archive", ann.userId, {}],
    ["room.update", ann.userId, { changed: ["topic"] }],
    ["room.restore", ann.userId, {}],
    ["room.join", eve.userId, { kind: "open" }],
    ["room.delete", ann.userId, {}],
  ]);
});

test("B18: a join by password is in the audit log, and a wrong password without its text", async () => {
  const [ann, eve] = [await person("Ann"), await person("Eve")];
  const safe = await room(ann, { kind: "password" });
  await expect(joinRoom(eve, { room: safe.id, password: "a guess" })).rejects.toMatchObject(
    refused("forbidden", "wrong_room_password"),
  );
  await joinRoom(eve, { room: safe.id, password: ROOM_PASSWORD });
  expect(await entriesOf(safe.id)).toEqual([
    ["room.create", ann.userId, { kind: "password" }],
    ["room.join-failed", eve.userId, { kind: "password" }],
    ["room.join", eve.userId, { kind: "password" }],
  ]);
});

test("a group's changes are not in the audit log, until it becomes a room", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const { room: pair } = await startDirect(ada, { userId: bob.userId });
  const crew = await room(ada, { kind: "group", members: [bob] });
  await updateRoom(ada, { room: crew.id, topic: "tea" });
  expect([await entriesOf(pair.id), await entriesOf(crew.id)]).toEqual([[], []]);
  await updateRoom(ada, { room: crew.id, kind: "closed", history: "shown", name: `Crew ${ada.username}` });
  expect(await entriesOf(crew.id)).toEqual([
    ["room.convert", ada.userId, { from: "group", to: "closed" }],
    ["room.update", ada.userId, { changed: ["name"] }],
  ]);
});
