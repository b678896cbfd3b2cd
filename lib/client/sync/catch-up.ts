import type { ClientFrames, LiveAnswer } from "@/lib/shared/live";
import type { SyncView } from "@/lib/shared/views";
import { BACKOFF, backoffMs } from "../connection/backoff";

type SyncFrame = ClientFrames["sync"];

type CatchUpDeps<Asked extends { frame: SyncFrame }> = {
  /** The request, and the state known when asking. Read again for each round. */
  begin: () => Asked;
  ask: (frame: SyncFrame) => Promise<LiveAnswer | null>;
  onPage: (answer: SyncView) => void;
  /** All pages have arrived; `told` are the rooms that changed. */
  onWhole: (asked: Asked, told: ReadonlySet<string>) => void;
};

/**
 * Fetches missed changes, one round at a time. A request during a round starts another one after it. An unanswered
 * round is retried with backoff until the next connection restarts it.
 */
export function createCatchUp<Asked extends { frame: SyncFrame }>({
  begin,
  ask,
  onPage,
  onWhole,
}: CatchUpDeps<Asked>) {
  let running = false;
  let isWanted = false;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether all pages arrived; otherwise the wait that the server asked for, in ms. */
  async function round(): Promise<"whole" | { retryAfterMs: number }> {
    const asked = begin();
    const told = new Set<string>();
    let cursor: string | null = null;
    do {
      const answer: LiveAnswer | null = await ask(cursor === null ? asked.frame : { ...asked.frame, cursor });
      if (!answer?.ok || !isSync(answer)) return { retryAfterMs: retryAfterOf(answer) };
      for (const { room } of answer.rooms) told.add(room.id);
      onPage(answer);
      cursor = answer.nextCursor;
    } while (cursor !== null);
    onWhole(asked, told);
    return "whole";
  }

  async function run() {
    if (running) return;
    running = true;
    while (isWanted) {
      isWanted = false;
      const end = await round();
      if (end === "whole") {
        tries = 0;
        continue;
      }
      timer = setTimeout(request, backoffMs(BACKOFF.sync, tries, end));
      tries += 1;
      break;
    }
    running = false;
  }

  function request() {
    clearTimeout(timer);
    isWanted = true;
    void run();
  }

  return { want: request, stop: () => clearTimeout(timer) };
}

const retryAfterOf = (answer: LiveAnswer | null) =>
  answer?.ok === false ? (answer.retryAfter ?? 0) * 1_000 : 0;

/** The acknowledgement of `sync` carries the fields of the answer unchanged. */
const isSync = (answer: Partial<SyncView>): answer is SyncView => answer.rooms !== undefined;
