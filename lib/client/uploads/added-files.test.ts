import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AddedFiles } from "./added-files";
import type { UploadJob, UploadOutcome } from "./send-file";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const fileOf = (name: string) => new File(["words"], name, { type: "text/plain" });

/** A form whose uploads a test answers one by one. */
function form() {
  const sent: { job: UploadJob; answer: (outcome: UploadOutcome) => Promise<void> }[] = [];
  const remove = vi.fn();
  const added = new AddedFiles({
    remove,
    send: (job) =>
      new Promise((resolve) => {
        sent.push({
          job,
          async answer(outcome) {
            resolve(outcome);
            await vi.advanceTimersByTimeAsync(0);
          },
        });
      }),
  });
  return { added, sent, remove, names: () => added.store.get().map(({ name }) => name) };
}

test("files go at once, three at a time, and are saved when all are up", async () => {
  const { added, sent, names } = form();
  added.add(["d", "a", "c", "b"].map(fileOf), 10);
  expect(names()).toEqual(["a", "b", "c", "d"]);
  expect(sent).toHaveLength(3);
  for (let at = 0; at < 4; at++) {
    expect(added.ids()).toBeNull();
    await sent[at]!.answer({ type: "up", fileId: `f${at}` });
  }
  expect(added.ids()).toEqual(["f0", "f1", "f2", "f3"]);
});

test("no more files are taken than the message has room for", () => {
  const { added, names } = form();
  added.add(["a", "b", "c"].map(fileOf), 2);
  expect(names()).toEqual(["a", "b"]);
});

test("a lost connection is tried again, a lost upload from its beginning", async () => {
  const { added, sent } = form();
  added.add([fileOf("a")], 1);
  sent[0]!.job.onUrl("/api/v1/uploads/1", { name: "a", description: "" });
  await sent[0]!.answer({ type: "later", retryAfterMs: 0 });
  expect(added.store.get()).toMatchObject([{ activity: "stalled" }]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent[1]!.job.upload.url).toBe("/api/v1/uploads/1");
  await sent[1]!.answer({ type: "gone" });
  expect(sent[2]!.job.upload.url).toBeNull();
});

test("a refused file says why, and goes again when asked", async () => {
  const { added, sent } = form();
  added.add([fileOf("a")], 1);
  await sent[0]!.answer({ type: "refused", refusal: { why: "quota", detail: "" } });
  expect(added.store.get()).toMatchObject([{ refusal: { why: "quota" } }]);
  added.retry(added.store.get()[0]!.id);
  await sent[1]!.answer({ type: "up", fileId: "f" });
  expect(added.ids()).toEqual(["f"]);
});

test("removed and unsaved files are deleted on the server", async () => {
  const { added, sent, remove } = form();
  added.add(["a", "b"].map(fileOf), 2);
  await sent[0]!.answer({ type: "up", fileId: "fa" });
  added.remove(added.store.get()[0]!.id);
  expect(remove).toHaveBeenLastCalledWith("fa");
  added.stop();
  expect(sent[1]!.job.signal.aborted).toBe(true);
  await sent[1]!.answer({ type: "up", fileId: "fb" });
  expect(remove).toHaveBeenLastCalledWith("fb");
});

test("saved files are not deleted", async () => {
  const { added, sent, remove } = form();
  added.add(["a", "b"].map(fileOf), 2);
  await sent[0]!.answer({ type: "up", fileId: "fa" });
  await sent[1]!.answer({ type: "up", fileId: "fb" });
  added.saved(["fa"]);
  added.stop();
  expect(remove).toHaveBeenCalledExactlyOnceWith("fb");
});
