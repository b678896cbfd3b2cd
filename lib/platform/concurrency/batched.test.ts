import { expect, test } from "vitest";
import { batched } from "./batched";

/** A read whose end is in the test's hands. */
function readInHand() {
  const reads: { keys: readonly number[]; end(error?: Error): void }[] = [];
  const read = batched(
    (keys: readonly number[]) =>
      new Promise<number[]>((resolve, reject) => {
        const end = (error?: Error) => (error ? reject(error) : resolve(keys.map((key) => key * 10)));
        reads.push({ keys, end });
      }),
  );
  const begun = (count: number) => expect.poll(() => reads.length).toBe(count);
  return { reads, read, begun };
}

test("simultaneous keys share one read, and each gets its own value", async () => {
  const { reads, read, begun } = readInHand();
  const answers = Promise.all([read(1), read(2), read(1)]);
  await begun(1);
  reads[0]?.end();
  expect(await answers).toEqual([10, 20, 10]);
  expect(reads[0]?.keys).toEqual([1, 2, 1]);
});

test("keys that arrive during a read share the next one, even if it fails", async () => {
  const { reads, read, begun } = readInHand();
  const first = read(1).catch(({ message }: Error) => message);
  await begun(1);
  const later = [read(2), read(3)];
  reads[0]?.end(new Error("away"));
  expect(await first).toBe("away");
  await begun(2);
  reads[1]?.end();
  expect(await Promise.all(later)).toEqual([20, 30]);
});

test("a hanging read delays nobody for long", async () => {
  const { reads, read, begun } = readInHand();
  void read(1);
  await begun(1);
  const second = read(2);
  await begun(2);
  reads[1]?.end();
  expect(await second).toBe(20);
});
