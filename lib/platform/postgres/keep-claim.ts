import { setTimeout as wait } from "node:timers/promises";
import { type Claim, claim } from "./claim";

/** Time for an administrator to restart PostgreSQL by hand before it is restarted from here. */
const GRACE_MS = 3_000;

/** A claim that is renewed when it is lost: see `keepClaim()`. */
export type KeptClaim = {
  release(): Promise<void>;
  /**
   * Announces the stop, then runs `takeDown`, unless another process may own the database by now. The claim ends with
   * it.
   */
  stop(takeDown: () => Promise<void>): Promise<void>;
};

/**
 * Keeps a claim as long as the process lives: renews it when its connection ends, and restarts PostgreSQL when it
 * stays away for three seconds. Each kind of error is logged once on stderr.
 *
 * @param url the database of the claim
 * @param restart starts PostgreSQL again
 */
export function keepClaim(first: Claim, url: string, restart: () => Promise<void>): KeptClaim {
  let held: Claim | undefined;
  let isLeaving = false;
  let retaking: Promise<unknown> | undefined;

  function setClaim(claimed: Claim): void {
    held = claimed;
    claimed.connection.once("end", lose);
  }

  function lose(): void {
    held = undefined;
    if (isLeaving) return;
    retaking = retake(url, restart, () => isLeaving).then((claimed) => claimed && setClaim(claimed));
  }

  async function release(): Promise<void> {
    isLeaving = true;
    await held?.announceStop();
  }

  async function stop(takeDown: () => Promise<void>): Promise<void> {
    await release();
    await retaking;
    held ??= await claim(url, 0).catch(() => undefined); // Lost a moment ago: it may be up again, and unclaimed.
    if (held) await takeDown();
  }

  setClaim(first);
  return { release, stop };
}

async function retake(
  url: string,
  restart: () => Promise<void>,
  isLeaving: () => boolean,
): Promise<Claim | undefined> {
  const complain = logOnce();
  for (const since = Date.now(); !isLeaving(); await wait(250)) {
    try {
      if (Date.now() - since > GRACE_MS) await restart();
      const claimed = await claim(url, 0);
      if (claimed) return claimed;
    } catch (error) {
      complain(error);
    }
  }
}

function logOnce(): (error: unknown) => void {
  const logged = new Set<string>();
  return (error) => {
    const { message } = error as Error;
    if (!logged.has(message)) console.error(`The database is away: ${message}`);
    logged.add(message);
  };
}
