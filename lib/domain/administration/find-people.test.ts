import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { deactivate, type Person, person, refused, room } from "@/tests/support/world";
import { findPeople } from "./find-people";

testDatabase();

let count = 0;
const boss = () => person("Boss", "administrator");

async function withEmail(who: Person): Promise<Person & { email: string }> {
  const email = `Mail.${++count}@Example.org`;
  await db().user.update({ where: { id: who.userId }, data: { email, emailKey: email.toLowerCase() } });
  return { ...who, email };
}

describe("finding the people of a list", () => {
  test("goes by id, username, address and display name, without case", async () => {
    const ada = await withEmail(await person("Ada of the list"));
    const names = [
      ada.userId,
      ada.username.toUpperCase(),
      `@${ada.username}`,
      ada.email,
      `"Lovelace, Ada" <${ada.email.toUpperCase()}>`,
      "  ADA   of the LIST ",
    ];
    const { found, ambiguous, missing } = await findPeople(await boss(), { names });
    expect(found.map(({ person }) => person.id)).toEqual(names.map(() => ada.userId));
    expect(found[5]?.given).toBe("ADA of the LIST");
    expect([ambiguous, missing]).toEqual([[], []]);
  });

  test("reports unknown names, and names of several people", async () => {
    const [one, two] = [await person("Same Name"), await person("Same Name")];
    const { found, ambiguous, missing } = await findPeople(await boss(), {
      names: ["same name", "nobody-of-this-name", "%"],
    });
    expect(found).toEqual([]);
    expect(ambiguous.map(({ given }) => given)).toEqual(["same name"]);
    expect(new Set(ambiguous[0]?.people.map(({ person }) => person.id))).toEqual(
      new Set([one.userId, two.userId]),
    );
    expect(missing).toEqual(["nobody-of-this-name", "%"]);
  });

  test("marks members and deactivated people; of namesakes it picks the active one", async () => {
    const admin = await boss();
    const [inside, outside, gone] = [await person("Inside"), await person("Twin"), await person("Twin")];
    await deactivate(gone);
    const hall = await room(admin, { members: [inside] });
    const { found, ambiguous } = await findPeople(admin, {
      room: hall.id,
      names: [inside.username, "twin", gone.username],
    });
    expect(found.map(({ person, ...state }) => [person.id, state.isMember, state.isDeactivated])).toEqual([
      [inside.userId, true, false],
      [outside.userId, false, false],
      [gone.userId, false, true],
    ]);
    expect(ambiguous).toEqual([]);
  });

  test("passes over accounts that were deleted", async () => {
    const ada = await person("Ada");
    await db().user.update({ where: { id: ada.userId }, data: { deletedAt: new Date() } });
    const { missing } = await findPeople(await boss(), { names: [ada.username, ada.userId] });
    expect(missing).toEqual([ada.username, ada.userId]);
  });

  test("S11: is the administrators' alone, and of a group not even theirs", async () => {
    const ada = await person("Ada");
    await expect(findPeople(ada, { names: ["ada"] })).rejects.toMatchObject(
      refused("forbidden", "administrators_only"),
    );
    const group = await room(ada, { kind: "group" });
    await expect(findPeople(await boss(), { names: ["ada"], room: group.id })).rejects.toMatchObject(
      refused("not_found"),
    );
  });

  test.each([[["", "ada"]], [["x".repeat(400)]], ["ada"], [Array(LIMITS.roomMembersAtOnce + 1).fill("a")]])(
    "refuses %.40j",
    async (names) => {
      await expect(findPeople(await boss(), { names: names as string[] })).rejects.toMatchObject(
        refused("validation_failed"),
      );
    },
  );
});
