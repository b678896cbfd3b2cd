import { describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { person, refused, room, workspace } from "@/tests/support/world";
import { register } from "../accounts/register";
import { hashOf } from "../accounts/sessions/session";
import { listRooms } from "../rooms/list-rooms";
import { createInvitation, listInvitations, readInvitation, revokeInvitation } from "./invitations";

testDatabase();

let count = 0;
const visitor = () => anonymous({ address: `198.51.100.${++count}` });
const name = () => `newcomer.${++count}`;
const boss = () => person("Boss", "administrator");
const join = (invite: string) =>
  register(visitor(), { username: name(), password: "correct horse battery", invite });

describe("an invitation", () => {
  test("admits despite closed registration, with its role and rooms, as often as it allows", async () => {
    const admin = await boss();
    const den = await room(admin, { kind: "closed" });
    await workspace("invite");
    const { token, url, ...view } = await createInvitation(admin, {
      role: "guest",
      roomIds: [den.id],
      maxUses: 2,
    });
    expect(url).toContain(`/register?invite=${token}`);
    expect(await readInvitation(visitor(), { token })).toEqual({ role: "guest" });
    const { user, sessionId } = await join(token);
    expect(user.role).toBe("guest");
    const rooms = await listRooms({ ...visitor(), sessionId, userId: user.id }, {});
    expect(rooms.items.map(({ id }) => id)).toEqual([den.id]);
    await join(token);
    await expect(join(token)).rejects.toMatchObject(refused("forbidden", "invitation_over"));
    const listed = (await listInvitations(admin, {})).items.find(({ id }) => id === view.id);
    expect(listed).toEqual({ ...view, uses: 2 });
  });

  test("S25: of 50 at once on its last use one succeeds, and only its hash is stored", async () => {
    const admin = await boss();
    await workspace("invite");
    const { token, id } = await createInvitation(admin, { maxUses: 1 });
    expect(JSON.stringify(await db().invitation.findMany())).not.toContain(token);
    const ends = await Promise.allSettled(Array.from({ length: 50 }, () => join(token)));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const end of ends)
      if (end.status === "rejected")
        expect(end.reason).toMatchObject(refused("forbidden", "invitation_over"));
    expect(await db().invitation.findUnique({ where: { id } })).toMatchObject({ uses: 1 });
  });

  test("S21, S25: revoked, expired, used up and unknown give one and the same answer", async () => {
    const admin = await boss();
    await workspace("invite");
    const [revoked, expired] = [await createInvitation(admin, {}), await createInvitation(admin, {})];
    await revokeInvitation(admin, { invitation: revoked.id });
    const past = { expiresAt: new Date(Date.now() - 1) };
    await db().invitation.update({ where: { tokenHash: hashOf(expired.token) }, data: past });
    const tokens = [revoked.token, expired.token, "inv_unknown"];
    const read = await Promise.all(
      tokens.map((token) => readInvitation(visitor(), { token }).catch(({ refusal }) => refusal)),
    );
    const joined = await Promise.all(tokens.map((token) => join(token).catch(({ refusal }) => refusal)));
    expect(new Set(read.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(new Set(joined.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(joined[0]).toMatchObject({ code: "forbidden", reason: "invitation_over" });
    expect((await listInvitations(admin, {})).items.map(({ id }) => id)).not.toContain(revoked.id);
    await expect(revokeInvitation(admin, { invitation: revoked.id })).rejects.toMatchObject(
      refused("not_found"),
    );
  });

  test("is made, listed and revoked by administrators alone", async () => {
    const [admin, ada, guest] = [await boss(), await person("Ada"), await person("Gus", "guest")];
    const { id } = await createInvitation(admin, {});
    for (const who of [ada, guest])
      for (const call of [() => createInvitation(who, {}), () => listInvitations(who, {})])
        await expect(call()).rejects.toMatchObject(refused("forbidden", "administrators_only"));
    for (const who of [ada, guest])
      await expect(revokeInvitation(who, { invitation: id })).rejects.toMatchObject(refused("not_found"));
    await expect(createInvitation(visitor(), {})).rejects.toMatchObject(refused("unauthenticated"));
  });

  test("leads into no group or direct conversation, which are not an administrator's to fill", async () => {
    const admin = await boss();
    const group = await room(await person("Ada"), { kind: "group", members: [await person("Bob")] });
    await expect(createInvitation(admin, { roomIds: [group.id] })).rejects.toMatchObject(
      refused("not_found"),
    );
  });

  test.each([
    [{ role: "owner" }],
    [{ maxUses: 0 }],
    [{ maxUses: 1.5 }],
    [{ expiresAt: "2001-01-01T00:00:00Z" }],
    [{ expiresAt: "soon" }],
    [{ roomIds: ["x"] }],
    [{ roomIds: "x" }],
  ])("like %j is refused", async (wrong) => {
    await expect(createInvitation(await boss(), wrong as object)).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });
});
