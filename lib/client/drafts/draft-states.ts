import { isBlank } from "@/lib/shared/blank";
import type { DraftHead, DraftView } from "@/lib/shared/views";
import { containsWords, mergeTexts } from "./draft-merge";

/** What somebody has typed, and the message that it replies to. */
export type DraftContent = Pick<DraftView, "text" | "replyTo">;

/** What was typed in a room and not sent, as this browser has it. */
export type Draft = DraftContent & {
  /** The server's draft that this was made of. */
  base: DraftContent;
  /** The version of `base`. */
  version: number;
  /** The newest that the server is known to have; above `version`, its text is still to be fetched. */
  newest: number;
  /** Whether the server holds a draft at all, as far as is known. */
  isThere: boolean;
  /** Whether the server has what was typed here. */
  isSaved: boolean;
  /** What was told to the server without an answer that says what became of it: it may be there. */
  sent: readonly DraftContent[];
  /** When it was last changed, on whatever device. */
  at: string | null;
};

/** A tab's drafts, by room. */
export type Drafts = Readonly<Record<string, Draft>>;

export type DraftAction =
  | { type: "heads"; heads: readonly DraftHead[]; asOf: number }
  | { type: "found"; roomId: string; stored: Draft; asOf: number }
  /** Another tab has changed what this browser keeps; `seen` is what was kept when this tab looked last. */
  | { type: "shared"; roomId: string; stored: Draft; seen: DraftContent }
  | { type: "typed"; roomId: string; text: string; at: string }
  | { type: "replied"; roomId: string; replyTo: Draft["replyTo"]; at: string }
  | { type: "told"; draft: DraftView }
  | { type: "sending"; roomId: string; sent: DraftContent }
  | { type: "kept"; roomId: string; sent: DraftContent; version: number };

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

/** A draft is told once more each time the page is hidden while nobody answers; so many of these are remembered. */
const MOST_SENT = 8;

export const isEmpty = ({ text }: Pick<Draft, "text">) => isBlank(text);

/** Whether another device has kept something whose text is not here yet. */
export const isStale = ({ isThere, newest, version }: Draft) => isThere && newest > version;

/** Whether there is something to go on with. */
export const hasWords = (draft: Draft | undefined) =>
  draft !== undefined && (!isEmpty(draft) || isStale(draft));

/** The drafts after something happened. Nothing that was typed on any device or in any tab is put aside. */
export function reduceDrafts(drafts: Drafts, action: DraftAction): Drafts {
  if (action.type === "heads") return takeHeads(drafts, action.heads, action.asOf);
  const roomId = action.type === "told" ? action.draft.roomId : action.roomId;
  const before = drafts[roomId] ?? NO_DRAFT;
  const after = reduceDraft(before, action);
  return after === before ? drafts : { ...drafts, [roomId]: after };
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

/** What the server says there is. What it held and does not name is gone, unless it came after, or was changed here. */
function takeHeads(drafts: Drafts, heads: readonly DraftHead[], asOf: number): Drafts {
  const versionOf = new Map(heads.map(({ roomId, version }) => [roomId, version]));
  const roomIds = new Set([...Object.keys(drafts), ...versionOf.keys()]);
  return Object.fromEntries(
    [...roomIds].map((roomId) => {
      const draft = drafts[roomId] ?? NO_DRAFT;
      const version = versionOf.get(roomId);
      if (version !== undefined)
        return [roomId, { ...draft, isThere: true, newest: Math.max(draft.newest, version) }];
      // A reply that is chosen and has no words yet was never told to the server.
      if (draft.newest > asOf || !draft.isThere) return [roomId, draft];
      return [roomId, draft.isSaved ? NO_DRAFT : gone(draft)];
    }),
  );
}

/** Sent or thrown away elsewhere: what was typed here meanwhile stays, and is new to the server. */
const gone = (draft: Draft): Draft => settled({ ...draft, isThere: false, base: NO_CONTENT });

/** What this browser had kept. Where the server holds nothing any more, what it once held was sent or thrown away. */
function find(draft: Draft, stored: Draft, asOf: number): Draft {
  const isThere = draft.isThere || stored.version > asOf;
  const newest = Math.max(draft.newest, stored.version);
  const kept = { ...stored, newest, isThere };
  const known = isThere ? kept : stored.isSaved ? { ...draft, sent: stored.sent } : gone(kept);
  // Typed before this browser was asked what it has kept.
  return isEmpty(draft) && draft.isSaved ? settled(known) : withMine(known, draft.base, draft);
}

/** All tabs of a browser keep one draft. What this tab could not keep there is joined to what another one has. */
function share(draft: Draft, stored: Draft, seen: DraftContent): Draft {
  const newest = Math.max(draft.newest, stored.newest);
  const isThere = draft.newest > stored.newest ? draft.isThere : stored.isThere;
  return withMine({ ...stored, newest, isThere }, seen, draft);
}

const withMine = (known: Draft, base: DraftContent, mine: Draft): Draft =>
  settled({ ...known, ...mergeWords(base, known, mine) });

/** Another device's news, or one's own come back. */
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
  // Meanwhile something newer was told.
  if (version < draft.version) return { ...draft, sent: others };
  const newest = Math.max(draft.newest, version);
  return settled({ ...draft, base: sent, version, newest, isThere: !isEmpty(sent), sent: [] });
}

function mergeWords(base: DraftContent, theirs: DraftContent, mine: DraftContent): DraftContent {
  const isReplyMine = mine.replyTo?.id !== base.replyTo?.id;
  const text = mergeTexts(base.text, theirs.text, mine.text);
  // A draft that was sent or thrown away elsewhere takes its reply along, unless somebody goes on with it here.
  const isTheirs = mine.text === base.text || isEmpty(mine) || !isEmpty(theirs);
  return { text, replyTo: isReplyMine || !isTheirs ? mine.replyTo : theirs.replyTo };
}

const settled = (draft: Draft): Draft => ({ ...draft, isSaved: isSame(draft, draft.base) });

/** The server keeps texts in Unicode's normal form C. */
const isSame = (one: DraftContent, other: DraftContent) =>
  one.text.normalize("NFC") === other.text.normalize("NFC") && one.replyTo?.id === other.replyTo?.id;
