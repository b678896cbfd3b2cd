// The names under which this browser keeps a person's data. Each holds the person's id, so that `traces.ts` finds all of it.

/** Everything that is kept in `localStorage` begins like this. */
export const OURS = "parley.";

/** The `localStorage` key of one person's draft in one room. */
export const draftKey = (userId: string, roomId: string) => `${OURS}draft.${userId}.${roomId}`;

/** The IndexedDB database of one person's outbox. */
export const outboxName = (userId: string) => `parley-outbox-${userId}`;

/** The IndexedDB database of one person's cache. */
export const cacheName = (userId: string) => `parley-cache-${userId}`;
