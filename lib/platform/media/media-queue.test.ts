import { expect, test } from "vitest";
import { withMediaProcess } from "./media-queue";

/** Takes all media processes until `release` is called. */
async function takeAll() {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const running = [withMediaProcess("upload", () => released), withMediaProcess("upload", () => released)];
  return { release, done: Promise.all(running) };
}

test("uploads go before thumbnails, and each in order", async () => {
  const { release, done } = await takeAll();
  const order: string[] = [];
  const later = (["thumbnail", "thumbnail", "upload", "upload"] as const).map((rank, i) =>
    withMediaProcess(rank, async () => void order.push(`${rank} ${i}`)),
  );
  release();
  await Promise.all([done, ...later]);
  expect(order).toEqual(["upload 2", "upload 3", "thumbnail 0", "thumbnail 1"]);
});

test("when too many wait the next is unavailable, and the others are served", async () => {
  const { release, done } = await takeAll();
  const waiting = Array.from({ length: 100 }, () => withMediaProcess("thumbnail", async () => "made"));
  await expect(withMediaProcess("thumbnail", async () => "made")).rejects.toMatchObject({ code: "53300" });
  release();
  await done;
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(["made"]));
});

test("a job that fails leaves its process to the next", async () => {
  const failing = Array.from({ length: 4 }, () =>
    withMediaProcess("upload", async () => {
      throw new Error("no");
    }),
  );
  expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
  expect(await withMediaProcess("upload", async () => "made")).toBe("made");
});
