import { median, type Result, result } from "../result";
import { type BenchSession, enterRoom } from "./session";

const RUNS = 7;

/** Measures opening a room without any cache: time to paint, and bytes of script. */
export async function measureFirstLoad(desk: BenchSession): Promise<Result[]> {
  const paints: number[] = [];
  const sizes: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const seat = await desk.freshPage();
    const scripts = new Set<string>();
    let bytes = 0;
    await seat.cdp.send("Network.enable");
    seat.cdp.on(
      "Network.responseReceived",
      ({ requestId, type }) => type === "Script" && scripts.add(requestId),
    );
    seat.cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    await enterRoom(seat, desk, 1);
    await seat.page.waitForLoadState("networkidle");
    paints.push(await seat.page.evaluate(largestPaint));
    sizes.push(bytes / 1000);
    await seat.leave();
  }
  return [
    result("first load, largest contentful paint", median(paints), "ms", { most: 1_000 }),
    result("first load, script over the wire", median(sizes), "kB", { most: 300 }),
  ];
}

const largestPaint = () =>
  new Promise<number>((resolve) =>
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
      type: "largest-contentful-paint",
      buffered: true,
    }),
  );
