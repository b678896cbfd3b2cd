import { setTimeout as wait } from "node:timers/promises";
import DataLoader from "dataloader";

/** A read that takes longer than this is not waited for by the next one. */
const SLOW_READ_MS = 50;
const MAX_KEYS = 500;
/** For each key of the last read the next one gathers so long, and never longer than the second, in milliseconds. */
const GATHER_MS = { each: 2, most: 10 };

/**
 * Makes of a read for many keys one for a single key. Keys that are asked for while a read is under way go together in
 * the next one, so that a thousand people who come back at once cost some reads and not a thousand. One who comes alone
 * waits for nobody; in a crowd one waits some milliseconds more for others. Every read begins after it was asked for;
 * nothing is kept.
 * @param read gives the values in the order of the keys; where it throws, all who asked are refused
 */
export function batched<Key, Value>(
  read: (keys: readonly Key[]) => Promise<Value[]>,
): (key: Key) => Promise<Value> {
  let underWay: Promise<unknown> = Promise.resolve();
  let crowd = 0;
  const loader = new DataLoader<Key, Value>(
    (keys) => {
      crowd = keys.length;
      const reading = read(keys);
      underWay = Promise.race([reading, wait(SLOW_READ_MS, null, { ref: false })]).catch(() => {});
      return reading;
    },
    { cache: false, maxBatchSize: MAX_KEYS, batchScheduleFn: (go) => void underWay.then(() => gather(go)) },
  );
  function gather(go: () => void) {
    if (crowd > 1) setTimeout(go, Math.min(GATHER_MS.most, crowd * GATHER_MS.each));
    else setImmediate(go);
  }
  return (key) => loader.load(key);
}
