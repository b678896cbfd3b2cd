import type { MessagesFrame } from "@/lib/shared/live";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { MessagePage, MessageView } from "@/lib/shared/views";
import type { Pending, PendingAction } from "../outbox/pending";
import {
  cutTo,
  MOST_MESSAGES,
  mergeNewest,
  mergeWithin,
  moveWithin,
  withoutConfirmed,
} from "./message-window";
import { takeContiguous } from "./take-contiguous";

/**
 * The messages of one line in this tab, a room's own or a thread's: a window on its history without gaps, and the messages
 * being sent.
 */
export type Feed = {
  /** The window contains every change up to this revision. */
  rev: number;
  /** The newest revision known to exist. Above `rev`, a change is missing. */
  latestKnownRev: number;
  /** Oldest first. Contiguous by the room's `rev`, not by `seq`: messages of other lines take numbers between them. */
  messages: readonly MessageView[];
  /** A room's line with the replies in threads, as its reader wants it. */
  hasReplies: boolean;
  hasOlder: boolean;
  hasNewer: boolean;
  /** The running request: a page at one end, or the window at another place. */
  loading: Direction | "elsewhere" | null;
  /** Changes with each request and when a request becomes obsolete. Answers to older requests are dropped. */
  requestId: number;
  /** Changes outside the window that arrived while a page was being loaded. The page may be older than they are. */
  bufferedChanges: readonly MessageView[];
  /** Frames that arrived too early. */
  outOfOrder: readonly MessagesFrame[];
  /** `sync`: fetch the changes since `rev`. `reload`: too much changed, reload the window. */
  behind: "sync" | "reload" | null;
  pending: readonly Pending[];
};

export type Direction = "older" | "newer";

export type FeedAction =
  | { type: "entered"; rev: number; page: MessagePage }
  | { type: "frame"; frame: MessagesFrame }
  | { type: "heard"; rev: number }
  | { type: "waited" }
  | { type: "synced"; prevRev: number; rev: number; items: MessageView[] }
  | { type: "hidden"; before: number }
  /** Messages that were moved out of this line, by `seq`, and ones that may have been moved into it. */
  | { type: "moved"; out: readonly number[]; into: readonly MessageView[] }
  | { type: "unmoved"; asked: { rev: number; latestKnownRev: number } }
  | { type: "reload-wanted" }
  | { type: "reloaded"; ask: number; rev: number; page: MessagePage }
  | { type: "page-asked"; direction: Direction }
  | { type: "elsewhere-asked" }
  | { type: "page-came"; ask: number; page: MessagePage }
  | { type: "page-failed"; ask: number }
  | { type: "trimmed"; end: Direction; keep: number }
  | PendingAction;

/** A feed from the page that the server rendered. `rev` was read before the page, so the page is at least that new. */
export function startFeed(
  rev: number,
  page: MessagePage,
  pending: readonly Pending[] = [],
  hasReplies = false,
): Feed {
  return {
    rev,
    latestKnownRev: rev,
    messages: page.items,
    hasReplies,
    hasOlder: page.hasOlder,
    hasNewer: page.hasNewer,
    loading: null,
    requestId: 0,
    bufferedChanges: [],
    outOfOrder: [],
    behind: null,
    pending: withoutConfirmed(pending, page.items),
  };
}

/** Returns whether a change is known to be missing. It may still arrive within `LIMITS.frameHoldMs`. */
export function isWaiting(feed: Feed): boolean {
  return feed.outOfOrder.length > 0 || feed.latestKnownRev > feed.rev;
}

/** Reduces a feed. Frames are hints: a lost, duplicated, late or reordered frame does no harm. */
export function reduceFeed(feed: Feed, action: FeedAction): Feed {
  switch (action.type) {
    case "entered":
      return enter(feed, action.rev, action.page);
    case "frame":
      return takeFrames(feed, [...feed.outOfOrder, action.frame]);
    case "heard":
      return action.rev > feed.latestKnownRev ? { ...feed, latestKnownRev: action.rev } : feed;
    case "waited":
      return isWaiting(feed) && !feed.behind ? { ...feed, behind: "sync" } : feed;
    case "synced":
      return takeSync(feed, action);
    case "hidden":
      return hide(feed, action.before);
    case "moved":
      return move(feed, action.out, action.into);
    case "unmoved":
      return settle(feed, action.asked);
    case "reload-wanted":
      return { ...feed, behind: "reload", requestId: feed.requestId + 1 };
    case "reloaded":
      return feed.requestId === action.ask ? reload(feed, action.rev, action.page) : feed;
    case "page-asked":
      return feed.loading ? feed : { ...feed, loading: action.direction, requestId: feed.requestId + 1 };
    case "elsewhere-asked":
      // The reader leaves this place: a page of it that is being loaded comes too late.
      return { ...feed, loading: "elsewhere", requestId: feed.requestId + 1 };
    case "page-came":
      return isPageOf(feed.loading) && feed.requestId === action.ask
        ? takePage(feed, feed.loading, action.page)
        : feed;
    case "page-failed":
      return feed.requestId === action.ask ? { ...feed, loading: null, bufferedChanges: [] } : feed;
    case "trimmed":
      return feed.loading || feed.behind ? feed : cutTo(feed, action.end, action.keep);
    default:
      return { ...feed, pending: reducePending(feed, action) };
  }
}

const isPageOf = (loading: Feed["loading"]) => loading === "older" || loading === "newer";

/**
 * A room is entered again. This tab's window wins, unless the server's page is newer, or equally new while the window
 * is elsewhere. An older page, such as a cached one, is ignored.
 */
function enter(feed: Feed, rev: number, page: MessagePage): Feed {
  return feed.rev < rev || (feed.hasNewer && feed.rev === rev) ? reload(feed, rev, page) : feed;
}

/**
 * Replaces the window. Frames that arrived during the request are newer than the page: the newest state of each message
 * stays.
 */
function reload(feed: Feed, rev: number, page: MessagePage): Feed {
  const told = [...feed.messages, ...feed.bufferedChanges];
  const known = mergeWithin(page.items, told);
  const messages = page.hasNewer ? known : mergeNewest(known, told);
  const fresh = startFeed(rev, { ...page, items: [...messages] }, feed.pending, feed.hasReplies);
  return takeFrames(
    { ...fresh, latestKnownRev: Math.max(feed.latestKnownRev, rev), requestId: feed.requestId + 1 },
    feed.outOfOrder,
  );
}

function takeFrames(feed: Feed, waiting: readonly MessagesFrame[]): Feed {
  const { taken, outOfOrder, rev } = takeContiguous(feed.rev, waiting);
  const latestKnownRev = Math.max(feed.latestKnownRev, ...waiting.map((frame) => frame.rev));
  if (taken.length === 0) return { ...feed, outOfOrder, latestKnownRev };
  const items = taken.flatMap((frame) => frame.items).map(wholeMessage);
  return { ...takeItems(feed, items), rev, outOfOrder, latestKnownRev };
}

function takeItems(feed: Feed, items: readonly MessageView[]): Feed {
  const messages = feed.hasNewer ? mergeWithin(feed.messages, items) : mergeNewest(feed.messages, items);
  const isPageComing = feed.loading !== null || feed.behind === "reload";
  const aside = isPageComing ? [...feed.bufferedChanges, ...items] : feed.bufferedChanges;
  return { ...feed, messages, bufferedChanges: aside, pending: withoutConfirmed(feed.pending, items) };
}

function takeSync(feed: Feed, page: { prevRev: number; rev: number; items: MessageView[] }): Feed {
  if (page.rev <= feed.rev) return { ...feed, behind: unlessReload(feed) };
  const latestKnownRev = Math.max(feed.latestKnownRev, page.rev);
  // The running reload covers this too.
  if (page.prevRev > feed.rev && feed.behind === "reload") return { ...feed, latestKnownRev };
  if (page.prevRev > feed.rev)
    return { ...feed, behind: "reload", requestId: feed.requestId + 1, latestKnownRev };
  const whole = { ...takeItems(feed, page.items), rev: page.rev, latestKnownRev };
  return { ...takeFrames(whole, feed.outOfOrder), behind: unlessReload(feed) };
}

/**
 * Removes messages before `before`, which the reader may no longer read, and drops a page being loaded, because it may
 * contain some.
 */
function hide(feed: Feed, before: number): Feed {
  if (feed.messages.every(({ seq }) => seq >= before)) return feed;
  const messages = feed.messages.filter(({ seq }) => seq >= before);
  const behind = feed.hasNewer ? "reload" : feed.behind;
  return {
    ...feed,
    messages,
    hasOlder: false,
    loading: null,
    requestId: feed.requestId + 1,
    bufferedChanges: [],
    outOfOrder: [],
    behind,
  };
}

function move(feed: Feed, out: readonly number[], into: readonly MessageView[]): Feed {
  const messages = moveWithin(feed.messages, out, into);
  return messages === feed.messages ? feed : { ...feed, messages };
}

/** The messages are complete, but a reload may still be running. */
function unlessReload(feed: Feed): "reload" | null {
  return feed.behind === "reload" ? "reload" : null;
}

/** The server reports no changes. A revision known only by hearsay before the request is dropped; a later one stays. */
function settle(feed: Feed, asked: { rev: number; latestKnownRev: number }): Feed {
  if (feed.rev !== asked.rev || feed.latestKnownRev > asked.latestKnownRev)
    return { ...feed, behind: unlessReload(feed) };
  return { ...feed, behind: unlessReload(feed), latestKnownRev: feed.rev, outOfOrder: [] };
}

function takePage(feed: Feed, direction: Direction, page: MessagePage): Feed {
  const joined = mergeWithin([...page.items, ...feed.messages].sort(bySeq), []);
  const older = direction === "older" ? { hasOlder: page.hasOlder } : { hasNewer: page.hasNewer };
  const wider = { ...feed, ...older, messages: joined, loading: null, bufferedChanges: [] };
  const changed = mergeWithin(joined, feed.bufferedChanges);
  // Every change since the request is among the buffered ones, so they continue the newest page without a gap.
  const messages = wider.hasNewer ? changed : mergeNewest(changed, feed.bufferedChanges);
  const whole = { ...wider, messages, pending: withoutConfirmed(feed.pending, page.items) };
  return cutTo(whole, direction === "older" ? "newer" : "older", MOST_MESSAGES);
}

function bySeq(a: MessageView, b: MessageView) {
  return a.seq - b.seq || a.rev - b.rev;
}

function reducePending({ pending, messages, rev }: Feed, action: PendingAction): readonly Pending[] {
  const change = (clientId: string, to: Partial<Pending>) =>
    pending.map((each) => (each.clientId === clientId ? { ...each, ...to } : each));

  switch (action.type) {
    case "typed":
      return pending.some(({ clientId }) => clientId === action.message.clientId)
        ? pending
        : withoutConfirmed([...pending, { ...action.message, state: "sending", refusal: null }], messages);
    case "answered":
      // Committed, but it appears among the messages only when its frame is contiguous, so that nothing moves around.
      return action.message && action.message.rev > rev
        ? change(action.clientId, { state: "sent" })
        : pending.filter((each) => each.clientId !== action.clientId);
    case "refused":
      return change(action.clientId, { state: "refused", refusal: action.refusal });
    case "retried":
      return change(action.clientId, { state: "sending", refusal: null });
    case "released":
      return change(action.clientId, { heldUntil: 0 });
    case "discarded":
      return pending.filter((each) => each.clientId !== action.clientId);
  }
}
