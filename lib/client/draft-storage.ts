import { isEmpty, type StoredDraft } from "./draft-states";
import { draftKey } from "./traces";

// Storage may be forbidden or full: then a draft lasts as long as the page, and what the server has of it.

/** What this browser has kept of somebody's draft in a room. */
export function readStored(userId: string, roomId: string): StoredDraft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(draftKey(userId, roomId)) ?? "null");
    return isStored(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** What was thrown away or sent is remembered until the server knows it too. */
export function writeStored(userId: string, roomId: string, draft: StoredDraft): void {
  const { text, replyTo, version, isSaved, at } = draft;
  try {
    if (isEmpty(draft) && isSaved) localStorage.removeItem(draftKey(userId, roomId));
    else
      localStorage.setItem(draftKey(userId, roomId), JSON.stringify({ text, replyTo, version, isSaved, at }));
  } catch {
    // See above.
  }
}

const isStored = (kept: unknown): kept is StoredDraft =>
  typeof kept === "object" && kept !== null && "text" in kept && "version" in kept && "isSaved" in kept;
