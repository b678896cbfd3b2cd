import { ERRORS, type Lock, type Locker } from "@tus/server";
import { LIMITS } from "@/lib/shared/limits";

type Holder = { askToRelease(): void; released: Promise<void>; release(): void };

/**
 * Locks of resumable uploads in this process. A request that wants a lock asks its holder to release it, and waits for
 * that (tus 1.0, "a stalled request must not block a resumption"). The library's own locker asks again in every turn of
 * the event loop, which a slow holder turns into a busy processor.
 */
export class UploadLocks implements Locker {
  private readonly holders = new Map<string, Holder>();

  newLock(id: string): Lock {
    return {
      lock: (signal, askToRelease) => this.acquire(id, signal, askToRelease),
      unlock: async () => this.holders.get(id)?.release(),
    };
  }

  private async acquire(id: string, signal: AbortSignal, askToRelease: () => void): Promise<void> {
    const expired = AbortSignal.any([signal, AbortSignal.timeout(LIMITS.uploadLockMs)]);
    for (let holder = this.holders.get(id); holder; holder = this.holders.get(id)) {
      holder.askToRelease();
      await Promise.race([holder.released, aborted(expired)]);
      if (expired.aborted) throw ERRORS.ERR_LOCK_TIMEOUT;
    }
    this.hold(id, askToRelease);
  }

  private hold(id: string, askToRelease: () => void): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    const release = () => {
      this.holders.delete(id);
      resolve();
    };
    this.holders.set(id, { askToRelease, released: promise, release });
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
