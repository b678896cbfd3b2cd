import { v4 as uuid } from "uuid";
import { expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { person, refused } from "@/tests/support/world";
import { beginUpload } from "./begin-upload";

testDatabase();

test("of uploads that begin together only as many as may be open do", async () => {
  await person("Administrator"); // The first person is one, and administrators' operations wait for each other.
  const ada = await person("Ada");
  // Quotas have locks of their own.
  await db().workspace.update({ where: { id: 1 }, data: { quotaBytes: null, totalQuotaBytes: null } });
  const open = { userId: ada.userId, size: 1, metadata: "" };
  await db().upload.createMany({
    data: Array.from({ length: LIMITS.openUploads - 1 }, () => ({ ...open, id: uuid() })),
  });
  const begin = () => beginUpload(ada, { upload: uuid(), size: 1, metadata: "", name: "a" });
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, begin));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === "rejected") expect(outcome.reason).toMatchObject(refused("forbidden"));
  expect(await db().upload.count({ where: { userId: ada.userId } })).toBe(LIMITS.openUploads);
});
