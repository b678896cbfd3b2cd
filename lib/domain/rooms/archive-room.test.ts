import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, refused, room } from "@/tests/support/world";
import { sendMessage } from "../messages/send/send-message";
import { updateRoom } from "./update/update-room";

testDatabase();

const _makeModerator = (who: Person, roomId: string) =>
  db().membership.updateMany({ where: { roomId, userId: who.userId }, data: { role: "moderator" } });

/** The lines that tell of changes, oldest first. */
const linesOf = async (roomId: string) =>
  (await db().message.findMany({ where: { roomId, kind: "system" }, orderBy: { seq: "asc" } })).map(
    ({ event }) => event as { type: string; value: string | null },
  );

describe("an archived room", () => {
  test("allows no other change, unless the same call restores it", async () => {
    const ada = await person();
    const den = await room(ada);
    await updateRoom(ada, { room: den.id, archived: true });
    const archived = await updateRoom(ada, { room: den.id, archived: true });
    expect(archived).toMatchObject({ seq: 1 });
    await expect(updateRoom(ada, { room: den.id, topic: "x" })).rejects.toMatchObject(
      refused("forbidden", "archived"),
    );
    await expect(updateRoom(ada, { room: den.id, archived: true, topic: "x" })).rejects.toMatchObject(
      refused("forbidden", "archived"),
    );
    const restored = await updateRoom(ada, { room: den.id, archived: false, topic: "x" });
    expect(restored).toMatchObject({ archivedAt: null, topic: "x" });
    expect((await linesOf(den.id)).map(({ type }) => type)).toEqual(["archived", "topic", "restored"]);
    await sendMessage(ada, { room: den.id, text: "again" });
  });

  test("archiving against sends in flight: acknowledged messages precede the system message, the rest is refused", async () => {
    const ada = await person();
    const den = await room(ada);
    const sends = Array.from({ length: 40 }, (_, i) => sendMessage(ada, { room: den.id, text: `${i}` }));
    const [archived, ...ends] = await Promise.allSettled([
      updateRoom(ada, { room: den.id, archived: true }),
      ...sends,
      ...Array.from({ length: 20 }, () => sendMessage(ada, { room: den.id, text: "late" })),
    ]);
    expect(archived!.status).toBe("fulfilled");
    for (const end of ends)
      if (end.status === "rejected") expect(end.reason).toMatchObject(refused("forbidden", "archived"));
    const rows = await db().message.findMany({ where: { roomId: den.id }, orderBy: { seq: "asc" } });
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => i + 1));
    expect(rows.at(-1)).toMatchObject({ kind: "system" });
    expect(rows.length - 1).toBe(ends.filter(({ status }) => status === "fulfilled").length);
  });
});
