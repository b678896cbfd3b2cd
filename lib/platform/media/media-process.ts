import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { MediaRefusal } from "./media-info";
import type { MediaAnswer, MediaJob, MediaJobInput, MediaJobKind, MediaJobResult } from "./media-jobs";

/** Milliseconds for a process to start, and without work before it ends. */
const START_MS = 60_000;
const IDLE_MS = 5 * 60_000;

/**
 * Milliseconds of the processor for a job, at which the process ends itself, and of the clock, at which it is ended: it
 * hangs, or the machine is so busy that nobody waits any more.
 */
const CPU_MS = 20_000;
const CLOCK_MS = 120_000;

/** Memory for JavaScript, in MiB. Images are outside of it; the process itself watches its whole memory. */
const HEAP_MIB = 256;

/** Resident memory of a process above which it ends itself. */
const MAX_BYTES = 1024 * 1024 * 1024;

/** Memory after a job above which a process is replaced, so that the next job has room below its bound. */
const RETIRE_BYTES = 512 * 1024 * 1024;

/** Variables that a media process gets. It decodes what strangers send, and needs no address or secret of the server. */
const ENVIRONMENT = ["PATH", "NODE_ENV", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LD_LIBRARY_PATH"];

/** Built by scripts/bundle.mjs; while developing and in tests the sources run. */
const BUILT = ".next/parley/media-worker.mjs";
const SOURCE = "lib/platform/media/worker/main.ts";

/** A media process cannot be started, too many jobs wait, or the disk is full. Doors answer `unavailable`. */
export class MediaUnavailable extends Error {
  /** @param code of the operating system; without one it is that of a database without a free connection */
  constructor(
    message: string,
    readonly code = "53300",
  ) {
    super(message);
  }
}

const CRASH = Symbol.for("parley.MediaCrash");

/** A job failed, or ended its process: by a crash, or because it took too much time or memory. */
export class MediaCrash extends Error {
  readonly [CRASH] = true;

  constructor(readonly isCostly: boolean) {
    super(isCostly ? "A media job took too much time or memory" : "A media job failed");
  }

  /** Not `instanceof`: each module graph has its own copy of this class, and they share the processes. */
  static is(error: unknown): error is MediaCrash {
    return typeof error === "object" && error !== null && CRASH in error;
  }
}

/** Settings that tests change. */
export type MediaProcessOptions = {
  /** Arguments of Node.js instead of the media program. */
  program?: string[];
  /** Milliseconds of the processor and of the clock for a job. */
  cpuMs?: number;
  clockMs?: number;
  /** Resident memory in bytes above which the process ends itself. */
  maxBytes?: number;
};

type Exchange = { child: ChildProcess; answer: (answer: MediaAnswer) => void; fail: (error: Error) => void };

/** One child process that decodes media, one job at a time. It starts with a job, and again after a crash. */
export class MediaProcess {
  private child: ChildProcess | undefined;
  private current: Exchange | undefined;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly options: MediaProcessOptions = {}) {}

  /** Number of the running process in the operating system. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /**
   * Runs a job.
   *
   * @throws MediaRefusal as the job says; MediaCrash if it ends the process; MediaUnavailable if none can be started
   */
  async run<K extends MediaJobKind>(kind: K, input: MediaJobInput<K>): Promise<MediaJobResult<K>> {
    clearTimeout(this.idle);
    try {
      this.child ??= await this.start();
      const { clockMs = CLOCK_MS } = this.options;
      const answer = await this.exchange(this.child, clockMs, { kind, input } as MediaJob);
      if (answer.memory > RETIRE_BYTES) this.stop();
      return resultOf(answer);
    } finally {
      this.idle = setTimeout(() => this.stop(), IDLE_MS).unref();
    }
  }

  /** Ends the process. */
  stop(): void {
    this.child?.kill("SIGKILL");
    this.child = undefined;
  }

  private async start(): Promise<ChildProcess> {
    const { maxBytes = MAX_BYTES, cpuMs = CPU_MS } = this.options;
    const args = this.options.program ?? [...program(), String(maxBytes), String(cpuMs)];
    const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MIB}`, ...args], {
      env: environment(),
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      serialization: "advanced",
    });
    child.on("message", (answer: MediaAnswer) => this.take(child)?.answer(answer));
    child.on("error", () => this.forget(child, false));
    child.on("exit", (_code, signal) => this.forget(child, signal === "SIGKILL"));
    try {
      await this.exchange(child, START_MS);
      return child;
    } catch {
      throw new MediaUnavailable("The media process did not start");
    }
  }

  /** Sends a job, if there is one, and waits for the process's next message. */
  private async exchange(child: ChildProcess, limitMs: number, job?: MediaJob): Promise<MediaAnswer> {
    const timer = setTimeout(() => child.kill("SIGKILL"), limitMs);
    keepRunning(child, true);
    try {
      return await new Promise((answer, fail) => {
        this.current = { child, answer, fail };
        if (job) child.send(job, (error) => error && this.forget(child, false));
      });
    } finally {
      clearTimeout(timer);
      keepRunning(child, false);
    }
  }

  private take(child: ChildProcess): Exchange | undefined {
    const current = this.current?.child === child ? this.current : undefined;
    if (current) this.current = undefined;
    return current;
  }

  private forget(child: ChildProcess, isCostly: boolean): void {
    if (this.child === child) this.child = undefined;
    child.kill("SIGKILL");
    this.take(child)?.fail(new MediaCrash(isCostly));
  }
}

/**
 * Few arenas of glibc's allocator, because each keeps memory that a large image has left (sharp, issue 955); and no large
 * image in a temporary file, because memory is bounded here and the disk is not.
 */
function environment(): NodeJS.ProcessEnv {
  const kept = ENVIRONMENT.map((name) => [name, process.env[name]]);
  return { ...Object.fromEntries(kept), MALLOC_ARENA_MAX: "2", VIPS_DISC_THRESHOLD: "8g", VIPS_WARNING: "0" };
}

function resultOf<K extends MediaJobKind>(answer: MediaAnswer): MediaJobResult<K> {
  if (answer.kind === "done") return answer.result as MediaJobResult<K>;
  if (answer.kind === "refused") throw new MediaRefusal(answer.fault);
  if (answer.kind === "failed" && /^E[A-Z]+$/.test(answer.code ?? ""))
    throw new MediaUnavailable(answer.cause, answer.code);
  if (answer.kind === "failed") console.error(`A media job failed: ${answer.cause}`);
  throw new MediaCrash(false);
}

/** Arguments of Node.js. Relative to the working folder, which is the checkout's: a bundle has no path of its own. */
function program(): string[] {
  const built = join(process.cwd(), BUILT);
  if (process.env.NODE_ENV === "production" && existsSync(built)) return [built];
  return ["--import", "tsx", join(process.cwd(), SOURCE)];
}

/** Lets the server's process wait for a media process with a job, and not for an idle one. */
function keepRunning(child: ChildProcess, isNeeded: boolean): void {
  if (isNeeded) child.ref();
  else child.unref();
  if (isNeeded) child.channel?.ref();
  else child.channel?.unref();
}
