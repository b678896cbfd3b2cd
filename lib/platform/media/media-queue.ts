import { availableParallelism } from "node:os";
import { remember } from "../remember";
import { MediaProcess, MediaUnavailable } from "./media-process";

/** Jobs that wait, of each rank; the next one is refused. */
const MAX_WAITING = 100;

/** An upload waits for its answer, and goes before pictures that a page could also show later. */
export type MediaRank = "upload" | "thumbnail";

type Waiting = (process: MediaProcess) => void;
type MediaQueue = { idle: MediaProcess[]; waiting: Record<MediaRank, Waiting[]> };

/** Two at most, one where the machine has a single core: each takes a core while it works. */
const queue = () =>
  remember<MediaQueue>("media", () => ({
    idle: Array.from({ length: Math.min(2, availableParallelism()) }, () => new MediaProcess()),
    waiting: { upload: [], thumbnail: [] },
  }));

/**
 * Runs one or more jobs in a media process that nobody else uses meanwhile. Waits for one in order, uploads first.
 *
 * @throws MediaUnavailable when too many wait
 */
export async function withMediaProcess<T>(
  rank: MediaRank,
  act: (process: MediaProcess) => Promise<T>,
): Promise<T> {
  const { idle, waiting } = queue();
  if (waiting[rank].length >= MAX_WAITING) throw new MediaUnavailable(`Too many wait for a media process`);
  // The last one that worked is taken first: it is running, while the other may have ended by itself.
  const process = idle.pop() ?? (await new Promise<MediaProcess>((resolve) => waiting[rank].push(resolve)));
  try {
    return await act(process);
  } finally {
    const next = waiting.upload.shift() ?? waiting.thumbnail.shift();
    if (next) next(process);
    else idle.push(process);
  }
}
