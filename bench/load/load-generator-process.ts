import { setTimeout as wait } from "node:timers/promises";
import type { LoadReport, Order } from "./load-generator";
import { Peer, type PeerPlan, Tally } from "./peer";

// A process of peers, so that the load itself is not the bottleneck. See load-generator.ts for its orders.

const FLOOD_AT_ONCE = 200;
const AGAIN_MS = 100;

let plans: PeerPlan[] = [];
let peers: Peer[] = [];
const tally = new Tally();
let pace: NodeJS.Timeout | undefined;
const sendReport = (report: LoadReport) => process.send?.(report);

type Orders = { [K in Order["kind"]]: (order: Extract<Order, { kind: K }>) => void };

const ORDERS: Orders = {
  open(order) {
    plans = order.plans;
    void open(order.perSecond);
  },
  reopen({ perSecond }) {
    for (const peer of peers) peer.end();
    void open(perSecond);
  },
  window({ size }) {
    for (const peer of peers) {
      peer.window = size;
      peer.fill();
    }
  },
  rate({ perSecond }) {
    clearInterval(pace);
    if (perSecond > 0) pace = openLoop(perSecond);
  },
  flood({ plan }) {
    flood(plan);
  },
  report() {
    sendReport({ kind: "report", tally: { ...tally } });
    Object.assign(tally, new Tally());
  },
  close() {
    process.exit(0);
  },
};

process.on("message", (order: Order) => ORDERS[order.kind](order as never));
process.on("disconnect", () => process.exit(0));

/**
 * Opens all peers at the rate, and reports when the last one is connected. A peer that loses its connection before
 * reconnects, like every client.
 */
async function open(perSecond: number): Promise<void> {
  peers = [];
  let up = 0;
  const started = performance.now();
  const begin = (index: number) => {
    const plan = plans[index];
    if (!plan) return;
    let isIn = false;
    const rise = () => {
      isIn = true;
      if (++up === plans.length) sendReport({ kind: "up" });
    };
    peers[index] = new Peer(plan, tally, rise, () => {
      tally.lost++;
      if (!isIn) setTimeout(() => begin(index), AGAIN_MS);
    });
  };
  for (let index = 0; index < plans.length; index++) {
    while (index > ((performance.now() - started) / 1000) * perSecond) await wait(5);
    begin(index);
  }
}

/** Sends at the rate, whether earlier sends are acknowledged or not. */
function openLoop(perSecond: number): NodeJS.Timeout {
  const started = performance.now();
  let sent = 0;
  return setInterval(() => {
    for (const due = ((performance.now() - started) / 1000) * perSecond; sent < due; sent++)
      peers[sent % peers.length]?.sendOne();
  }, 1);
}

/** Sends without waiting for answers until it is disconnected; then it reconnects. */
function flood(plan: PeerPlan): void {
  let sending: NodeJS.Timeout | undefined;
  const begin = (peer: Peer) => {
    sending = peer.flood(FLOOD_AT_ONCE);
  };
  new Peer(plan, tally, begin, () => {
    clearInterval(sending);
    setTimeout(() => flood(plan), AGAIN_MS);
  });
}
