import { roomOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
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
import { parseKept, readKept, storedKeys, writeKept } from "./draft-storage";

/** The stored draft as this tab read it last: the raw string and its content. */
type StoredDraft = { raw: string | null; words: DraftContent };

/**
 * The drafts shared by all tabs of a browser. A tab reads the stored draft before it changes it, so it never overwrites
 * another tab's text, and it listens to writes of other tabs.
 */
export class SharedDrafts {
  readonly #userId: string;
  readonly #store: Store<Drafts, DraftAction>;
  readonly #known = new Map<TimelineKey, StoredDraft>();

  constructor(userId: string, store: Store<Drafts, DraftAction>) {
    this.#userId = userId;
    this.#store = store;
  }

  /**
   * Loads the stored drafts and listens to other tabs.
   *
   * @param asOf the revision at which the server listed its drafts
   * @param onHeard called when another tab changed a draft
   */
  start(
    roomIds: readonly string[],
    asOf: number,
    { signal, onHeard }: { signal: AbortSignal; onHeard: (key: TimelineKey) => void },
  ) {
    const threads = storedKeys(this.#userId).filter((key) => roomIds.includes(roomOf(key)));
    for (const key of new Set([...roomIds, ...threads])) {
      const raw = readKept(this.#userId, key);
      const stored = parseKept(raw);
      if (!stored) continue;
      this.#note(key, raw, stored);
      this.#store.dispatch({ type: "found", key, stored, asOf });
      this.save(key);
    }
    const prefix = draftKey(this.#userId, "");
    const listener = ({ key: name, newValue }: StorageEvent) => {
      if (!name?.startsWith(prefix)) return;
      const key = name.slice(prefix.length);
      this.#hear(key, newValue);
      onHeard(key);
    };
    window.addEventListener("storage", listener, { signal });
  }

  /** Merges changes that other tabs stored. A missing value is ignored, because it may have been wiped. */
  readStored(key: TimelineKey) {
    const raw = readKept(this.#userId, key);
    if (raw === null || raw === this.#known.get(key)?.raw) return;
    const stored = parseKept(raw);
    if (stored) this.#take(key, raw, stored);
  }

  /** Stores this tab's draft. */
  save(key: TimelineKey) {
    const draft = this.#store.get()[key] ?? NO_DRAFT;
    const written = writeKept(this.#userId, key, draft);
    if (written) this.#note(key, written.raw, draft);
  }

  /** Removes a sent draft from storage, unless other text was typed meanwhile in any tab. */
  release(key: TimelineKey, sent: string) {
    this.readStored(key);
    const kept = parseKept(readKept(this.#userId, key));
    if (kept && (kept.text.trimEnd() === sent || isEmpty(kept))) this.save(key);
  }

  #hear(key: TimelineKey, newValue: string | null) {
    if (readKept(this.#userId, key) !== null) return this.readStored(key);
    // Another tab emptied the draft: it writes the empty value before removing it.
    const emptied = parseKept(newValue);
    if (emptied && isEmpty(emptied)) this.#take(key, null, emptied);
  }

  #take(key: TimelineKey, raw: string | null, stored: Draft) {
    const seen = this.#known.get(key)?.words ?? NO_CONTENT;
    this.#note(key, raw, stored);
    this.#store.dispatch({ type: "shared", key, stored, seen });
  }

  #note(key: TimelineKey, raw: string | null, { text, replyTo }: DraftContent) {
    this.#known.set(key, { raw, words: { text, replyTo } });
  }
}
