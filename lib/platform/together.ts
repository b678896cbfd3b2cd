import { setTimeout as wait } from "node:timers/promises";
import DataLoader from "dataloader";

/** A read that takes longer than this is not waited for by the next one. */
const PATIENCE_MS = 50;
const MOST = 500;

/**
 * Makes of a read for many keys one for a single key. Keys that are asked for while a read is under way go together in
 * the next one, so that a thousand people who come back at once cost some reads and not a thousand, and one who comes
 * alone waits for nobody. Every read begins after it was asked for; nothing is kept.
 * @param read gives the values in the order of the keys; where it throws, all who asked are refused
 */
export function together<Key, Value>(
  read: (keys: readonly Key[]) => Promise<Value[]>,
): (key: Key) => Promise<Value> {
  let underWay: Promise<unknown> = Promise.resolve();
  const loader = new DataLoader<Key, Value>(
    (keys) => {
      const reading = read(keys);
      underWay = Promise.race([reading, wait(PATIENCE_MS, null, { ref: false })]).catch(() => {});
      return reading;
    },
    { cache: false, maxBatchSize: MOST, batchScheduleFn: (go) => void underWay.then(() => setImmediate(go)) },
  );
  return (key) => loader.load(key);
}
