import type { DraftHead, DraftView } from "@/lib/shared/views";

/** What was typed in a room and not sent, as this tab has it. */
export type Draft = {
  text: string;
  replyTo: DraftView["replyTo"];
  /** The server's draft that this is, or was made of. */
  version: number;
  /** The newest that the server is known to have; above `version`, its text is still to be fetched. */
  newest: number;
  /** Whether the server holds a draft at all, as far as is known. */
  isThere: boolean;
  isSaved: boolean;
  /** Changed without having seen what other devices had kept by then. */
  isBlind: boolean;
  /** When it was last changed, on whatever device. */
  at: string | null;
};

/** A tab's drafts, by room. */
export type Drafts = Readonly<Record<string, Draft>>;

/** What a browser keeps of a draft. */
export type StoredDraft = Pick<Draft, "text" | "replyTo" | "version" | "isSaved" | "at">;

type Said = Pick<Draft, "text" | "replyTo">;

export type DraftAction =
  | { type: "heads"; heads: readonly DraftHead[]; asOf: number }
  | { type: "found"; roomId: string; stored: StoredDraft; asOf: number }
  | { type: "typed"; roomId: string; text: string; at: string }
  | { type: "replied"; roomId: string; replyTo: Draft["replyTo"]; at: string }
  | { type: "told"; draft: DraftView }
  | { type: "kept"; roomId: string; sent: Said; version: number };

export const NO_DRAFT: Draft = {
  text: "",
  replyTo: null,
  version: 0,
  newest: 0,
  isThere: false,
  isSaved: true,
  isBlind: false,
  at: null,
};

export const isEmpty = ({ text }: Pick<Draft, "text">) => text.trim() === "";

/** Whether another device has kept something whose text is not here yet. */
export const isStale = ({ isSaved, isThere, newest, version }: Draft) =>
  isSaved && isThere && newest > version;

/** Whether there is something to go on with. */
export const hasWords = (draft: Draft | undefined) =>
  draft !== undefined && (!isEmpty(draft) || isStale(draft));

/** The drafts after something happened. The newer of two wins, but nothing that is being typed is ever put aside. */
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
    case "typed":
      return change(draft, { text: action.text, at: action.at });
    case "replied":
      return action.replyTo?.id === draft.replyTo?.id
        ? draft
        : change(draft, { replyTo: action.replyTo, at: action.at });
    case "told":
      return hear(draft, action.draft);
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
      if (draft.newest > asOf) return [roomId, draft];
      // A reply that is chosen and has no words yet was never told to the server.
      return [roomId, draft.isSaved && draft.isThere ? NO_DRAFT : { ...draft, isThere: false }];
    }),
  );
}

/** What this browser had kept. Where the server holds nothing any more, what it once held was sent or thrown away. */
function find(draft: Draft, stored: StoredDraft, asOf: number): Draft {
  if (!isEmpty(draft) || !draft.isSaved) return draft;
  if (!stored.isSaved) return { ...draft, ...stored, isBlind: true };
  return draft.isThere || stored.version > asOf
    ? { ...draft, ...stored, newest: Math.max(draft.newest, stored.version), isThere: true }
    : draft;
}

const change = (draft: Draft, said: Partial<Draft>): Draft => ({
  ...draft,
  ...said,
  isSaved: false,
  isBlind: draft.isBlind || isStale(draft),
});

/** Another device's news, or one's own come back. */
function hear(draft: Draft, told: DraftView): Draft {
  if (told.version <= draft.version) return draft;
  const { text, replyTo, version } = told;
  const at = told.updatedAt;
  const known = { ...draft, version, newest: Math.max(draft.newest, version), isThere: !isEmpty(told) };
  // What was sent or cleared here does not stand against what somebody types there.
  if (draft.isSaved || isEmpty(draft)) return { ...known, text, replyTo, at, isSaved: true, isBlind: false };
  const mine = draft.isBlind ? joined(text, draft.text) : draft.text;
  const both = { text: mine, replyTo: draft.replyTo ?? (draft.isBlind ? replyTo : null) };
  return { ...known, ...both, isSaved: isSame(both, told), isBlind: false };
}

function keep(draft: Draft, sent: Said, version: number): Draft {
  const newest = Math.max(draft.newest, version);
  const known = { ...draft, version: Math.max(draft.version, version), newest, isBlind: false };
  return { ...known, isThere: !isEmpty(sent), isSaved: isSame(draft, sent) };
}

const isSame = (one: Said, other: Said) => one.text === other.text && one.replyTo?.id === other.replyTo?.id;

/** Two texts that were written without knowing of each other: neither is lost. */
export function joined(theirs: string, mine: string): string {
  if (theirs.includes(mine.trim())) return theirs;
  if (mine.includes(theirs.trim())) return mine;
  return `${theirs.trimEnd()}\n${mine}`;
}
