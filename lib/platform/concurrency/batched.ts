import { setTimeout as wait } from "node:timers/promises";
import DataLoader from "dataloader";

/** The next read does not wait for one that takes longer than this. */
const SLOW_READ_MS = 50;
const MAX_KEYS = 500;
/** Time that the next read gathers keys, for each key of the last read and at most, in milliseconds. */
const GATHER_MS = { each: 2, most: 10 };

/**
 * Turns a read for many keys into one for a single key. Keys that arrive during a read share the next one, so that a
 * thousand people who reconnect cost some reads and not a thousand. A single caller waits for nobody; in a crowd each
 * waits some milliseconds more. Every read begins after it was asked for, and nothing is cached.
 *
 * @param read returns the values in the order of the keys; if it throws, all callers are refused
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
