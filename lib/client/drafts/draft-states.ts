import { type TimelineKey, timelineKey } from "@/lib/shared/messages/timeline-key";
import { isBlank } from "@/lib/shared/text/blank";
import type { DraftHead, DraftView } from "@/lib/shared/views";
import { containsWords, mergeTexts } from "./draft-merge";

/** The content of a draft: its text, and the message that it replies to. */
export type DraftContent = Pick<DraftView, "text" | "replyTo">;

/** The unsent content of a room or a thread, as this browser knows it. */
export type Draft = DraftContent & {
  /** The server's draft that this one is based on. */
  base: DraftContent;
  /** The version of `base`. */
  version: number;
  /** The newest version that the server is known to have. If it is above `version`, its text has yet to be fetched. */
  newest: number;
  /** True if the server is known to hold a draft. */
  isThere: boolean;
  /** True if the server has this content. */
  isSaved: boolean;
  /** Content that was pushed without an answer. The server may have it. */
  sent: readonly DraftContent[];
  /** The time of the last change on any device. */
  at: string | null;
};

/** A tab's drafts by room and thread. */
export type Drafts = Readonly<Record<TimelineKey, Draft>>;

export type DraftAction =
  | { type: "heads"; heads: readonly DraftHead[]; asOf: number }
  | { type: "found"; key: TimelineKey; stored: Draft; asOf: number }
  /** Another tab changed the stored draft; `seen` is the stored content that this tab read last. */
  | { type: "shared"; key: TimelineKey; stored: Draft; seen: DraftContent }
  | { type: "typed"; key: TimelineKey; text: string; at: string }
  | { type: "replied"; key: TimelineKey; replyTo: Draft["replyTo"]; at: string }
  | { type: "told"; draft: DraftView }
  | { type: "sending"; key: TimelineKey; sent: DraftContent }
  | { type: "kept"; key: TimelineKey; sent: DraftContent; version: number };

export const NO_CONTENT: DraftContent = { text: "", replyTo: null };

export const NO_DRAFT: Draft = {
  ...NO_CONTENT,
  base: NO_CONTENT,
  version: 0,
  newest: 0,
  isThere: false,
  isSaved: true,
  sent: [],
  at: null,
};

/** Unanswered pushes to remember. A draft is pushed again each time the page is hidden. */
const MOST_SENT = 8;

export const isEmpty = ({ text }: Pick<Draft, "text">) => isBlank(text);

/** The line of a draft of the server. */
export const keyOfDraft = ({
  roomId,
  threadId,
}: {
  roomId: string;
  threadId?: string | null | undefined;
}): TimelineKey => timelineKey(roomId, threadId);

/** Returns whether another device saved a version that has not been fetched. */
export const isStale = ({ isThere, newest, version }: Draft) => isThere && newest > version;

/** Returns whether a draft has content, here or on the server. */
export const hasWords = (draft: Draft | undefined) =>
  draft !== undefined && (!isEmpty(draft) || isStale(draft));

/** Reduces the drafts. Text typed on any device or in any tab is never dropped. */
export function reduceDrafts(drafts: Drafts, action: DraftAction): Drafts {
  if (action.type === "heads") return takeHeads(drafts, action.heads, action.asOf);
  const key = action.type === "told" ? keyOfDraft(action.draft) : action.key;
  const before = drafts[key] ?? NO_DRAFT;
  const after = reduceDraft(before, action);
  return after === before ? drafts : { ...drafts, [key]: after };
}

function reduceDraft(draft: Draft, action: Exclude<DraftAction, { type: "heads" }>): Draft {
  switch (action.type) {
    case "found":
      return find(draft, action.stored, action.asOf);
    case "shared":
      return share(draft, action.stored, action.seen);
    case "typed":
      return action.text === draft.text ? draft : settled({ ...draft, text: action.text, at: action.at });
    case "replied":
      return action.replyTo?.id === draft.replyTo?.id
        ? draft
        : settled({ ...draft, replyTo: action.replyTo, at: action.at });
    case "told":
      return hear(draft, action.draft);
    case "sending":
      return {
        ...draft,
        sent: [...draft.sent.filter((one) => !isSame(one, action.sent)), action.sent].slice(-MOST_SENT),
      };
    case "kept":
      return keep(draft, action.sent, action.version);
  }
}

/**
 * Applies the server's list of drafts. A draft that is missing from it is gone, unless it is newer than the list or was
 * changed here.
 */
function takeHeads(drafts: Drafts, heads: readonly DraftHead[], asOf: number): Drafts {
  const versionOf = new Map(heads.map((head) => [keyOfDraft(head), head.version]));
  const keys = new Set([...Object.keys(drafts), ...versionOf.keys()]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const draft = drafts[key] ?? NO_DRAFT;
      const version = versionOf.get(key);
      if (version !== undefined)
        return [key, { ...draft, isThere: true, newest: Math.max(draft.newest, version) }];
      // A reply without text was never sent to the server.
      if (draft.newest > asOf || !draft.isThere) return [key, draft];
      return [key, draft.isSaved ? NO_DRAFT : gone(draft)];
    }),
  );
}

/** The draft was sent or discarded elsewhere. Text typed here meanwhile stays, and is new to the server. */
const gone = (draft: Draft): Draft => settled({ ...draft, isThere: false, base: NO_CONTENT });

/** Applies the stored draft at start. If the server has no draft, the version it once had was sent or discarded. */
function find(draft: Draft, stored: Draft, asOf: number): Draft {
  const isThere = draft.isThere || stored.version > asOf;
  const newest = Math.max(draft.newest, stored.version);
  const kept = { ...stored, newest, isThere };
  const known = isThere ? kept : stored.isSaved ? { ...draft, sent: stored.sent } : gone(kept);
  // Typed before the stored draft was read.
  return isEmpty(draft) && draft.isSaved ? settled(known) : withMine(known, draft.base, draft);
}

/** Merges this tab's text with the draft that all tabs share, if another tab changed it. */
function share(draft: Draft, stored: Draft, seen: DraftContent): Draft {
  const newest = Math.max(draft.newest, stored.newest);
  const isThere = draft.newest > stored.newest ? draft.isThere : stored.isThere;
  return withMine({ ...stored, newest, isThere }, seen, draft);
}

const withMine = (known: Draft, base: DraftContent, mine: Draft): Draft =>
  settled({ ...known, ...mergeWords(base, known, mine) });

/** Applies a version of the server: another device's, or this one's own. */
function hear(draft: Draft, told: DraftView): Draft {
  if (told.version <= draft.version) return draft;
  const { text, replyTo, version } = told;
  const theirs = { text, replyTo };
  const newest = Math.max(draft.newest, version);
  const known = { ...draft, base: theirs, version, newest, isThere: !isEmpty(told), sent: [] };
  const own = draft.sent.find((sent) => isSame(sent, theirs));
  if (own) return settled({ ...known, base: own });
  const seen = draft.sent.findLast((sent) => !isEmpty(sent) && containsWords(text, sent.text)) ?? draft.base;
  const merged = mergeWords(seen, theirs, draft);
  return settled({ ...known, ...merged, at: isSame(merged, theirs) ? told.updatedAt : draft.at });
}

function keep(draft: Draft, sent: DraftContent, version: number): Draft {
  const others = draft.sent.filter((one) => !isSame(one, sent));
  // A newer version arrived meanwhile.
  if (version < draft.version) return { ...draft, sent: others };
  const newest = Math.max(draft.newest, version);
  return settled({ ...draft, base: sent, version, newest, isThere: !isEmpty(sent), sent: [] });
}

function mergeWords(base: DraftContent, theirs: DraftContent, mine: DraftContent): DraftContent {
  const isReplyMine = mine.replyTo?.id !== base.replyTo?.id;
  const text = mergeTexts(base.text, theirs.text, mine.text);
  // A draft sent or discarded elsewhere loses its reply too, unless text was added here.
  const isTheirs = mine.text === base.text || isEmpty(mine) || !isEmpty(theirs);
  return { text, replyTo: isReplyMine || !isTheirs ? mine.replyTo : theirs.replyTo };
}

const settled = (draft: Draft): Draft => ({ ...draft, isSaved: isSame(draft, draft.base) });

/** The server stores text in Unicode normalization form C. */
const isSame = (one: DraftContent, other: DraftContent) =>
  one.text.normalize("NFC") === other.text.normalize("NFC") && one.replyTo?.id === other.replyTo?.id;
