import { setTimeout as wait } from "node:timers/promises";
import { type Claim, claim } from "./claim";

/** Restarting PostgreSQL by hand is left this long to whoever does it, before it is started from here. */
const GRACE_MS = 3_000;

/** A claim that is kept: see `guard()`. */
export type KeptClaim = {
  release(): Promise<void>;
  /** Leaves, then runs `takeDown`, unless somebody else may have the database by now. The claim ends with it. */
  stop(takeDown: () => Promise<void>): Promise<void>;
};

/**
 * Keeps a claim for as long as the process lives: when its connection ends it is taken again, and when PostgreSQL stays
 * away for three seconds it is started again. Complaints go to stderr, one line for each kind.
 * @param url the database that the claim was made on
 * @param restart brings PostgreSQL up where it was
 */
export function keepClaim(first: Claim, url: string, restart: () => Promise<void>): KeptClaim {
  let held: Claim | undefined;
  let isLeaving = false;
  let retaking: Promise<unknown> | undefined;

  function hold(claimed: Claim): void {
    held = claimed;
    claimed.connection.once("end", lose);
  }

  function lose(): void {
    held = undefined;
    if (isLeaving) return;
    retaking = retake(url, restart, () => isLeaving).then((claimed) => claimed && hold(claimed));
  }

  async function release(): Promise<void> {
    isLeaving = true;
    await held?.announceStop();
  }

  async function stop(takeDown: () => Promise<void>): Promise<void> {
    await release();
    await retaking;
    held ??= await claim(url, 0).catch(() => undefined); // lost a moment ago: it may be up again, and nobody's
    if (held) await takeDown();
  }

  hold(first);
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
  const said = new Set<string>();
  return (error) => {
    const { message } = error as Error;
    if (!said.has(message)) console.error(`The database is away: ${message}`);
    said.add(message);
  };
}
