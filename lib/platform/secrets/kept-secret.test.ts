import { expect, test, vi } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { db } from "../database/db";
import { keptSecret } from "./kept-secret";
import { seal } from "./seal";

testDatabase();

test("a secret is made once, also by two processes at the same time", async () => {
  let made = 0;
  const make = () => `secret ${++made}`;
  const [a, b] = await Promise.all([keptSecret("push", make), keptSecret("push", make)]);
  expect(a).toBe(b);
  expect(await keptSecret("push", () => "another")).toBe(a);
});

test("a secret that does not open any more is made anew, and said so", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  await db().keptSecret.update({ where: { name: "push" }, data: { sealed: seal("totp", "other") } });
  expect(await keptSecret("push", () => "new")).toBe("new");
  expect(warn).toHaveBeenCalledOnce();
  warn.mockRestore();
});
