import { readdirSync, readFileSync } from "node:fs";
import { build } from "esbuild";
import sharp from "sharp";
import { describe, expect, onTestFinished, test } from "vitest";
import config from "@/next.config.js";
import { pixelFlood, plain, staged } from "@/tests/support/images";
import { MediaProcess, type MediaProcessOptions } from "./media-process";

function mediaProcess(options: MediaProcessOptions = {}): MediaProcess {
  const process = new MediaProcess(options);
  onTestFinished(() => process.stop());
  return process;
}

const image = () => plain(8, 8).png().toBuffer();
const inspect = async (process: MediaProcess) =>
  process.run("inspectImage", { path: staged(await image()), type: "image/png" });
const isAlive = (pid: number) => readdirSync("/proc").includes(String(pid));

describe("a media process", () => {
  test("that crashes fails its job alone", async () => {
    const media = mediaProcess();
    await inspect(media);
    const path = staged(await image());
    process.kill(media.pid!, "SIGSTOP");
    const failing = media.run("inspectImage", { path, type: "image/png" });
    const first = media.pid!;
    process.kill(first, "SIGSEGV");
    process.kill(first, "SIGCONT");
    await expect(failing).rejects.toMatchObject({ isCostly: false });
    expect(await inspect(media)).toMatchObject({ width: 8 });
    expect(media.pid).not.toBe(first);
  });

  test("that hangs is ended, and the next job gets a new one", async () => {
    const media = mediaProcess({ clockMs: 4_000 });
    await inspect(media);
    const first = media.pid!;
    process.kill(first, "SIGSTOP");
    await expect(inspect(media)).rejects.toMatchObject({ isCostly: true });
    await expect.poll(() => isAlive(first)).toBe(false);
    expect(await inspect(media)).toMatchObject({ width: 8 });
  });

  test("that takes too much memory ends itself", async () => {
    const media = mediaProcess({ maxBytes: 200 * 1024 * 1024 });
    // Turning needs all pixels at once: three bytes for each of 64 million.
    const large = await plain(8_000, 8_000).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const failing = media.run("inspectImage", { path: staged(large), type: "image/jpeg" });
    await expect(failing).rejects.toMatchObject({ isCostly: true });
  });

  test("S38: refuses a flood of pixels before it takes memory", async () => {
    const media = mediaProcess({ maxBytes: 200 * 1024 * 1024 });
    const path = staged(pixelFlood(100_000, 100_000));
    await expect(media.run("inspectImage", { path, type: "image/png" })).rejects.toMatchObject({
      fault: "too_many_pixels",
    });
    expect(await inspect(media)).toMatchObject({ width: 8 });
  });

  test("that takes too much of the processor ends itself", async () => {
    const media = mediaProcess({ cpuMs: 50 });
    const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
    const create = { width: 2_000, height: 2_000, channels: 3 as const, background: "#888", noise };
    const source = staged(await sharp({ create }).png().toBuffer());
    const failing = media.run("makeThumbnail", { source, size: 1_600, format: "avif" });
    await expect(failing).rejects.toMatchObject({ isCostly: true });
  });

  test("that cannot start says that it is unavailable", async () => {
    const failing = inspect(mediaProcess({ program: ["--eval", "process.exit(1)"] }));
    await expect(failing).rejects.toMatchObject({ code: "53300" });
  });

  test("says that the disk is full where it cannot write", async () => {
    const png = await plain(8, 8).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const path = staged(png, "a".repeat(250));
    const failing = mediaProcess().run("inspectImage", { path, type: "image/jpeg" });
    await expect(failing).rejects.toMatchObject({ code: "ENAMETOOLONG" });
  });

  test("has a low priority in all its threads, and no secret of the server", async () => {
    process.env.SESSION_SECRET_FOR_TEST = "secret";
    const media = mediaProcess();
    await inspect(media);
    const folder = `/proc/${media.pid}`;
    const nice = readdirSync(`${folder}/task`).map((thread) => niceOf(`${folder}/task/${thread}/stat`));
    expect(new Set(nice)).toEqual(new Set([5]));
    const environment = readFileSync(`${folder}/environ`, "utf8");
    expect(environment).not.toContain("SECRET");
    expect(environment).not.toContain("DATABASE");
  });
});

test("the server imports no decoder of media", async () => {
  const entryPoints = ["server.ts", "lib/doors/endpoints.ts", "lib/domain/people/avatar.ts"];
  const { metafile } = await build({
    entryPoints,
    ...{ bundle: true, write: false, metafile: true, platform: "node", format: "esm", outdir: "." },
    packages: "external",
    logLevel: "error",
  });
  const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(imported).toContain("lib/platform/media/media-process.ts");
  const decoders = /^(sharp|pdfjs-dist|@napi-rs\/canvas|mediabunny|file-type)\b|media\/worker\//;
  expect(imported.filter((path) => decoders.test(path))).toEqual([]);
});

test("the pages' own optimizer of images is off, because it decodes in the server", () => {
  expect(config).toMatchObject({ images: { unoptimized: true } });
});

/** The 19th field of proc_pid_stat(5); the second is a name in brackets. */
function niceOf(stat: string): number {
  return Number(readFileSync(stat, "utf8").split(") ")[1]!.split(" ")[16]);
}
