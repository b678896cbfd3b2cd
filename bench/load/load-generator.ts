import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { PeerPlan, Tally } from "./peer";

/** An order to the process of peers. */
export type Order =
  | { kind: "open"; plans: PeerPlan[]; perSecond: number }
  /** Each peer keeps so many sends in flight. */
  | { kind: "window"; size: number }
  /** All together send so many a second; 0 stops. */
  | { kind: "rate"; perSecond: number }
  /** One peer sends as much as the connection takes, and reconnects when disconnected. */
  | { kind: "flood"; plan: PeerPlan }
  /** All peers disconnect and reconnect. */
  | { kind: "reopen"; perSecond: number }
  | { kind: "report" }
  | { kind: "close" };

/** A report of the process. */
export type LoadReport = { kind: "up" } | { kind: "report"; tally: Tally };

/** Peers in a process of their own. */
export type LoadGenerator = {
  /** Resolves when all peers are connected. */
  open(plans: PeerPlan[], perSecond?: number): Promise<void>;
  /** Reconnects all peers at the rate. Resolves when all are connected. */
  reopen(perSecond: number): Promise<void>;
  tell(order: Order): void;
  /** Returns the counts since the last report. */
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
