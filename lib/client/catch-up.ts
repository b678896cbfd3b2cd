import type { ClientFrames, LiveAnswer } from "@/lib/shared/live";
import type { SyncView } from "@/lib/shared/views";

type SyncFrame = ClientFrames["sync"];

type CatchUp<Asked extends { frame: SyncFrame }> = {
  /** What to ask with, and what was known when asking: taken anew for each round. */
  begin: () => Asked;
  ask: (frame: SyncFrame) => Promise<LiveAnswer | null>;
  onPage: (answer: SyncView) => void;
  /** All pages are here; `told` are the rooms that moved. */
  onWhole: (asked: Asked, told: ReadonlySet<string>) => void;
};

const PAUSE_MS = { first: 1_000, longest: 30_000 };

/**
 * Asks for what changed, one round at a time: a wish that comes during a round starts one more after it. A round that
 * is not answered is tried again, ever more patiently, until the next connection starts it anew.
 */
export function createCatchUp<Asked extends { frame: SyncFrame }>({
  begin,
  ask,
  onPage,
  onWhole,
}: CatchUp<Asked>) {
  let running = false;
  let isWanted = false;
  let pause = PAUSE_MS.first;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function round(): Promise<boolean> {
    const asked = begin();
    const told = new Set<string>();
    let cursor: string | null = null;
    do {
      const answer: LiveAnswer | null = await ask(cursor === null ? asked.frame : { ...asked.frame, cursor });
      if (!answer?.ok || !isSync(answer)) return false;
      for (const { room } of answer.rooms) told.add(room.id);
      onPage(answer);
      cursor = answer.nextCursor;
    } while (cursor !== null);
    onWhole(asked, told);
    return true;
  }

  async function run() {
    if (running) return;
    running = true;
    while (isWanted) {
      isWanted = false;
      if (await round()) {
        pause = PAUSE_MS.first;
        continue;
      }
      timer = setTimeout(want, pause);
      pause = Math.min(PAUSE_MS.longest, pause * 2);
      break;
    }
    running = false;
  }

  function want() {
    clearTimeout(timer);
    isWanted = true;
    void run();
  }

  return { want, stop: () => clearTimeout(timer) };
}

/** The acknowledgement of `sync` carries the answer's fields as they are. */
const isSync = (answer: Partial<SyncView>): answer is SyncView => answer.rooms !== undefined;
