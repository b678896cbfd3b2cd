import type { Kind } from "./baselines/baseline";
import type { BenchEnvironment } from "./environment";
import { openOneRoom, type Run, runBaseline } from "./one-room";
import { median, type Result, result } from "./result";

const ROUNDS = 3;

export type FanOut = { baselines: Result[]; results: Result[]; ratios: Record<string, number> };

/**
 * Measures one room of 200 three times, each time between the baselines, so that other load on the machine affects
 * all of them.
 */
export async function benchFanOut(place: BenchEnvironment): Promise<FanOut> {
  const run = await openOneRoom(place);
  // A warm-up run: a server is young for seconds only, and then in use for months.
  await run();
  const plainUrl = await place.database("plain");
  const rounds: Record<Kind | "durable" | "thread", Run>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const durable = await run();
    const perFrame = Math.max(1, Math.round(durable.perFrame));
    rounds.push({
      durable,
      thread: await run(true),
      ws: await runBaseline("ws", 1, plainUrl),
      "ws-batched": await runBaseline("ws-batched", perFrame, plainUrl),
      "socket.io": await runBaseline("socket.io", 1, plainUrl),
      plain: await runBaseline("plain", 1, plainUrl),
    });
  }
  const of = (kind: Kind | "durable" | "thread", field: keyof Run = "deliveries") =>
    median(rounds.map((round) => round[kind][field]));
  const against = (kind: Kind) =>
    median(rounds.map((round) => round.durable.deliveries / round[kind].deliveries));
  const inThread = median(rounds.map(({ durable, thread }) => thread.deliveries / durable.deliveries));
  const wrong = rounds.reduce((sum, { durable, thread }) => sum + durable.wrong + thread.wrong, 0);
  return {
    baselines: (["ws", "ws-batched", "socket.io", "plain"] as const).map((kind) =>
      result(NAMES[kind], of(kind), "deliveries/s"),
    ),
    results: [
      result("one room of 200: durable deliveries", of("durable"), "deliveries/s"),
      result("one room of 200: durable messages", of("durable") / 200, "messages/s"),
      result("one room of 200: messages in a frame", of("durable", "perFrame"), "on average"),
      result("one room of 200: send to acknowledgement, p50", of("durable", "ackP50"), "ms"),
      result("one room of 200: send to acknowledgement, p99", of("durable", "ackP99"), "ms", { most: 30 }),
      result("one thread in a room of 200: durable deliveries", of("thread"), "deliveries/s"),
      result("one thread against the room's line", inThread, "times", { least: 0.9 }),
      result("one room of 200: out of order, refused or cut off", wrong, "", { most: 0 }),
      result("durable against bare ws", against("ws"), "times", { least: 10 }),
      result("durable against plain", against("plain"), "times", { least: 20 }),
      result("durable against ws, as many in a frame", against("ws-batched"), "times", { least: 0.5 }),
    ],
    ratios: {
      durableVsBareWs: against("ws"),
      durableVsPlain: against("plain"),
      durableVsBatchedWs: against("ws-batched"),
      durableVsSocketIo: against("socket.io"),
    },
  };
}

const NAMES: Record<Kind, string> = {
  ws: "bare ws, nothing kept, a frame each",
  "ws-batched": "bare ws, nothing kept, as many in a frame as ours",
  "socket.io": "bare Socket.IO, nothing kept",
  plain: "Socket.IO and PostgreSQL, a transaction and an emit each",
};
