import type { MessagesFrame } from "@/lib/shared/live";
import { wholeMessage } from "@/lib/shared/live";
import type { MessagePage, MessageView } from "@/lib/shared/views";
import type { Pending, PendingAction } from "../outbox/pending";
import {
  appendable,
  cutTo,
  MOST_MESSAGES,
  mergeNewest,
  mergeWithin,
  withoutConfirmed,
} from "./message-window";
import { takeContiguous } from "./take-contiguous";

/** One room's messages as this tab knows them: a window without holes on its history, and what is still being sent. */
export type Feed = {
  /** The window holds every change up to this one. */
  rev: number;
  /** The newest change that anything told of. Above `rev`, something is missing. */
  latestKnownRev: number;
  /** Oldest first, without holes in `seq`. */
  messages: readonly MessageView[];
  hasOlder: boolean;
  hasNewer: boolean;
  /** What is being read: the page at one end, or the window anew somewhere else. */
  loading: Direction | "elsewhere" | null;
  /** Moves with every question for a page, and when one is answered: an answer to an earlier question is too old. */
  requestId: number;
  /** Changes outside the window that came while a page of it was on its way: the page may be older than they are. */
  bufferedChanges: readonly MessageView[];
  /** Frames that came too early. */
  outOfOrder: readonly MessagesFrame[];
  /** `sync`: ask what changed since `rev`. `reload`: too much changed, read the window anew. */
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
  | { type: "unmoved"; asked: { rev: number; latestKnownRev: number } }
  | { type: "reload-wanted" }
  | { type: "reloaded"; ask: number; rev: number; page: MessagePage }
  | { type: "page-asked"; direction: Direction }
  | { type: "elsewhere-asked" }
  | { type: "page-came"; ask: number; page: MessagePage }
  | { type: "page-failed"; ask: number }
  | { type: "trimmed"; end: Direction; keep: number }
  | PendingAction;

/** A room as the server rendered it. `rev` was read before the page, so the page is at least that new. */
export function startFeed(rev: number, page: MessagePage, pending: readonly Pending[] = []): Feed {
  return {
    rev,
    latestKnownRev: rev,
    messages: page.items,
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

/** Whether something is known to be missing: it may still come by itself within `LIMITS.frameHoldMs`. */
export function isWaiting(feed: Feed): boolean {
  return feed.outOfOrder.length > 0 || feed.latestKnownRev > feed.rev;
}

/** What the feed is after something happened. Frames are hints: lost, doubled, late or in any order, they do no harm. */
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
    case "unmoved":
      return settle(feed, action.asked);
    case "reload-wanted":
      return { ...feed, behind: "reload", requestId: feed.requestId + 1 };
    case "reloaded":
      return feed.requestId === action.ask ? reload(feed, action.rev, action.page) : feed;
    case "page-asked":
      return feed.loading ? feed : { ...feed, loading: action.direction, requestId: feed.requestId + 1 };
    case "elsewhere-asked":
      // The reader goes there: a page of the present place that is on its way is too late.
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
 * A room is entered again. What this tab knows wins, unless the server's page is newer, or as new while the window is
 * elsewhere. An older page, as the browser keeps it, says nothing.
 */
function enter(feed: Feed, rev: number, page: MessagePage): Feed {
  return feed.rev < rev || (feed.hasNewer && feed.rev === rev) ? reload(feed, rev, page) : feed;
}

/** What came by frames while the page was on its way is newer than the page: of both, each message's newest state stays. */
function reload(feed: Feed, rev: number, page: MessagePage): Feed {
  const told = [...feed.messages, ...feed.bufferedChanges];
  const known = mergeWithin(page.items, told);
  const messages = page.hasNewer ? known : mergeNewest(known, appendable(known, told));
  const fresh = startFeed(rev, { ...page, items: [...messages] }, feed.pending);
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
  // What is being read anew already answers this too.
  if (page.prevRev > feed.rev && feed.behind === "reload") return { ...feed, latestKnownRev };
  if (page.prevRev > feed.rev)
    return { ...feed, behind: "reload", requestId: feed.requestId + 1, latestKnownRev };
  const whole = { ...takeItems(feed, page.items), rev: page.rev, latestKnownRev };
  return { ...takeFrames(whole, feed.outOfOrder), behind: unlessReload(feed) };
}

/**
 * What is before a message is not one's own to read any more: removed, and added again where history is hidden. What was
 * on its way may hold such messages too, and is not waited for.
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

/** The messages are whole, but a page that somebody wants is still on its way. */
function unlessReload(feed: Feed): "reload" | null {
  return feed.behind === "reload" ? "reload" : null;
}

/** The server says that nothing moved. What was only hearsay before the question is dropped; what came since, stays. */
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
  // What was sent while the newest page was on its way continues it; anything else is still outside the window.
  const messages = wider.hasNewer ? changed : mergeNewest(changed, appendable(changed, feed.bufferedChanges));
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
      return pending.some(({ clientId }) => clientId === action.draft.clientId)
        ? pending
        : withoutConfirmed([...pending, { ...action.draft, state: "sending", refusal: null }], messages);
    case "answered":
      // Committed, but shown among the messages only when its change comes in turn, so that nothing jumps about.
      return action.message && action.message.rev > rev
        ? change(action.clientId, { state: "sent" })
        : pending.filter((each) => each.clientId !== action.clientId);
    case "refused":
      return change(action.clientId, { state: "refused", refusal: action.refusal });
    case "retried":
      return change(action.clientId, { state: "sending", refusal: null });
    case "discarded":
      return pending.filter((each) => each.clientId !== action.clientId);
  }
}
