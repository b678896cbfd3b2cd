import type { TimelineKey } from "@/lib/shared/messages/timeline-key";
import { draftKey } from "../storage/names";
import { type Draft, isEmpty, NO_CONTENT, NO_DRAFT } from "./draft-states";

// All tabs share one draft per room and thread in `localStorage`, which is synchronous. If storage is forbidden or full, a draft
// lasts as long as its tab and the server's copy.

/** The rooms and threads with a stored draft. */
export function storedKeys(userId: string): TimelineKey[] {
  const prefix = draftKey(userId, "");
  try {
    return Object.keys(localStorage).flatMap((name) =>
      name.startsWith(prefix) ? [name.slice(prefix.length)] : [],
    );
  } catch {
    return [];
  }
}

/** Reads the stored draft of a room or a thread as a raw string; see `parseKept`. */
export function readKept(userId: string, key: TimelineKey): string | null {
  try {
    return localStorage.getItem(draftKey(userId, key));
  } catch {
    return null;
  }
}

/**
 * Stores a draft as a whole, so that a new field of `Draft` is kept without a change here. An emptied draft is kept
 * until the server knows, then removed. Returns the stored string; null if storing failed.
 */
export function writeKept(userId: string, key: TimelineKey, draft: Draft): { raw: string | null } | null {
  const name = draftKey(userId, key);
  const raw = JSON.stringify(draft);
  try {
    // Written before it is removed, because other tabs learn from the write that the draft is empty.
    if (localStorage.getItem(name) !== null || !isNothing(draft)) localStorage.setItem(name, raw);
    if (!isNothing(draft)) return { raw };
    localStorage.removeItem(name);
    return { raw: null };
  } catch {
    return null;
  }
}

/** Parses a stored draft, also one of an earlier version of Parley without `base`. */
export function parseKept(raw: string | null): Draft | null {
  try {
    const kept: unknown = JSON.parse(raw ?? "null");
    if (!isKept(kept)) return null;
    const base = kept.isSaved ? { text: kept.text, replyTo: kept.replyTo ?? null } : NO_CONTENT;
    return { ...NO_DRAFT, newest: kept.version, isThere: kept.isSaved, base, ...kept };
  } catch {
    return null;
  }
}

const isNothing = (draft: Draft) => isEmpty(draft) && draft.isSaved && draft.sent.length === 0;

type Earlier = Pick<Draft, "text" | "version" | "isSaved"> & Partial<Draft>;

const isKept = (kept: unknown): kept is Earlier =>
  typeof kept === "object" &&
  kept !== null &&
  typeof (kept as Earlier).text === "string" &&
  typeof (kept as Earlier).version === "number" &&
  typeof (kept as Earlier).isSaved === "boolean";
