import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { WebSocket } from "ws";
import type { Parley } from "@/e2e/server";

/** Makes a server's inspector reachable: an environment for `serve`. */
export const INSPECTED = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };

/** After a collection the allocator returns pages gradually. */
const SETTLE_MS = 1_000;

/** Memory of a process in bytes: resident pages, V8's heap in use, and buffers beside it. */
export type RetainedMemory = { rss: number; heapUsed: number; external: number };

/**
 * Returns the memory of a server started with INSPECTED after a garbage collection, because the time of collections
 * is V8's own affair. Uses the inspector (Chrome DevTools Protocol).
 */
export async function retainedBy(parley: Parley): Promise<RetainedMemory> {
  const [url] = /ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/.exec(parley.output()) ?? [];
  if (!url) throw new Error("The server has no inspector");
  const socket = new WebSocket(url);
  await once(socket, "open");
  await ask(socket, "HeapProfiler.collectGarbage");
  await wait(SETTLE_MS);
  await ask(socket, "HeapProfiler.collectGarbage");
  const expression = "JSON.stringify(process.memoryUsage())";
  const { result } = await ask<{ result: { value: string } }>(socket, "Runtime.evaluate", { expression });
  socket.close();
  return JSON.parse(result.value);
}

let lastId = 0;

async function ask<Result>(socket: WebSocket, method: string, params: object = {}): Promise<Result> {
  const id = ++lastId;
  socket.send(JSON.stringify({ id, method, params }));
  for (;;) {
    const [data] = await once(socket, "message");
    const report = JSON.parse(String(data));
    if (report.id === id) return report.result;
  }
}
