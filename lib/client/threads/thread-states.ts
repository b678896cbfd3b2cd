import type { ThreadState } from "@/lib/shared/views";

/** My state in threads, by root. `isListed`: all unread ones that I follow are known. */
export type ThreadStates = {
  byRoot: Readonly<Record<string, ThreadState>>;
  isListed: boolean;
  /** Marks that the server has not confirmed, by root. */
  pending: Readonly<Record<string, number>>;
};

export type ThreadAction =
  /** The unread threads that I follow. */
  | { type: "listed"; items: readonly ThreadState[] }
  | { type: "told"; state: ThreadState }
  /** Read up to `seq`, the newest reply. */
  | { type: "read"; rootId: string; seq: number }
  /** The server has the mark. Its frame may be lost, and another device may mark the thread as unread after it. */
  | { type: "read-kept"; rootId: string | undefined; seq: number }
  /** Marked as unread after `seq`. */
  | { type: "unread"; rootId: string }
  /** The threads of a room were read, or of all rooms. */
  | { type: "all-read"; roomId: string | null }
  | { type: "followed"; rootId: string; isFollowed: boolean };

export const NO_THREADS: ThreadStates = { byRoot: {}, isListed: false, pending: {} };

const READ = { unreadCount: 0, mentionCount: 0 };

/** Reduces my state in threads. What was read here stays read, although the server's answer may be older. */
export function reduceThreads(threads: ThreadStates, action: ThreadAction): ThreadStates {
  switch (action.type) {
    case "listed":
      return takeList(threads, action.items);
    case "told":
      return takeState(threads, action.state);
    case "read":
      return change(
        { ...threads, pending: { ...threads.pending, [action.rootId]: action.seq } },
        action.rootId,
        (state) => ({ ...state, ...READ, lastReadSeq: Math.max(state.lastReadSeq, action.seq) }),
      );
    case "read-kept":
      return action.rootId && threads.pending[action.rootId] === action.seq
        ? { ...threads, pending: without(threads.pending, action.rootId) }
        : threads;
    case "unread":
      return { ...threads, pending: without(threads.pending, action.rootId) };
    case "all-read":
      return { ...threads, byRoot: readIn(threads.byRoot, action.roomId) };
    case "followed":
      return change(threads, action.rootId, (state) => ({ ...state, isFollowed: action.isFollowed }));
  }
}

/** The unread threads that I follow, of the rooms that I am in. */
export const unreadThreads = (
  { byRoot }: ThreadStates,
  rooms: Readonly<Record<string, unknown>>,
): ThreadState[] =>
  Object.values(byRoot).filter(
    ({ roomId, isFollowed, unreadCount }) => isFollowed && unreadCount > 0 && roomId in rooms,
  );

/** A known thread that the list lacks is read: it lists all unread ones. */
function takeList(threads: ThreadStates, items: readonly ThreadState[]): ThreadStates {
  const known = { ...threads, byRoot: readIn(threads.byRoot, null), isListed: true };
  return items.reduce(takeState, known);
}

function takeState(threads: ThreadStates, told: ThreadState): ThreadStates {
  const { rootId, lastReadSeq } = told;
  const mine = threads.pending[rootId];
  const isLate = mine !== undefined && mine > lastReadSeq;
  const state = isLate ? { ...told, ...READ, lastReadSeq: mine } : told;
  return {
    ...threads,
    byRoot: { ...threads.byRoot, [rootId]: state },
    pending: isLate ? threads.pending : without(threads.pending, rootId),
  };
}

function change(
  threads: ThreadStates,
  rootId: string,
  to: (state: ThreadState) => ThreadState,
): ThreadStates {
  const state = threads.byRoot[rootId];
  return state ? { ...threads, byRoot: { ...threads.byRoot, [rootId]: to(state) } } : threads;
}

const readIn = (byRoot: ThreadStates["byRoot"], roomId: string | null): ThreadStates["byRoot"] =>
  Object.fromEntries(
    Object.entries(byRoot).map(([rootId, state]) => [
      rootId,
      roomId === null || state.roomId === roomId ? { ...state, ...READ } : state,
    ]),
  );

function without<T>(all: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  if (!(key in all)) return all;
  const { [key]: _, ...rest } = all;
  return rest;
}
