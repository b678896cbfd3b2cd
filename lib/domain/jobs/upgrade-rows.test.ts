import { expect, test, vi } from "vitest";
import { upgradeRows } from "./workers";

const timeout = () => new Error("Connection terminated due to connection timeout");

test("a first connection that times out is tried again", async () => {
  const run = vi.fn<() => Promise<string[]>>().mockRejectedValueOnce(timeout()).mockResolvedValue([]);
  await upgradeRows(run);
  expect(run).toHaveBeenCalledTimes(2);
});

test("after three timeouts, and at once after another error, the start fails", async () => {
  const late = vi.fn<() => Promise<string[]>>().mockRejectedValue(timeout());
  await expect(upgradeRows(late)).rejects.toThrow("timeout");
  expect(late).toHaveBeenCalledTimes(3);
  const broken = vi.fn<() => Promise<string[]>>().mockRejectedValue(new Error("relation does not exist"));
  await expect(upgradeRows(broken)).rejects.toThrow("relation");
  expect(broken).toHaveBeenCalledTimes(1);
});
