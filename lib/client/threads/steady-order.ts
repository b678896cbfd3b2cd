import type { MyThreadView } from "@/lib/shared/views";

/** The threads of a list in the order in which they are shown. The first `unreadCount` came as unread. */
export type ThreadOrder = { threads: readonly MyThreadView[]; unreadCount: number };

export const NO_ORDER: ThreadOrder = { threads: [], unreadCount: 0 };

/**
 * Orders threads: the unread ones first, then the others, each the latest reply first. A list that is shown stays as it is
 * read: a thread that was just read or answered keeps its place, and only threads that become unread come to the top.
 *
 * @param before the order that is shown
 * @param unread the unread threads, the latest reply first
 * @param all the threads that are loaded, the latest reply first
 */
export function steadyOrder(
  before: ThreadOrder,
  unread: readonly MyThreadView[],
  all: readonly MyThreadView[],
): ThreadOrder {
  const fresh = new Map([...all, ...unread].map((thread) => [thread.root.id, thread]));
  const freshOf = (thread: MyThreadView) => fresh.get(thread.root.id) ?? thread;
  const first = before.threads.slice(0, before.unreadCount);
  const newcomers = without(unread, first);
  const rest = without(before.threads.slice(before.unreadCount), newcomers);
  const shown = [...newcomers, ...first, ...rest];
  const others = without(all, shown);
  // A thread that was read elsewhere and is newer than all that are shown, or the next page.
  const newest = rest[0] && freshOf(rest[0]).lastReply.createdAt;
  const isNewer = ({ lastReply }: MyThreadView) => newest !== undefined && lastReply.createdAt > newest;
  return {
    threads: [
      ...newcomers,
      ...first,
      ...others.filter(isNewer),
      ...rest,
      ...others.filter((thread) => !isNewer(thread)),
    ].map(freshOf),
    unreadCount: newcomers.length + first.length,
  };
}

const without = (threads: readonly MyThreadView[], known: readonly MyThreadView[]): MyThreadView[] => {
  const ids = new Set(known.map(({ root }) => root.id));
  return threads.filter(({ root }) => !ids.has(root.id));
};
