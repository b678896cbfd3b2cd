import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { isAllowedNow } from "@/lib/shared/permissions";
import { posting, roomKind, roomRole, workspaceRole } from "@/lib/shared/schemas";
import { testDatabase } from "@/tests/support/database";
import { person, workspace } from "@/tests/support/world";
import { sendMessage } from "./send/send-message";

testDatabase();

test("the statement that writes messages and permissions.ts allow the same people to post", async () => {
  await workspace();
  const places = [null, ...roomRole.options];
  const roles = workspaceRole.options.flatMap((workspaceRole) =>
    places.map((roomRole) => ({ roomRole, workspaceRole })),
  );
  const people = await Promise.all(
    roles.map(async (asker) => ({ asker, who: await person("Ada", asker.workspaceRole) })),
  );
  const states = roomKind.options.flatMap((kind) =>
    posting.options.flatMap((posting) =>
      [null, new Date()].map((archivedAt) => ({ kind, posting, archivedAt })),
    ),
  );
  const rooms = states.map((state) => ({ id: uuid(), state }));
  await db().room.createMany({
    data: rooms.map(({ id, state }) => ({ id, ...state, createdById: people[0]!.who.userId })),
  });
  await db().membership.createMany({
    data: rooms.flatMap(({ id: roomId }) =>
      people.flatMap(({ asker: { roomRole }, who: { userId } }) =>
        roomRole ? [{ roomId, userId, role: roomRole }] : [],
      ),
    ),
  });

  await Promise.all(
    rooms.flatMap(({ id, state }) =>
      people.map(async ({ asker, who }) => {
        const sent = sendMessage(who, { room: id, text: "hello" });
        const isWritten = await sent.then(
          () => true,
          () => false,
        );
        expect([state, asker, isWritten]).toEqual([state, asker, isAllowedNow("send", state, asker)]);
      }),
    ),
  );
  expect(await db().message.count()).toBeGreaterThan(0);
});
