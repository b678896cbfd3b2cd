import { describe, expect, test } from "vitest";
import { createGroup } from "@/lib/domain/groups/create-group";
import { ENDPOINTS } from "@/lib/doors/endpoints";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { call } from "@/tests/support/rest";
import { person, room, workspace } from "@/tests/support/world";

testDatabase();

const BODY = { role: "administrator", roomIds: [] as string[], messages: "keep" };

/** Another administrator, so that none of it meets the last one. */
async function world() {
  await workspace();
  await person("Other", "administrator");
  const [ada, other] = [await person("Ada", "administrator"), await person("Bob")];
  const den = await room(ada, { kind: "closed" });
  const open = await room(other);
  const crew = await createGroup(ada, {
    handle: `crew-${den.id.slice(-12)}`,
    name: "Crew",
    memberIds: [ada.userId],
  });
  await db().user.update({ where: { id: ada.userId }, data: { avatarTag: "t" } });
  await db().avatar.create({ data: { userId: ada.userId, image: new Uint8Array([1]) } });
  return { ada, den, crew, body: { ...BODY, roomIds: [open.id] } };
}

const withUser = ENDPOINTS.filter(({ path }) => path.includes("{user}"));

describe("`me` in a path is the caller", () => {
  test.each(withUser.map((one) => [`${one.method} ${one.path}`, one] as const))(
    "%s",
    async (_name, { method, path }) => {
      const { ada, den, crew, body } = await world();
      const ask = (user: string) =>
        call(method, path.replace("{user}", user).replace("{room}", den.id).replace("{group}", crew.id), {
          as: ada,
          ...(method !== "GET" && { body: path.startsWith("/rooms/") ? {} : body }),
        });
      expect((await ask("me")).status).toBeLessThan(300);
    },
  );
});
