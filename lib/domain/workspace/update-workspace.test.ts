import { describe, expect, test } from "vitest";
import { beginTotp } from "@/lib/domain/accounts/second-factor/totp";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { person, refused, session } from "@/tests/support/world";
import { readWorkspaceSettings } from "./read-workspace-settings";
import { updateWorkspace } from "./update-workspace";

testDatabase();

async function administrator() {
  const ann = await person("Ann", "administrator");
  await db().user.update({
    where: { id: ann.userId },
    data: { totpSecret: "sealed", totpConfirmedAt: new Date() },
  });
  return ann;
}

describe("the workspace's settings", () => {
  test("are read and changed by administrators alone", async () => {
    const [ann, bob] = [await administrator(), await person("Bob")];
    await updateWorkspace(ann, { name: "Northwind", registration: "invite" });
    expect(await readWorkspaceSettings(ann, {})).toEqual({
      name: "Northwind",
      registration: "invite",
      inviters: "administrators",
      groupMakers: "administrators",
      emojiMakers: "members",
      requireTwoFactor: false,
      passwordLogin: true,
      fileBytes: 100 * 1024 * 1024,
      quotaBytes: null,
      totalQuotaBytes: null,
      linkCards: true,
    });
    await expect(readWorkspaceSettings(bob, {})).rejects.toMatchObject(
      refused("forbidden", "administrators_only"),
    );
    await expect(updateWorkspace(bob, { name: "Mine" })).rejects.toMatchObject(
      refused("forbidden", "administrators_only"),
    );
    expect(await db().auditEntry.count({ where: { action: "workspace.update", actorId: ann.userId } })).toBe(
      1,
    );
  });

  test("limits of files are set, taken back, and noted in the audit log", async () => {
    const ann = await administrator();
    const limits = { fileBytes: 5_000_000_000, quotaBytes: 20_000_000_000, totalQuotaBytes: 10 ** 12 };
    expect(await updateWorkspace(ann, limits)).toMatchObject(limits);
    expect(await updateWorkspace(ann, { quotaBytes: null })).toMatchObject({ ...limits, quotaBytes: null });
    const [first] = await db().auditEntry.findMany({
      where: { actorId: ann.userId },
      orderBy: { id: "asc" },
    });
    expect(first?.details).toEqual(limits);
    await updateWorkspace(ann, { fileBytes: 100 * 1024 * 1024, totalQuotaBytes: null });
  });

  test.each([
    ["fileBytes", 999],
    ["fileBytes", null],
    ["fileBytes", 1e14],
    ["fileBytes", 5000.5],
    ["fileBytes", "5000"],
    ["quotaBytes", -1],
    ["totalQuotaBytes", 2e15],
  ])("%s of %s is refused with the field's name", async (field, value) => {
    const change = updateWorkspace(await administrator(), { [field]: value });
    await expect(change).rejects.toMatchObject({ refusal: { errors: [{ path: field }] } });
  });

  test("S10: requiring a second factor restricts log-ins without one, until it is taken back", async () => {
    const [ann, bob] = [await administrator(), await person("Bob")];
    const phone = { ...bob, ...(await session(bob.userId)) };
    await updateWorkspace(ann, { requireTwoFactor: true });
    for (const device of [bob, phone]) {
      await expect(listRooms(device, {})).rejects.toMatchObject(refused("forbidden", "setup_needed"));
    }
    expect(await beginTotp(bob, {})).toMatchObject({ secret: expect.any(String) });
    expect(await listRooms(ann, {})).toMatchObject({ items: [] });

    await updateWorkspace(ann, { requireTwoFactor: false });
    for (const device of [bob, phone]) expect(await listRooms(device, {})).toMatchObject({ items: [] });
  });

  test("cannot lock out the administrator who changes them, nor everybody", async () => {
    const bare = await person("Bare", "administrator");
    await expect(updateWorkspace(bare, { requireTwoFactor: true })).rejects.toMatchObject(
      refused("conflict", "own_factor_first"),
    );
    await expect(updateWorkspace(bare, { passwordLogin: false })).rejects.toMatchObject(
      refused("conflict", "no_provider"),
    );
    await expect(updateWorkspace(bare, { name: " " })).rejects.toMatchObject(refused("validation_failed"));
  });
});
