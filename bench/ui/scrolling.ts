import { percentile } from "../percentile";
import { type Result, result } from "../result";
import { type Frames, lateShare, watchFrames } from "./frames";
import { type BenchPage, type BenchSession, enterRoom } from "./session";

const PIXELS = 30_000;

/** Scrolls through the history of a very large room and back, as fast as a quick hand. */
export async function measureScrolling(desk: BenchSession): Promise<Result[]> {
  const seat = await desk.freshPage();
  await enterRoom(seat, desk, 0);
  const up = await scroll(seat, PIXELS);
  const down = await scroll(seat, -PIXELS);
  await seat.leave();
  return [...resultsOf("up", up), ...resultsOf("down", down)];
}

/** Scrolls a room's list by so many pixels, up where positive. */
export async function scroll({ page, cdp }: BenchPage, yDistance: number): Promise<Frames> {
  const box = await page.getByRole("log").boundingBox();
  const end = await watchFrames(page);
  await cdp.send("Input.synthesizeScrollGesture", {
    x: (box?.x ?? 0) + 300,
    y: (box?.y ?? 0) + 300,
    yDistance,
    speed: 5_000,
    gestureSourceType: "mouse",
  });
  return end();
}

const resultsOf = (way: string, frames: Frames): Result[] => [
  result(`scrolling ${way}, frames that came late`, lateShare(frames), "%", { most: 5 }),
  result(`scrolling ${way}, frame p99`, percentile(frames.times, 0.99), "ms"),
  result(`scrolling ${way}, frames without messages`, frames.blank, "frames", { most: 0 }),
  result(`scrolling ${way}, most messages in the page`, frames.mostRows, "", { most: 300 }),
];
