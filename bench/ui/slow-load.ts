import { median, type Result, result } from "../result";
import type { BenchSession } from "./session";

const RUNS = 5;
/** As Lighthouse's profile of a phone: the processor is four times slower. */
const SLOWDOWN = 4;
const PHONE = { width: 412, height: 823, deviceScaleFactor: 1.75, mobile: true };
/** A page is at rest after so long (ms) without a long task. */
const REST_MS = 3_000;

/** Times of a page in milliseconds: its largest paint, and how long it could not react (Total Blocking Time). */
type Load = { paint: number; blocking: number };

/** Measures opening a room without any cache on a slow phone: time to paint, and the time that tasks block the page. */
export async function measureSlowLoad(desk: BenchSession): Promise<Result[]> {
  const loads: Load[] = [];
  for (let run = 0; run < RUNS; run++) {
    const seat = await desk.freshPage();
    await seat.cdp.send("Emulation.setDeviceMetricsOverride", PHONE);
    await seat.cdp.send("Emulation.setTouchEmulationEnabled", { enabled: true });
    await seat.cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    await seat.page.goto(`${desk.parley.url}/rooms/${desk.roomIds[1]}`);
    await seat.page.getByRole("log").locator("[data-seq]").last().waitFor();
    loads.push(await seat.page.evaluate(observeLoad, REST_MS));
    await seat.leave();
  }
  return [
    result("first load on a slow phone, largest contentful paint", medianOf(loads, "paint"), "ms", {
      most: 2_500,
    }),
    result("first load on a slow phone, total blocking time", medianOf(loads, "blocking"), "ms", {
      most: 200,
    }),
  ];
}

const medianOf = (loads: Load[], name: keyof Load) => median(loads.map((each) => each[name]));

/** Waits until the page is at rest. A task blocks for as long as it lasts beyond 50 ms (web.dev, Total Blocking Time). */
const observeLoad = (restMs: number) =>
  new Promise<Load>((resolve) => {
    let paint = 0;
    let firstPaint = Number.POSITIVE_INFINITY;
    const tasks: PerformanceEntry[] = [];
    let timer: ReturnType<typeof setTimeout>;
    const rest = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const late = tasks.filter(({ startTime, duration }) => startTime + duration > firstPaint);
        resolve({ paint, blocking: late.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0) });
      }, restMs);
    };
    const observe = (type: string, take: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) take(entry);
        rest();
      }).observe({ type, buffered: true });
    observe("longtask", (task) => tasks.push(task));
    observe("largest-contentful-paint", ({ startTime }) => {
      paint = startTime;
    });
    observe("paint", ({ name, startTime }) => {
      if (name === "first-contentful-paint") firstPaint = startTime;
    });
    rest();
  });
