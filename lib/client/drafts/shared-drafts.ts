import type { Store } from "../state/store";
import { draftKey } from "../storage/names";
import {
  type Draft,
  type DraftAction,
  type DraftContent,
  type Drafts,
  isEmpty,
  NO_CONTENT,
  NO_DRAFT,
} from "./draft-states";
import { parseKept, readKept, writeKept } from "./draft-storage";

/** What this tab knows of the browser's draft in a room: how it was written, and what it said. */
type StoredDraft = { raw: string | null; words: DraftContent };

/**
 * The drafts that all tabs of a browser share. A tab looks at what is kept there before it changes anything, so that it
 * changes what another tab has typed and never writes over it; and it hears what other tabs write.
 */
export class SharedDrafts {
  readonly #userId: string;
  readonly #store: Store<Drafts, DraftAction>;
  readonly #known = new Map<string, StoredDraft>();

  constructor(userId: string, store: Store<Drafts, DraftAction>) {
    this.#userId = userId;
    this.#store = store;
  }

  /**
   * Takes what was kept here, and from then on what other tabs keep. `asOf`: how new what the server said of its drafts is.
   * `onHeard`: another tab has changed the draft of a room.
   */
  start(
    roomIds: readonly string[],
    asOf: number,
    { signal, onHeard }: { signal: AbortSignal; onHeard: (roomId: string) => void },
  ) {
    for (const roomId of roomIds) {
      const raw = readKept(this.#userId, roomId);
      const stored = parseKept(raw);
      if (!stored) continue;
      this.#note(roomId, raw, stored);
      this.#store.dispatch({ type: "found", roomId, stored, asOf });
      this.save(roomId);
    }
    const prefix = draftKey(this.#userId, "");
    const listener = ({ key, newValue }: StorageEvent) => {
      if (!key?.startsWith(prefix)) return;
      const roomId = key.slice(prefix.length);
      this.#hear(roomId, newValue);
      onHeard(roomId);
    };
    window.addEventListener("storage", listener, { signal });
  }

  /** Takes over what another tab has kept since this one looked. What is gone may have been wiped, and says nothing. */
  readStored(roomId: string) {
    const raw = readKept(this.#userId, roomId);
    if (raw === null || raw === this.#known.get(roomId)?.raw) return;
    const stored = parseKept(raw);
    if (stored) this.#take(roomId, raw, stored);
  }

  /** Keeps what this tab has. */
  save(roomId: string) {
    const draft = this.#store.get()[roomId] ?? NO_DRAFT;
    const written = writeKept(this.#userId, roomId, draft);
    if (written) this.#note(roomId, written.raw, draft);
  }

  /** What was sent is kept elsewhere and may go, unless something else was typed meanwhile, in this tab or another. */
  release(roomId: string, sent: string) {
    this.readStored(roomId);
    const kept = parseKept(readKept(this.#userId, roomId));
    if (kept && (kept.text.trimEnd() === sent || isEmpty(kept))) this.save(roomId);
  }

  #hear(roomId: string, newValue: string | null) {
    if (readKept(this.#userId, roomId) !== null) return this.readStored(roomId);
    // Emptied by another tab, which has written so before it removed it.
    const emptied = parseKept(newValue);
    if (emptied && isEmpty(emptied)) this.#take(roomId, null, emptied);
  }

  #take(roomId: string, raw: string | null, stored: Draft) {
    const seen = this.#known.get(roomId)?.words ?? NO_CONTENT;
    this.#note(roomId, raw, stored);
    this.#store.dispatch({ type: "shared", roomId, stored, seen });
  }

  #note(roomId: string, raw: string | null, { text, replyTo }: DraftContent) {
    this.#known.set(roomId, { raw, words: { text, replyTo } });
  }
}
