import type { Page } from "@playwright/test";
import { percentile } from "../percentile";
import { type Result, result } from "../result";
import { type BenchPage, type BenchSession, enterRoom } from "./session";

const VISITED = [4, 5, 6, 7, 8];
const ROUNDS = 8;
const FEW = 20;
const MANY = 200;

/** Measures from the press on a room in the sidebar to its messages on the screen. */
export async function measureSwitching(desk: BenchSession): Promise<Result[]> {
  const seat = await desk.freshPage();
  await enterRoom(seat, desk, VISITED[0]!);
  const fresh: number[] = [];
  for (let index = 9; index < 29; index++) fresh.push(await go(seat.page, desk, index));
  for (const index of VISITED) await go(seat.page, desk, index);
  const again: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    for (const index of VISITED) again.push(await go(seat.page, desk, index));
  await seat.leave();
  return [
    result("to a room visited before, p50", percentile(again, 0.5), "ms", { most: 50 }),
    result("to a room visited before, p95", percentile(again, 0.95), "ms"),
    result("to a room for the first time, p50", percentile(fresh, 0.5), "ms", { most: 150 }),
    result("to a room for the first time, p95", percentile(fresh, 0.95), "ms"),
  ];
}

/** Measures the heap after two hundred switches, compared with twenty. */
export async function measureHeap(desk: BenchSession): Promise<Result[]> {
  const seat = await desk.freshPage();
  await enterRoom(seat, desk, 1);
  let few = 0;
  for (let i = 1; i <= MANY; i++) {
    await go(seat.page, desk, 1 + (i % 25));
    if (i === FEW) few = await heapOf(seat);
  }
  const many = await heapOf(seat);
  await seat.leave();
  return [
    result(`heap after ${FEW} switches`, few / 1e6, "MB"),
    result(`heap after ${MANY} switches, against ${FEW}`, many / few, "times", { most: 1.3 }),
  ];
}

/** Presses a room's link. @returns milliseconds to the first frame with the room's newest message */
async function go(page: Page, { roomIds }: BenchSession, index: number): Promise<number> {
  const name = `room ${roomIds[index]?.slice(0, 8)}`;
  const time = await page.evaluate(async (wanted) => {
    const links = [...document.querySelectorAll<HTMLElement>("nav a")];
    const link = links.find((each) => each.textContent?.includes(wanted));
    if (!link) throw new Error(`There is no link to ${wanted}`);
    const isThere = () => {
      const list = document.querySelector("[role=log]");
      return list?.ariaLabel?.includes(wanted) && list.querySelector("[data-seq]") !== null;
    };
    const started = performance.now();
    link.click();
    while (!isThere()) await new Promise(requestAnimationFrame);
    // Content of a frame's callback is painted when the next task runs.
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
    return performance.now() - started;
  }, name);
  await page.waitForTimeout(100);
  return time;
}

async function heapOf({ cdp }: BenchPage): Promise<number> {
  await cdp.send("HeapProfiler.collectGarbage");
  return (await cdp.send("Runtime.getHeapUsage")).usedSize;
}
