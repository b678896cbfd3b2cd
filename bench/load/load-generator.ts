import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { PeerPlan, Tally } from "./peer";

/** What a process of peers is told to do. */
export type Order =
  | { kind: "open"; plans: PeerPlan[]; perSecond: number }
  /** Each keeps so many sends in flight. */
  | { kind: "window"; size: number }
  /** All together send so many a second; 0 stops. */
  | { kind: "rate"; perSecond: number }
  /** Somebody sends as much as the connection takes, and comes again when thrown out. */
  | { kind: "flood"; plan: PeerPlan }
  /** Everybody goes and comes again. */
  | { kind: "reopen"; perSecond: number }
  | { kind: "report" }
  | { kind: "close" };

/** What it tells. */
export type LoadReport = { kind: "up" } | { kind: "report"; tally: Tally };

/** Peers in a process of their own. */
export type LoadGenerator = {
  /** Resolves when all of them are connected and let in. */
  open(plans: PeerPlan[], perSecond?: number): Promise<void>;
  /** Everybody goes, and comes again at the rate. Resolves when all are let in. */
  reopen(perSecond: number): Promise<void>;
  tell(order: Order): void;
  /** What they have seen since the last report. */
  report(): Promise<Tally>;
  close(): Promise<void>;
};

/** Starts a process of peers. */
export function startLoadGenerator(): LoadGenerator {
  const child = fork("bench/load/load-generator-process.ts", { execArgv: ["--import", "tsx"] });
  const tell = (order: Order) => void child.send(order);
  return {
    tell,
    async open(plans, perSecond = 2_000) {
      const up = heard(child, "up");
      tell({ kind: "open", plans, perSecond });
      await up;
    },
    async reopen(perSecond) {
      const up = heard(child, "up");
      tell({ kind: "reopen", perSecond });
      await up;
    },
    async report() {
      const reported = heard(child, "report");
      tell({ kind: "report" });
      return (await reported).tally;
    },
    async close() {
      const ended = once(child, "exit");
      tell({ kind: "close" });
      await ended;
    },
  };
}

function heard<K extends LoadReport["kind"]>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<LoadReport, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error("A process of the load ended early"));
    const hear = (told: LoadReport) => {
      if (told.kind !== kind) return;
      child.off("message", hear).off("exit", fail);
      resolve(told as Extract<LoadReport, { kind: K }>);
    };
    child.on("message", hear).once("exit", fail);
  });
}
