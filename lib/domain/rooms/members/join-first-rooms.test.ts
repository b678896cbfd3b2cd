import { beforeEach, describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { logInByProvider } from "@/lib/domain/accounts/login/log-in-by-provider";
import { register } from "@/lib/domain/accounts/register";
import { createPerson } from "@/lib/domain/administration/people";
import { createInvitation } from "@/lib/domain/invitations/invitations";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { expectWhole, linesOf, rolesOf } from "@/tests/support/membership";
import { type Person, person, refused, room, workspace } from "@/tests/support/world";
import { deleteRoom } from "../delete-room";
import { updateRoom } from "../update/update-room";

testDatabase();

let count = 0;
const visitor = () => anonymous({ address: `198.51.100.${++count}` });
const PASSWORD = "correct horse battery";
const signUp = (displayName: string, more: object = {}) =>
  register(visitor(), { username: `u${++count}`, password: PASSWORD, displayName, ...more });

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE workspace, "user", room, message CASCADE`;
});

/** A workspace that Ann set up with the room `general`, open to sign-up. */
async function setUp() {
  const { user, sessionId } = await signUp("Ann", { firstRoom: "general", registration: "open" });
  const ann = { ...visitor(), sessionId, userId: user.id };
  return { ann, general: await db().room.findFirstOrThrow({ where: { name: "general" } }) };
}

/** Any room that everyone joins. */
async function defaultRoom(boss: Person, kind: "open" | "closed" = "open") {
  const made = await room(boss, { kind });
  return updateRoom(boss, { room: made.id, isDefault: true });
}

describe("the first room", () => {
  test("is open, belongs to the first account, and is in the audit log", async () => {
    const { general } = await setUp();
    expect(general).toMatchObject({ kind: "open", isDefault: true, seq: 0, memberCount: 1 });
    expect(await rolesOf(general)).toEqual({ Ann: "owner" });
    expect(await db().auditEntry.count({ where: { action: "room.create", targetName: "general" } })).toBe(1);
  });

  test("is not made without a name, nor by a later account", async () => {
    await signUp("Ann", { registration: "open" });
    await signUp("Bob", { firstRoom: "general" });
    expect(await db().room.count()).toBe(0);
    await expect(signUp("Eve", { firstRoom: "a/b" })).rejects.toMatchObject({
      refusal: { errors: [{ path: "firstRoom" }] },
    });
  });
});

describe("a default room", () => {
  test("is joined on sign-up, with a system message", async () => {
    const { general } = await setUp();
    await signUp("Bob");
    expect(await rolesOf(general)).toEqual({ Ann: "owner", Bob: "member" });
    expect(await linesOf(general)).toMatchObject([{ type: "joined", names: ["Bob"] }]);
    await expectWhole(general);
  });

  test("is joined by invitation beside the invitation's rooms, and by guests only if it is among them", async () => {
    const { ann, general } = await setUp();
    const boss = await person("Boss", "administrator");
    const den = await room(boss, { kind: "closed" });
    const invite = async (role: "member" | "guest", roomIds: string[]) =>
      (await createInvitation(ann, { role, roomIds })).token;
    await signUp("Bob", { invite: await invite("member", [den.id, general.id]) });
    await signUp("Gus", { invite: await invite("guest", [den.id]) });
    await signUp("Gil", { invite: await invite("guest", [general.id]) });
    expect(await rolesOf(den)).toEqual({ Boss: "owner", Bob: "member", Gus: "member" });
    expect(await rolesOf(general)).toEqual({ Ann: "owner", Bob: "member", Gil: "member" });
    const { user } = await db().membership.findFirstOrThrow({
      where: { roomId: general.id, user: { displayName: "Bob" }, entry: "invited", addedById: ann.userId },
      include: { user: true },
    });
    expect(user.displayName).toBe("Bob");
  });

  test("is joined by people whom an administrator makes, added by them, and not by guests", async () => {
    const { ann, general } = await setUp();
    await createPerson(ann, { username: "bob", displayName: "Bob" });
    await createPerson(ann, { username: "gus", displayName: "Gus", role: "guest" });
    expect(await rolesOf(general)).toEqual({ Ann: "owner", Bob: "member" });
    expect(await linesOf(general)).toMatchObject([{ type: "added", names: ["Bob"] }]);
    const sender = await db().message.findFirstOrThrow({ where: { roomId: general.id } });
    expect(sender.senderId).toBe(ann.userId);
  });

  test("is joined once by people whom the company's provider signs in", async () => {
    const { ann, general } = await setUp();
    const known = { issuer: "https://id.example", subject: "7", isEmailVerified: false };
    const logIn = () => logInByProvider(visitor(), { ...known, email: null, name: "Bob", username: "bob" });
    await logIn();
    const { user } = await logIn();
    expect(await rolesOf(general)).toEqual({ Ann: "owner", Bob: "member" });
    await db().membership.deleteMany({ where: { userId: user.id } });
    await db().room.update({ where: { id: general.id }, data: { memberCount: 1 } });
    await logIn();
    expect(await rolesOf(general)).toEqual({ Ann: "owner" });
    expect(ann.userId).not.toBe(user.id);
  });

  test("is joined under any name, and by nobody while it is archived, after it is unset or deleted", async () => {
    const { ann, general } = await setUp();
    await updateRoom(ann, { room: general.id, name: "Lobby", archived: true });
    await signUp("Bob");
    await updateRoom(ann, { room: general.id, archived: false });
    await signUp("Mia");
    await updateRoom(ann, { room: general.id, isDefault: false });
    await signUp("Eve");
    expect(await rolesOf(general)).toEqual({ Ann: "owner", Mia: "member" });
    await updateRoom(ann, { room: general.id, isDefault: true });
    await deleteRoom(ann, { room: general.id });
    await signUp("Zoe");
    expect(await rolesOf(general)).toEqual({});
  });

  test("counts right after twenty sign up at once", async () => {
    const { general } = await setUp();
    await Promise.all(Array.from({ length: 20 }, (_, i) => signUp(`P${i}`)));
    expect(Object.keys(await rolesOf(general))).toHaveLength(21);
    await expectWhole(general);
  });
});

describe("making a room a default room", () => {
  test("is for administrators alone, and changes no member", async () => {
    await workspace();
    const [boss, ada, bob] = [
      await person("Boss", "administrator"),
      await person("Ada"),
      await person("Bob"),
    ];
    const den = await room(ada, { members: [bob] });
    for (const isDefault of [true, false])
      await expect(updateRoom(bob, { room: den.id, isDefault })).rejects.toMatchObject(refused("forbidden"));
    await expect(updateRoom(ada, { room: den.id, isDefault: true })).rejects.toMatchObject(
      refused("forbidden", "administrators_only"),
    );
    expect(await updateRoom(ada, { room: den.id, isDefault: false })).toMatchObject({ isDefault: false });
    const { seq, rev } = await updateRoom(boss, { room: den.id, isDefault: true });
    expect([seq, rev]).toEqual([den.seq + 1, den.rev + 2]);
    expect(await rolesOf(den)).toEqual({ Ada: "owner", Bob: "member" });
  });

  test("works for closed rooms, and neither for groups nor for something else than yes or no", async () => {
    const boss = await person("Boss", "administrator");
    expect(await defaultRoom(boss, "closed")).toMatchObject({ isDefault: true, kind: "closed" });
    const crew = await room(boss, { kind: "group" });
    for (const isDefault of [true, "yes"])
      await expect(updateRoom(boss, { room: crew.id, isDefault } as never)).rejects.toMatchObject({
        refusal: { code: "validation_failed", errors: [{ path: "isDefault" }] },
      });
  });

  test("stops at twenty", async () => {
    const boss = await person("Boss", "administrator");
    for (let i = 0; i < 20; i++) await defaultRoom(boss);
    await expect(defaultRoom(boss)).rejects.toMatchObject(refused("conflict", "too_many_default_rooms"));
  });
});
