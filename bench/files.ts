import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import sharp from "sharp";
import type { Parley } from "@/e2e/server";
import type { AttachmentView, MessageView } from "@/lib/shared/views";
import type { BenchEnvironment } from "./environment";
import { startLoadGenerator } from "./load/load-generator";
import { percentile } from "./percentile";
import { median, type Result, result } from "./result";
import { type BenchPerson, makePeople, makeRooms } from "./world";

const PEOPLE = 50;
const PER_SECOND = 200;
const CALM_SECONDS = 5;
const ROUNDS = 3;
const FILE_BYTES = 100 * 1024 * 1024;
const MiB = 1024 * 1024;

/** Measures uploads: their rate, the server's memory, other people's sends beside them, and a photo's way to others. */
export async function benchFiles(place: BenchEnvironment): Promise<Result[]> {
  const url = await place.database("files");
  const parley = await place.serve(url, { RATE_FACTOR: "1000" });
  const db = await place.connect(url);
  const people = await makePeople(db, PEOPLE + 2);
  const [roomId = ""] = await makeRooms(db, [people]);
  const lines = [
    await uploadRate(parley, people[0]!),
    ...(await besideUploads(parley, people, roomId)),
    await photoToOthers(parley, people[0]!, people[1]!, roomId),
  ];
  await parley.stop();
  return lines;
}

/** An uploading process. `run` resolves to the seconds until all its uploads were answered. */
async function startUploads(url: string, token: string, parallel: number) {
  const args = [url, token, String(parallel), String(FILE_BYTES)];
  const child = fork("bench/load/uploads-process.ts", args, { execArgv: ["--import", "tsx"] });
  await once(child, "message");
  return {
    async run(): Promise<number> {
      const ended = once(child, "message");
      child.send("begin");
      const [seconds] = (await Promise.race([ended, failure(child)])) as [number];
      return seconds;
    },
    stop: () => void child.kill(),
  };
}

const failure = (child: ReturnType<typeof fork>) =>
  once(child, "exit").then(() => Promise.reject(new Error("A process of uploads ended early")));

/** One upload at a time, against a bare server that streams to a file, in turn. */
async function uploadRate(parley: Parley, { token }: BenchPerson): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "parley-sink-"));
  const sink = fork("bench/baselines/upload-sink.ts", [folder], { execArgv: ["--import", "tsx"] });
  const [port] = (await once(sink, "message")) as [number];
  const ours = await startUploads(`${parley.url}/api/v1/files`, token, 1);
  const bare = await startUploads(`http://localhost:${port}/`, token, 1);
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const [bareSeconds, ourSeconds] = [await bare.run(), await ours.run()];
    console.log(
      `  100 MiB: bare ${bareSeconds.toFixed(2)} s, ours ${ourSeconds.toFixed(2)} s${round === 0 ? " (not counted)" : ""}`,
    );
    if (round > 0) ratios.push(bareSeconds / ourSeconds);
  }
  for (const one of [ours, bare]) one.stop();
  sink.kill();
  await rm(folder, { recursive: true, force: true });
  return result("an upload of 100 MiB: rate against a bare stream to disk", median(ratios), "times", {
    least: 0.7,
  });
}

/** Ten uploads at once: the server's memory, and the acknowledgements of fifty talking people. */
async function besideUploads(parley: Parley, people: BenchPerson[], roomId: string): Promise<Result[]> {
  const port = Number(new URL(parley.url).port);
  const talkers = startLoadGenerator();
  await talkers.open(
    people.slice(2).map(({ token }) => ({
      port,
      format: "socket.io" as const,
      token,
      roomIds: [roomId],
      isSampled: false,
      perFrame: 1,
    })),
  );
  talkers.send({ kind: "rate", perSecond: PER_SECOND });
  const uploads = await startUploads(`${parley.url}/api/v1/files`, people[0]!.token, 10);
  await wait(2_000);
  await uploads.run(); // V8 compiles, and the heap takes its size.
  const rounds: { calm: number; beside: number; grown: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await wait(1_000);
    await talkers.report();
    await wait(CALM_SECONDS * 1_000);
    const calm = percentile((await talkers.report()).acks, 0.99);
    const memory = watchMemory(parley.pid());
    const seconds = await uploads.run();
    const beside = percentile((await talkers.report()).acks, 0.99);
    const grown = memory.stop();
    console.log(
      `  ten of 100 MiB in ${seconds.toFixed(1)} s: memory +${(grown / MiB).toFixed(0)} MiB, acknowledgement p99 ${calm.toFixed(1)} ms calm, ${beside.toFixed(1)} ms`,
    );
    rounds.push({ calm, beside, grown });
  }
  uploads.stop();
  await talkers.close();
  return [
    result(
      "ten uploads of 100 MiB: growth of the server's memory",
      median(rounds.map(({ grown }) => grown)) / MiB,
      "MiB",
      {
        most: 60,
      },
    ),
    result(
      "ten uploads of 100 MiB: others' acknowledgement, p99 against calm",
      median(rounds.map(({ calm, beside }) => beside / calm)),
      "times",
      { most: 1.33 },
    ),
  ];
}

/** Watches the resident memory of a process. `stop` returns by how many bytes its largest value exceeded the first. */
function watchMemory(pid: number) {
  const first = residentBytes(pid);
  let largest = first;
  const timer = setInterval(() => {
    largest = Math.max(largest, residentBytes(pid));
  }, 50);
  return {
    stop() {
      clearInterval(timer);
      return largest - first;
    },
  };
}

const residentBytes = (pid: number) =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;

/** A photo of 12 megapixels with EXIF: from its last byte until another person has a thumbnail of it. */
async function photoToOthers(
  parley: Parley,
  by: BenchPerson,
  other: BenchPerson,
  roomId: string,
): Promise<Result> {
  const seconds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const photo = await makePhoto();
    const began = performance.now();
    const file = await answerOf<AttachmentView>(parley, by, "/files", {
      method: "POST",
      body: photo,
      headers: { "content-type": "image/jpeg", "content-disposition": "attachment; filename=photo.jpg" },
    });
    const sent = await answerOf<MessageView>(parley, by, `/rooms/${roomId}/messages`, {
      method: "POST",
      body: JSON.stringify({ text: "", attachmentIds: [file.id] }),
      headers: { "content-type": "application/json" },
    });
    const path = `${sent.attachments[0]?.thumbnailUrl}?size=960`;
    const seen = await fetch(`${parley.url}${path}`, {
      headers: { authorization: `Bearer ${other.token}`, accept: "image/avif,image/webp,*/*" },
    });
    await seen.arrayBuffer();
    if (!seen.ok) throw new Error(`The thumbnail was answered with ${seen.status}`);
    const took = (performance.now() - began) / 1_000;
    console.log(
      `  a photo of 12 megapixels, ${(photo.length / MiB).toFixed(1)} MiB: seen after ${took.toFixed(2)} s`,
    );
    if (round > 0) seconds.push(took);
  }
  return result("a photo of 12 megapixels: seen by another", median(seconds), "s", { most: 1.5 });
}

/** A JPEG with noise, as a camera's, and its metadata. */
async function makePhoto(): Promise<Buffer<ArrayBuffer>> {
  const noise = sharp({
    create: {
      width: 4032,
      height: 3024,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 20 + Math.random() },
    },
  });
  const exif = { IFD0: { Orientation: "6", Make: "Bench" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } };
  return (await noise.blur(2).withExif(exif).jpeg({ quality: 88 }).toBuffer()) as Buffer<ArrayBuffer>;
}

async function answerOf<View>(
  { url }: Parley,
  { token }: BenchPerson,
  path: string,
  init: RequestInit,
): Promise<View> {
  const response = await fetch(`${url}/api/v1${path}`, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${await response.text()}`);
  return (await response.json()) as View;
}
