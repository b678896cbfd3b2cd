import { sweepNow } from "@/lib/domain/files/sweep/sweep-files";
import { closeDb } from "@/lib/platform/database/db";
import { runningPostgresUrl } from "@/lib/platform/postgres/embedded-postgres";
import { rememberAs } from "@/lib/platform/remember";
import { type EnvironmentSettings, readSettings } from "@/lib/platform/settings";
import { StartError } from "@/lib/platform/start-error";
import { checkS3 } from "@/lib/platform/storage/check-s3";
import {
  diskStorageFor,
  placeOfNewFiles,
  s3StorageFor,
  temporaryFolder,
} from "@/lib/platform/storage/file-storage";
import { type MoveReport, moveFiles } from "@/lib/platform/storage/move-files";

const USAGE = `Usage:
  npm run storage -- --to s3             moves all files from the disk to the bucket
  npm run storage -- --to disk           moves all files from the bucket to the disk
  npm run storage -- --sweep --dry-run   says which bytes no file needs
  npm run storage -- --sweep             deletes them now; --sure, also if they are most of the storage
The server may run meanwhile. See docs/self-hosting.md.`;

/** Interval between two lines of progress, in milliseconds. */
const PROGRESS_MS = 5_000;

/** Runs the command with its arguments, and sets the exit code. */
export async function runStorage(args: string[]): Promise<void> {
  try {
    if (args[0] === "--to" && (args[1] === "s3" || args[1] === "disk") && args.length === 2) {
      await move(args[1], readSettings(process.env));
    } else if (args[0] === "--sweep" && args.slice(1).every((one) => ["--dry-run", "--sure"].includes(one))) {
      await sweep(args.slice(1), readSettings(process.env));
    } else {
      console.error(USAGE);
      process.exitCode = 1;
    }
  } catch (error) {
    if (!StartError.is(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

async function move(to: "s3" | "disk", settings: EnvironmentSettings): Promise<void> {
  const { s3 } = settings;
  if (!s3) throw new StartError("Set S3_BUCKET and what belongs to it first.");
  if (placeOfNewFiles(settings) !== to) {
    throw new StartError(
      `The server would go on writing to the other place: set FILE_STORAGE=${to}, restart it, and run this again.`,
    );
  }
  const problem = await checkS3(s3);
  if (problem) throw new StartError(problem);
  const [disk, bucket] = [diskStorageFor(settings), s3StorageFor(settings, s3)];
  const [source, target] = to === "s3" ? [disk, bucket] : [bucket, disk];
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  const { signal } = stopping;
  const options = { temporaryFolder: temporaryFolder(settings), signal, onProgress: progress() };
  conclude(await moveFiles(source, target, options), signal.aborted);
}

function progress(): (report: MoveReport) => void {
  let printedAt = Date.now();
  return ({ moved, bytes }) => {
    if (Date.now() - printedAt < PROGRESS_MS) return;
    printedAt = Date.now();
    console.log(`${moved} files, ${megabytes(bytes)} so far …`);
  };
}

function conclude({ moved, bytes, failed }: MoveReport, isStopped: boolean): void {
  console.log(`Moved ${moved} files, ${megabytes(bytes)}, each copy verified.`);
  for (const { key, reason } of failed.slice(0, 20)) console.error(`${key} stays where it is: ${reason}`);
  if (failed.length > 20) console.error(`… and ${failed.length - 20} more.`);
  if (isStopped || failed.length > 0) console.error("Run the command again to move the rest.");
  process.exitCode = isStopped || failed.length > 0 ? 1 : 0;
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

async function sweep(flags: string[], settings: EnvironmentSettings): Promise<void> {
  const databaseUrl = settings.databaseUrl ?? runningPostgresUrl(settings.dataDir);
  if (!databaseUrl) throw new StartError("Start Parley first: its database does not run.");
  rememberAs("settings", { ...settings, databaseUrl });
  try {
    await sweepNow({ isDryRun: flags.includes("--dry-run"), isSure: flags.includes("--sure") });
  } finally {
    await closeDb();
  }
}
