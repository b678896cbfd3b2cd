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
  send(order: Order): void;
  /** Returns the counts since the last report. */
  report(): Promise<Tally>;
  close(): Promise<void>;
};

/** Starts a process of peers. */
export function startLoadGenerator(): LoadGenerator {
  const child = fork("bench/load/load-generator-process.ts", { execArgv: ["--import", "tsx"] });
  const send = (order: Order) => void child.send(order);
  return {
    send,
    async open(plans, perSecond = 2_000) {
      const up = reportOf(child, "up");
      send({ kind: "open", plans, perSecond });
      await up;
    },
    async reopen(perSecond) {
      const up = reportOf(child, "up");
      send({ kind: "reopen", perSecond });
      await up;
    },
    async report() {
      const reported = reportOf(child, "report");
      send({ kind: "report" });
      return (await reported).tally;
    },
    async close() {
      const ended = once(child, "exit");
      send({ kind: "close" });
      await ended;
    },
  };
}

function reportOf<K extends LoadReport["kind"]>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<LoadReport, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error("A process of the load ended early"));
    const onReport = (report: LoadReport) => {
      if (report.kind !== kind) return;
      child.off("message", onReport).off("exit", fail);
      resolve(report as Extract<LoadReport, { kind: K }>);
    };
    child.on("message", onReport).once("exit", fail);
  });
}
