import { beforeEach, describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { rolesOf } from "@/tests/support/membership";
import { deactivate, person, refused, room, session, workspace } from "@/tests/support/world";
import { register } from "../accounts/register";
import { changeRole } from "../administration/people";
import { updateRoom } from "../rooms/update/update-room";
import { updateWorkspace } from "../workspace/update-workspace";
import { createInvitation, listInvitations, revokeInvitation } from "./invitations";

testDatabase();

let count = 0;
const visitor = () => anonymous({ address: `198.51.100.${++count}` });
const boss = () => person("Boss", "administrator");
const OVER = refused("forbidden", "invitation_over");
const join = (invite: string, displayName = "New") =>
  register(visitor(), { username: `n${++count}`, password: "correct horse battery", displayName, invite });

beforeEach(async () => {
  await workspace("invite");
  await updateWorkspace(await boss(), { inviters: "members" });
});

describe("where members may invite", () => {
  test("a member's invitation admits a member, into an open room of theirs", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    await workspace("invite");
    const den = await room(ada, { members: [bob] });
    const { token } = await createInvitation(bob, { roomIds: [den.id] });
    expect((await join(token, "New")).user.role).toBe("member");
    expect(await rolesOf(den)).toEqual({ Ada: "owner", Bob: "member", New: "member" });
  });

  test("members give no other role, and guests invite nobody", async () => {
    const [ada, gus] = [await person("Ada"), await person("Gus", "guest")];
    for (const role of ["guest", "administrator"] as const)
      await expect(createInvitation(ada, { role })).rejects.toMatchObject(
        refused("forbidden", "administrators_only"),
      );
    for (const call of [createInvitation, listInvitations])
      await expect(call(gus, {})).rejects.toMatchObject(refused("forbidden", "administrators_only"));
  });

  test("members lead into no room that they are not in, nor into a password room or a group", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const closed = await room(await boss(), { kind: "closed" });
    const [den, safe, crew] = [
      await room(ada),
      await room(bob, { kind: "password" }),
      await room(bob, { kind: "group" }),
    ];
    for (const [{ id }, code] of [
      [closed, "not_found"],
      [den, "forbidden"],
      [safe, "forbidden"],
      [crew, "forbidden"],
    ] as const)
      await expect(createInvitation(bob, { roomIds: [id] })).rejects.toMatchObject(refused(code));
  });

  test("members see and revoke only their own, administrators all", async () => {
    const [ada, bob, ann] = [await person("Ada"), await person("Bob"), await boss()];
    const [adas, bobs] = [await createInvitation(ada, {}), await createInvitation(bob, {})];
    expect((await listInvitations(ada, {})).items.map(({ id }) => id)).toEqual([adas.id]);
    const all = (await listInvitations(ann, {})).items.map(({ id }) => id);
    expect(all).toEqual(expect.arrayContaining([adas.id, bobs.id]));
    await expect(revokeInvitation(ada, { invitation: bobs.id })).rejects.toMatchObject(refused("not_found"));
    await revokeInvitation(bob, { invitation: bobs.id });
    await revokeInvitation(ann, { invitation: adas.id });
    for (const { token } of [adas, bobs]) await expect(join(token)).rejects.toMatchObject(OVER);
  });

  test("a member has fifty open invitations at most", async () => {
    const ada = await person("Ada");
    for (let i = 0; i < LIMITS.invitations.member; i++) await createInvitation(ada, {});
    await expect(createInvitation(ada, {})).rejects.toMatchObject(
      refused("conflict", "too_many_invitations"),
    );
  });

  test("many at once do not pass the limit together", async () => {
    const ada = await person("Ada");
    for (let i = 1; i < LIMITS.invitations.member; i++) await createInvitation(ada, {});
    const made = await Promise.allSettled(Array.from({ length: 4 }, () => createInvitation(ada, {})));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db().invitation.count({ where: { createdById: ada.userId } })).toBe(
      LIMITS.invitations.member,
    );
  });

  test("an administrator's token without the scope admin invites members only", async () => {
    const ann = await boss();
    const token = { ...ann, ...(await session(ann.userId)) };
    await db().session.update({ where: { id: token.sessionId }, data: { scopes: ["read", "write"] } });
    await createInvitation(token, {});
    await expect(createInvitation(token, { role: "administrator" })).rejects.toMatchObject(
      refused("forbidden", "administrators_only"),
    );
    await updateWorkspace(ann, { inviters: "administrators" });
    await expect(createInvitation(token, {})).rejects.toMatchObject(refused("forbidden", "scope_missing"));
  });
});

describe("a member's invitation is over", () => {
  test("once only administrators may invite", async () => {
    const [ada, ann] = [await person("Ada"), await boss()];
    await workspace("invite");
    const { token, id } = await createInvitation(ada, {});
    await updateWorkspace(ann, { inviters: "administrators" });
    await expect(join(token)).rejects.toMatchObject(OVER);
    for (const call of [createInvitation, listInvitations])
      await expect(call(ada, {})).rejects.toMatchObject(refused("forbidden", "administrators_only"));
    await revokeInvitation(ada, { invitation: id });
  });

  test("once the member is deactivated or becomes a guest", async () => {
    const [ada, bob, ann] = [await person("Ada"), await person("Bob"), await boss()];
    await workspace("invite");
    const tokens = [await createInvitation(ada, {}), await createInvitation(bob, {})];
    await deactivate(ada);
    await changeRole(ann, { user: bob.userId, role: "guest" });
    for (const { token } of tokens) await expect(join(token)).rejects.toMatchObject(OVER);
  });

  test("for its rooms once they are not open any more", async () => {
    const [ada, ann] = [await person("Ada"), await boss()];
    await workspace("invite");
    const den = await room(ada);
    const { token } = await createInvitation(ada, { roomIds: [den.id] });
    await updateRoom(ann, { room: den.id, kind: "closed" });
    await join(token);
    expect(await rolesOf(den)).toEqual({ Ada: "owner" });
  });
});
