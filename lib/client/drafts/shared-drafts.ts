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

/** The stored draft as this tab read it last: the raw string and its content. */
type StoredDraft = { raw: string | null; words: DraftContent };

/**
 * The drafts shared by all tabs of a browser. A tab reads the stored draft before it changes it, so it never overwrites
 * another tab's text, and it listens to writes of other tabs.
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
   * Loads the stored drafts and listens to other tabs.
   *
   * @param asOf the revision at which the server listed its drafts
   * @param onHeard called when another tab changed a room's draft
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

  /** Merges changes that other tabs stored. A missing value is ignored, because it may have been wiped. */
  readStored(roomId: string) {
    const raw = readKept(this.#userId, roomId);
    if (raw === null || raw === this.#known.get(roomId)?.raw) return;
    const stored = parseKept(raw);
    if (stored) this.#take(roomId, raw, stored);
  }

  /** Stores this tab's draft. */
  save(roomId: string) {
    const draft = this.#store.get()[roomId] ?? NO_DRAFT;
    const written = writeKept(this.#userId, roomId, draft);
    if (written) this.#note(roomId, written.raw, draft);
  }

  /** Removes a sent draft from storage, unless other text was typed meanwhile in any tab. */
  release(roomId: string, sent: string) {
    this.readStored(roomId);
    const kept = parseKept(readKept(this.#userId, roomId));
    if (kept && (kept.text.trimEnd() === sent || isEmpty(kept))) this.save(roomId);
  }

  #hear(roomId: string, newValue: string | null) {
    if (readKept(this.#userId, roomId) !== null) return this.readStored(roomId);
    // Another tab emptied the draft: it writes the empty value before removing it.
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
