import { describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { deactivate, type Person, person, refused, room, workspace } from "@/tests/support/world";
import { logIn } from "../accounts/login/log-in";
import { makeResetLink } from "../accounts/passwords/make-reset-link";
import { readReset, resetPassword } from "../accounts/passwords/password-reset";
import { register } from "../accounts/register";
import { createApiToken } from "../accounts/sessions/api-token";
import { claimOfBearer } from "../accounts/sessions/bearer";
import { createInvitation, listInvitations, readInvitation } from "../invitations/invitations";
import { listRooms } from "../rooms/list-rooms";
import { deactivatePerson } from "./deactivate-person";
import { deletePerson } from "./delete-person";
import { listPeople } from "./list-people";
import { changeRole, createPerson, reactivatePerson } from "./people";

testDatabase();

let count = 0;
const visitor = () => anonymous({ address: `198.51.100.${++count}` });
const PASSWORD = "an altogether new one";
const join = (invite: string) =>
  register(visitor(), { username: `newcomer.${++count}`, password: PASSWORD, invite });

/** All that an administrator can give, given by one and not taken up. */
async function given() {
  const [boss, giver, ada] = [
    await person("Boss", "administrator"),
    await person("Giver", "administrator"),
    await person("Ada"),
  ];
  await workspace("invite");
  const invitation = await createInvitation(giver, { role: "administrator" });
  const link = await makeResetLink(giver, { user: ada.userId });
  const username = `made.${giver.username}`;
  const { password } = await createPerson(giver, { username, role: "administrator" });
  return { boss, giver, ada, invitation, link, made: { username, password } };
}

type Given = Awaited<ReturnType<typeof given>>;

async function expectOver({ invitation, link, made }: Given): Promise<void> {
  await expect(readInvitation(visitor(), { token: invitation.token })).rejects.toMatchObject(
    refused("not_found"),
  );
  await expect(join(invitation.token)).rejects.toMatchObject(refused("forbidden", "invitation_over"));
  await expect(readReset(visitor(), { token: link.token })).rejects.toMatchObject(refused("not_found"));
  await expect(resetPassword(visitor(), { token: link.token, newPassword: PASSWORD })).rejects.toMatchObject(
    refused("not_found"),
  );
  await expect(logIn(visitor(), made)).rejects.toMatchObject(refused("unauthenticated", "wrong_credentials"));
}

const ENDS: Record<string, (by: Person, giver: Person) => Promise<void>> = {
  demoted: (by, { userId }) => changeRole(by, { user: userId, role: "member" }),
  deactivated: (by, { userId }) => deactivatePerson(by, { user: userId }),
  deleted: (by, { userId }) => deletePerson(by, { user: userId }),
};

describe.each(Object.entries(ENDS))("grants of an administrator who is %s", (because, end) => {
  test("end, each with an audit entry", async () => {
    const all = await given();
    await end(all.boss, all.giver);
    await expectOver(all);
    expect((await listInvitations(all.boss, {})).items.map(({ id }) => id)).not.toContain(all.invitation.id);
    const entries = await db().auditEntry.findMany({ where: { actorId: all.boss.userId } });
    expect(entries.filter(({ details }) => (details as { because?: string }).because === because)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: "invitation.revoke", targetId: all.invitation.id }),
        expect.objectContaining({ action: "person.revoke-reset-link", targetId: all.ada.userId }),
        expect.objectContaining({ action: "person.void-password", targetName: all.made.username }),
      ]),
    );
  });

  test("stay if they were already used", async () => {
    const { boss, giver, invitation, made } = await given();
    const { user } = await join(invitation.token);
    const { sessionId, user: newcomer } = await logIn(visitor(), made);
    const den = await room(giver, { kind: "closed" });
    await db().user.update({ where: { id: newcomer.id }, data: { mustChangePassword: false } });
    await end(boss, giver);
    expect(await db().user.findUnique({ where: { id: user.id } })).toMatchObject({ role: "administrator" });
    expect(await db().session.findUnique({ where: { id: sessionId } })).toMatchObject({ endedAt: null });
    expect(await db().room.findUnique({ where: { id: den.id } })).toMatchObject({ deletedAt: null });
  });

  test("and is used at that moment is used by an administrator's right or not at all", async () => {
    const all = await given();
    const [, joined, set] = await Promise.allSettled([
      end(all.boss, all.giver),
      join(all.invitation.token),
      resetPassword(visitor(), { token: all.link.token, newPassword: PASSWORD }),
    ]);
    for (const use of [joined, set])
      if (use.status === "rejected") expect(use.reason.refusal.code).toMatch(/^(forbidden|not_found)$/);
    await expect(join(all.invitation.token)).rejects.toMatchObject(refused("forbidden", "invitation_over"));
  });
});

test("of others stay", async () => {
  const [one, other] = [await given(), await given()];
  await ENDS.demoted?.(one.boss, one.giver);
  await readInvitation(visitor(), { token: other.invitation.token });
  await readReset(visitor(), { token: other.link.token });
  await logIn(visitor(), other.made);
});

test("nothing comes back with the right to give it", async () => {
  const [demoted, deactivated] = [await given(), await given()];
  await changeRole(demoted.boss, { user: demoted.giver.userId, role: "guest" });
  await changeRole(demoted.boss, { user: demoted.giver.userId, role: "administrator" });
  await deactivatePerson(deactivated.boss, { user: deactivated.giver.userId });
  await reactivatePerson(deactivated.boss, { user: deactivated.giver.userId });
  await expectOver(demoted);
  await expectOver(deactivated);
});

test("the rows decide, even if nothing was revoked", async () => {
  const all = await given();
  await deactivate(all.giver);
  await expectOver(all);
});

test("a new role that administers too ends nothing", async () => {
  const { boss, giver, invitation } = await given();
  await changeRole(boss, { user: giver.userId, role: "administrator" });
  await join(invitation.token);
});

test("a token that administers loses that for good when its owner is demoted", async () => {
  const { boss, giver } = await given();
  const make = async (scopes: ("read" | "write" | "admin")[]) => {
    const { token } = await createApiToken(giver, { name: scopes.join(), scopes });
    return { ...giver, ...(await claimOfBearer(token)) };
  };
  const [both, alone] = [await make(["read", "admin"]), await make(["admin"])];
  await changeRole(boss, { user: giver.userId, role: "member" });
  await changeRole(boss, { user: giver.userId, role: "administrator" });
  await listRooms(both, {});
  await expect(listPeople(both, {})).rejects.toMatchObject(refused("forbidden", "scope_missing"));
  await expect(listPeople(alone, {})).rejects.toMatchObject(refused("unauthenticated", "session_ended"));
  await listPeople(giver, {});
});
