import { draftKey } from "../storage/names";
import { type Draft, isEmpty, NO_CONTENT, NO_DRAFT } from "./draft-states";

// All tabs of a browser keep one draft for each room, in `localStorage`, which is read and written at once. Storage may be
// forbidden or full: then a draft lasts as long as its tab, and what the server has of it.

/** What this browser has kept of somebody's draft in a room, as it is written there; see `parseKept`. */
export function readKept(userId: string, roomId: string): string | null {
  try {
    return localStorage.getItem(draftKey(userId, roomId));
  } catch {
    return null;
  }
}

/**
 * Keeps a draft whole, so that a field added to `Draft` is kept without a change here. What was thrown away or sent is
 * remembered until the server knows it too; then nothing is left. Answers how it is written; null where it could not be.
 */
export function writeKept(userId: string, roomId: string, draft: Draft): { raw: string | null } | null {
  const key = draftKey(userId, roomId);
  const raw = JSON.stringify(draft);
  try {
    // Written before it is removed: other tabs learn from that that it is empty now.
    if (localStorage.getItem(key) !== null || !isNothing(draft)) localStorage.setItem(key, raw);
    if (!isNothing(draft)) return { raw };
    localStorage.removeItem(key);
    return { raw: null };
  } catch {
    return null;
  }
}

/** Reads what was written, also by an earlier version of Parley, which did not know what a draft was made of. */
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
