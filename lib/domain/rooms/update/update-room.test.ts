import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, refused, room } from "@/tests/support/world";
import { listRooms } from "../list-rooms";
import { readRoom } from "../read-room";
import { startDirect } from "../start-direct";
import { updateRoom } from "./update-room";

testDatabase();

const makeModerator = (who: Person, roomId: string) =>
  db().membership.updateMany({ where: { roomId, userId: who.userId }, data: { role: "moderator" } });

/** The lines that tell of changes, oldest first. */
const linesOf = async (roomId: string) =>
  (await db().message.findMany({ where: { roomId, kind: "system" }, orderBy: { seq: "asc" } })).map(
    ({ event }) => event as { type: string; value: string | null },
  );

const auditOf = (roomId: string) =>
  db().auditEntry.findMany({
    where: { targetId: roomId, action: { not: "room.create" } },
    orderBy: { id: "asc" },
  });

describe("changing a room", () => {
  test("changes everything at once, with a system message for what matters to members", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const changed = await updateRoom(ada, {
      room: den.id,
      name: ` New ${den.name} `,
      topic: "Tea",
      description: "Two\nlines",
      posting: "moderators",
      history: "hidden",
      externalId: `order-${ada.username}`,
      archived: true,
    });
    expect(changed).toMatchObject({
      name: `New ${den.name}`,
      topic: "Tea",
      description: "Two\nlines",
      posting: "moderators",
      history: "hidden",
      externalId: `order-${ada.username}`,
      archivedAt: expect.any(String),
      seq: 1 + 5,
      rev: 2 + 5,
      role: "owner",
      unreadCount: 0,
    });
    expect((await linesOf(den.id)).slice(1)).toMatchObject([
      { type: "renamed", value: `New ${den.name}` },
      { type: "topic", value: "Tea" },
      { type: "posting", value: "moderators" },
      { type: "history", value: "hidden" },
      { type: "archived" },
    ]);
    expect(await readRoom(bob, { room: den.id })).toMatchObject({ topic: "Tea", unreadCount: 0 });
  });

  test("to the current values moves nothing and publishes nothing", async () => {
    const ada = await person();
    const den = await room(ada);
    const same = { name: den.name!, topic: "", kind: "open", posting: "everyone", history: "shown" } as const;
    const after = await updateRoom(ada, { room: den.id, ...same, archived: false, externalId: null });
    expect(after).toMatchObject({ seq: den.seq, rev: den.rev });
    expect(await updateRoom(ada, { room: den.id })).toMatchObject({ rev: den.rev });
    expect(await auditOf(den.id)).toEqual([]);
  });

  test("of description and externalId moves the rev, and makes no line", async () => {
    const ada = await person();
    const den = await room(ada);
    const tied = await updateRoom(ada, { room: den.id, description: "d", externalId: `e-${ada.username}` });
    expect(tied).toMatchObject({ seq: den.seq, rev: den.rev + 1 });
    const { items } = await listRooms(ada, { externalId: `e-${ada.username}` });
    expect(items.map(({ id }) => id)).toEqual([den.id]);
    const untied = await updateRoom(ada, { room: den.id, externalId: null });
    expect(untied).toMatchObject({ externalId: null, rev: den.rev + 2 });
  });

  test("is for owners, moderators and administrators, members or not; in a group not for administrators", async () => {
    const [ada, bob, mia, ann] = [
      await person("Ada"),
      await person("Bob"),
      await person("Mia"),
      await person("Ann", "administrator"),
    ];
    const den = await room(ada, { members: [bob, mia] });
    await makeModerator(mia, den.id);
    const topic = (who: Person, topic: string) => updateRoom(who, { room: den.id, topic });
    await expect(topic(bob, "no")).rejects.toMatchObject(refused("forbidden", "not_yours"));
    await expect(updateRoom(bob, { room: den.id })).rejects.toMatchObject(refused("forbidden"));
    expect(await topic(mia, "by Mia")).toMatchObject({ topic: "by Mia" });
    expect(await topic(ann, "by Ann")).toMatchObject({ topic: "by Ann", role: null, lastMessage: null });

    const crew = await room(ada, { kind: "group", members: [bob] });
    await expect(updateRoom(ann, { room: crew.id, topic: "x" })).rejects.toMatchObject(refused("not_found"));
    await expect(updateRoom(bob, { room: crew.id, topic: "x" })).rejects.toMatchObject(refused("forbidden"));
    expect(await updateRoom(ada, { room: crew.id, topic: "x" })).toMatchObject({ topic: "x" });
    expect(await auditOf(crew.id)).toEqual([]);
  });

  test("outsiders do not find closed rooms, groups and pairs; guests neither", async () => {
    const [ann, eve, gus] = [
      await person("Ann", "administrator"),
      await person("Eve"),
      await person("Gus", "guest"),
    ];
    const closed = await room(ann, { kind: "closed" });
    const crew = await room(ann, { kind: "group" });
    const { room: pair } = await startDirect(ann, { userId: (await person("Bob")).userId });
    for (const { id } of [closed, crew, pair])
      for (const fields of [{ topic: "x" }, { password: "sesame" }, { archived: true }, {}])
        await expect(updateRoom(eve, { room: id, ...fields })).rejects.toMatchObject(refused("not_found"));
    const open = await room(ann);
    await expect(updateRoom(gus, { room: open.name!, topic: "x" })).rejects.toMatchObject(
      refused("not_found"),
    );
    await expect(updateRoom(eve, { room: open.id, topic: "x" })).rejects.toMatchObject(refused("forbidden"));
    await expect(updateRoom(ann, { room: pair.id, topic: "x" })).rejects.toMatchObject(refused("forbidden"));
  });

  test.each([
    [{ name: "" }, "name"],
    [{ name: "a/b" }, "name"],
    [{ name: "direct" }, "name"],
    [{ name: null }, "name"],
    [{ topic: "t".repeat(251) }, "topic"],
    [{ topic: 5 }, "topic"],
    [{ description: "d".repeat(2_001) }, "description"],
    [{ kind: "direct" }, "kind"],
    [{ kind: "group" }, "kind"],
    [{ kind: "password" }, "password"],
    [{ password: "sesame" }, "password"],
    [{ askAgain: true }, "password"],
    [{ askAgain: "yes", password: "sesame" }, "askAgain"],
    [{ history: "some" }, "history"],
    [{ posting: "nobody" }, "posting"],
    [{ archived: "yes" }, "archived"],
    [{ externalId: "" }, "externalId"],
    [{ externalId: "e".repeat(201) }, "externalId"],
  ])("to %o is refused by the field's name", async (wish, path) => {
    const ada = await person();
    const den = await room(ada);
    await expect(updateRoom(ada, { room: den.id, ...wish } as never)).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path }] },
    });
    expect(await readRoom(ada, { room: den.id })).toMatchObject({ rev: den.rev });
  });

  test("S19: takes no column that is not a person's to set", async () => {
    const ada = await person();
    const den = await room(ada);
    const given = { seq: 99, rev: 99, createdById: ada.userId, memberCount: 9, deletedAt: new Date() };
    await updateRoom(ada, { room: den.id, topic: "x", ...given } as never);
    expect(await readRoom(ada, { room: den.id })).toMatchObject({ seq: 1, rev: 2, memberCount: 1 });
  });

  test("S48: is in the audit log with the changed fields, and none of their texts", async () => {
    const ann = await person("Ann", "administrator");
    const safe = await room(ann, { kind: "password" });
    await updateRoom(ann, { room: safe.id, topic: "secret topic", password: "secret word" });
    const entry = (await auditOf(safe.id)).at(-1);
    expect(entry).toMatchObject({
      action: "room.update",
      actorId: ann.userId,
      targetName: safe.name,
      details: { changed: ["topic", "password"] },
    });
    expect(JSON.stringify(entry)).not.toContain("secret");
  });

  test("to an externalId that another room has is a conflict, also when two take it at once", async () => {
    const ada = await person();
    const [one, two] = [await room(ada), await room(ada)];
    const externalId = `x-${ada.username}`;
    const ends = await Promise.allSettled(
      [one, two].map(({ id }) => updateRoom(ada, { room: id, externalId })),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(ends.find(({ status }) => status === "rejected")).toMatchObject({
      reason: refused("conflict", "external_id_taken"),
    });
  });
});
