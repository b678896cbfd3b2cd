import { expect, test, vi } from "vitest";
import { loadParser, treeIfReady } from "./markdown-parser";

const network = vi.hoisted(() => ({ isOff: true }));

vi.mock("@/lib/shared/markdown/parse", (original) => {
  if (network.isOff) throw new Error("no network");
  return original();
});

test("a parser that could not be fetched is there once there is a network", async () => {
  vi.useFakeTimers();
  const loaded = vi.fn();
  void loadParser().then(loaded);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(treeIfReady("**bold**")).toBeUndefined();
  network.isOff = false;
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(treeIfReady("**bold**")).toMatchObject({ type: "root" }));
  expect(loaded).toHaveBeenCalledWith(expect.objectContaining({ parseMarkdown: expect.any(Function) }));
});
