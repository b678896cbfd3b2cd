import type { Outcome } from "@/lib/shared/errors";
import type { ClientFrames } from "@/lib/shared/live";
import type { SyncView } from "@/lib/shared/views";
import { BACKOFF, backoffMs } from "../connection/backoff";
import { retryAfterMs } from "../connection/outcome";

type SyncFrame = ClientFrames["sync"];

type CatchUpDeps<Asked extends { frame: SyncFrame }> = {
  /** The request, and the state known when asking. Read again for each round. */
  begin: () => Asked;
  ask: (frame: SyncFrame) => Promise<Outcome<SyncView>>;
  onPage: (answer: SyncView) => void;
  /** All pages have arrived; `told` are the rooms that changed. */
  onWhole: (asked: Asked, told: ReadonlySet<string>) => void;
};

/**
 * Fetches missed changes, one round at a time. A request during a round starts another one after it. An unanswered
 * round is retried with backoff until the next connection restarts it.
 */
export class CatchUp<Asked extends { frame: SyncFrame }> {
  readonly #deps: CatchUpDeps<Asked>;
  #isRunning = false;
  #isWanted = false;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: CatchUpDeps<Asked>) {
    this.#deps = deps;
  }

  /** Starts a round, or another one after the round that runs. */
  want() {
    clearTimeout(this.#timer);
    this.#isWanted = true;
    void this.#run();
  }

  stop() {
    clearTimeout(this.#timer);
  }

  async #run() {
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#isWanted) {
      this.#isWanted = false;
      const end = await this.#round();
      if (end !== "whole") {
        this.#timer = setTimeout(() => this.want(), backoffMs(BACKOFF.sync, this.#tries, end));
        this.#tries += 1;
        break;
      }
      this.#tries = 0;
    }
    this.#isRunning = false;
  }

  /** Fetches all pages. Returns "whole" when they arrived, or the wait that the server asked for, in ms. */
  async #round(): Promise<"whole" | { retryAfterMs: number }> {
    const { begin, ask, onPage, onWhole } = this.#deps;
    const asked = begin();
    const told = new Set<string>();
    let cursor: string | null = null;
    do {
      const page: Outcome<SyncView> = await ask(cursor === null ? asked.frame : { ...asked.frame, cursor });
      if (!page.ok) return { retryAfterMs: retryAfterMs(page) ?? 0 };
      for (const { room } of page.data.rooms) told.add(room.id);
      onPage(page.data);
      cursor = page.data.nextCursor;
    } while (cursor !== null);
    onWhole(asked, told);
    return "whole";
  }
}
