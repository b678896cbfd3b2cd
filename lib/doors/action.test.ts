import { expect, test, vi } from "vitest";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { testDatabase } from "@/tests/support/database";
import { workspace } from "@/tests/support/world";
import { action } from "./action";

vi.mock("next/headers", () => ({ headers: async () => new Headers(), cookies: async () => new Map() }));

testDatabase();

test("an action without a form answers with a refusal, and goes no further", async () => {
  await workspace();
  const after = vi.fn();
  const called = action(readWorkspace, after);
  for (const form of [undefined, null, "x", 1, [], {}, { get: 1, keys: 1 }]) {
    const reply = await called(null, form as unknown as FormData);
    expect(reply).toMatchObject({ ok: false, error: { code: "validation_failed" } });
  }
  expect(after).not.toHaveBeenCalled();
  expect(await called(null, new FormData())).toMatchObject({ ok: true });
});
