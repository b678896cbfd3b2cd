import { expect, test } from "vitest";
import { takeComplaints } from "@/tests/support/complaints";
import { Shutdown } from "./shutdown";

test("steps run in reverse order, each once", async () => {
  const undone: string[] = [];
  const closing = new Shutdown();
  for (const step of ["database", "server", "sockets"]) closing.add(async () => void undone.push(step));

  expect(closing.hasBegun).toBe(false);
  await Promise.all([closing.run(), closing.run()]);
  expect(closing.hasBegun).toBe(true);
  expect(undone).toEqual(["sockets", "server", "database"]);
});

test("a failing step is logged, a hanging one given up, and neither stops the others", async () => {
  const undone: string[] = [];
  const closing = new Shutdown();
  closing.add(() => undone.push("database"));
  closing.add(() => Promise.reject(new Error("stuck")));

  closing.add(() => new Promise(() => {}), 10);

  await closing.run();
  expect(undone).toEqual(["database"]);
  expect(takeComplaints()).toEqual(["Error: stuck"]);
});
