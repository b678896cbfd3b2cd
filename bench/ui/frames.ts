import type { Page } from "@playwright/test";

/** Frames of the list meanwhile: their durations, how many had nothing in the middle, and the most rows. */
export type Frames = { times: number[]; blank: number; mostRows: number };

/** Watches every frame of a room's list until the returned function is called. */
export async function watchFrames(page: Page): Promise<() => Promise<Frames>> {
  await page.evaluate(() => {
    const list = document.querySelector("[role=log]");
    const frames = { times: [] as number[], blank: 0, mostRows: 0 };
    let last = performance.now();
    let isOn = true;
    const note = (now: number) => {
      frames.times.push(now - last);
      last = now;
      const { left, top, width, height } = list?.getBoundingClientRect() ?? new DOMRect();
      const middle = document.elementFromPoint(left + width / 2, top + height / 2);
      if (!middle?.closest("[data-line], section")) frames.blank += 1;
      frames.mostRows = Math.max(frames.mostRows, list?.querySelectorAll("[data-seq]").length ?? 0);
      if (isOn) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    Object.assign(window, {
      endFrames: () => {
        isOn = false;
        return frames;
      },
    });
  });
  return () => page.evaluate(() => (window as never as { endFrames(): Frames }).endFrames());
}

/** A frame this long was skipped, at sixty a second. */
const LATE_MS = 25;

/** Returns the percentage of late frames. */
export const lateShare = ({ times }: Frames) =>
  (100 * times.filter((time) => time > LATE_MS).length) / Math.max(1, times.length);
