import { setTimeout as wait } from "node:timers/promises";
import type { Parley } from "@/e2e/server";
import { Rng } from "@/tests/support/random";
import { startLoadGenerator } from "../load/load-generator";
import { percentile } from "../percentile";
import { makeText } from "./texts";
import type { Actor } from "./workspace";

/** Texts of one sender, sent in turn. */
const TEXTS = 50;
const SETTLE_MS = 1_000;

/** Acknowledgements of sends in a span of time, in milliseconds. */
export type Acks = { p50: number; p99: number; perSecond: number };

/** People who send messages of the corpus's kind at a rate, over Socket.IO. */
export type Senders = {
  /** Runs something while they send, and measures their acknowledgements meanwhile. */
  during<T>(run: () => Promise<T>): Promise<{ value: T; acks: Acks }>;
  close(): Promise<void>;
};

/** Connects the senders and lets them send so many messages a second together. */
export async function startSenders(
  { url }: Parley,
  actors: readonly Actor[],
  perSecond: number,
): Promise<Senders> {
  const rng = new Rng(4);
  const load = startLoadGenerator();
  const format = "socket.io" as const;
  await load.open(
    actors.map(({ token, roomIds }) => ({
      ...{ port: Number(new URL(url).port), format, token, roomIds, isSampled: false, perFrame: 1 },
      texts: Array.from({ length: TEXTS }, () => makeText(rng, [])),
    })),
  );
  load.send({ kind: "rate", perSecond });
  return {
    async during(run) {
      await wait(SETTLE_MS);
      await load.report();
      const began = performance.now();
      const value = await run();
      const { acks, refused } = await load.report();
      if (refused > 0) throw new Error(`${refused} messages were refused`);
      const seconds = (performance.now() - began) / 1_000;
      return {
        value,
        acks: { p50: percentile(acks, 0.5), p99: percentile(acks, 0.99), perSecond: acks.length / seconds },
      };
    },
    close: () => load.close(),
  };
}
