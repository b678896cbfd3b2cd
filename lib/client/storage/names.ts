// The names under which this browser stores a person's data. Each contains the person's id, so that `local-data.ts`
// finds all of it.

/** The prefix of every `localStorage` key. */
export const OURS = "parley.";

/** The `localStorage` key of a person's draft in a room. */
export const draftKey = (userId: string, roomId: string) => `${OURS}draft.${userId}.${roomId}`;

/** The IndexedDB database of a person's outbox. */
export const outboxName = (userId: string) => `parley-outbox-${userId}`;

/** The IndexedDB database of a person's files that are not sent yet. */
export const filesName = (userId: string) => `parley-files-${userId}`;

/** The `localStorage` key that says whether that database holds files. */
export const hasFilesKey = (userId: string) => `${OURS}files.${userId}`;

/** The IndexedDB database of a person's cache. */
export const cacheName = (userId: string) => `parley-cache-${userId}`;

/** The `localStorage` key that says that the person turned pushes on in this browser. */
export const pushKey = (userId: string) => `${OURS}push.${userId}`;
