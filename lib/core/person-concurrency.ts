import { KeyedSemaphore } from "@/lib/platform/concurrency/keyed-semaphore";
import { networkOf } from "@/lib/platform/http/client-address";
import { remember } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";
import type { Actor } from "./actor";
import { unavailable } from "./errors";

type Work = "reads" | "writes" | "downloads";

const BOUNDS = {
  reads: { atOnce: LIMITS.readsAtOnce, waiting: LIMITS.readsWaiting },
  writes: { atOnce: LIMITS.writesAtOnce, waiting: LIMITS.writesWaiting },
  downloads: { atOnce: LIMITS.downloadsAtOnce, waiting: LIMITS.downloadsWaiting },
} as const satisfies Record<Work, { atOnce: number; waiting: number }>;

/**
 * Runs a few reads and a few writes of one person at a time in this process, and queues the rest, for REST, forms and
 * sockets together. So a client with many requests at once delays only itself, and leaves connections to the database for
 * others (bulkheads: OWASP ASVS 5.0, V15.2.2). Anonymous callers count by network.
 *
 * @throws `unavailable` when too many wait
 */
export async function limitPerPerson<T>(
  actor: Pick<Actor, "userId" | "address">,
  work: Work,
  act: () => Promise<T>,
): Promise<T> {
  const leave = await takeSlot(actor, work);
  try {
    return await act();
  } finally {
    leave();
  }
}

/**
 * Waits for one of a person's slots, for work that ends later than the call that began it, such as a download.
 *
 * @returns a function that gives the slot back; further calls of it do nothing
 * @throws `unavailable` when too many wait
 */
export async function takeSlot(
  { userId, address }: Pick<Actor, "userId" | "address">,
  work: Work,
): Promise<() => void> {
  const { atOnce, waiting } = BOUNDS[work];
  const slots = remember(`${work} at once`, () => new KeyedSemaphore(atOnce, waiting));
  const leave = await slots.acquire(userId ?? networkOf(address));
  if (!leave) throw unavailable("You have too many requests running at once. Try again in a moment.");
  return leave;
}
