import type { WireMessage } from "../live";
import { isMuted } from "../rooms/muted";
import { isConversation } from "../rooms/room-kinds";
import type { MyRoomView, NotificationSettingsView } from "../views";
import { DEFAULT_SETTINGS } from "./notification-settings";
import { isInRoomLine } from "./room-line";
import { isFromOthers, mentionsReader } from "./unread";

// The one decision for the browser, push and mail. docs/notifications.md has the rules as a table.

/** Ways by which a notification reaches a person. */
export type NotificationChannel = "browser" | "push" | "mail";

/** Way in which a message calls a person. */
export type MessageCall = "name" | "group" | "here" | "all";

/** The fields of a message on which its notifications depend. */
export type NotifiedMessage = Pick<WireMessage, "seq"> & {
  sender: Pick<WireMessage["sender"], "id">;
} & Partial<Pick<WireMessage, "kind" | "mentions" | "deletedAt" | "threadId" | "alsoInRoom">>;

/** The reader of a message, and their current state. */
export type NotifiedReader = {
  userId: string;
  /** The room with the reader's own settings in it. */
  room: Pick<MyRoomView, "role" | "notify" | "mutedUntil"> &
    Partial<Pick<MyRoomView, "kind" | "firstVisibleSeq">>;
  /** True in the reader's do-not-disturb time; see isQuietNow. */
  isQuiet: boolean;
  /** True while the reader looks at the end of this room, or of the message's thread, on this device. */
  isActiveHere: boolean;
  now: Date;
  /** The rows' answer to how the message calls the reader. Without it the message's own fields decide. */
  call?: MessageCall | null;
  /** Keyword of the reader in the message's text. */
  keyword?: string | null;
  /** True if the reader follows the thread of the message. */
  followsThread?: boolean;
  settings?: Pick<NotificationSettingsView, "push" | "pushWhileActive" | "mail"> &
    Partial<Pick<NotificationSettingsView, "threadReplies">>;
  /** True if the reader has read the message. */
  hasRead?: boolean;
  /** True while the reader is active on any device. */
  isActiveElsewhere?: boolean;
};

/** Reasons against a notification, in the order of the rules. */
export type WithheldReason =
  | "not_by_another"
  | "deleted"
  | "not_a_member"
  | "before_history"
  | "level_nothing"
  | "muted"
  | "not_mentioned"
  | "no_keyword"
  | "thread_not_followed"
  | "thread_mentions"
  | "quiet"
  | "push_off"
  | "mail_off"
  | "mail_mentions"
  | "read"
  | "active_here";

/** Findings of a rule that let the message through, or make it wait. */
type PassedReason =
  | "by_another"
  | "not_deleted"
  | "member"
  | "level_on"
  | "not_muted"
  | "level_everything"
  | "conversation"
  | "thread_followed"
  | `called_by_${MessageCall}`
  | "keyword"
  | "not_quiet"
  | "push_on"
  | "mail_on"
  | "unread"
  | "not_active"
  | "while_active"
  | "active_elsewhere";

type NotificationRule =
  | "author"
  | "deleted"
  | "member"
  | "level"
  | "mute"
  | "interest"
  | "quiet"
  | "channel"
  | "read"
  | "active";

type Finding = { value?: string } & (
  | { outcome: "stopped"; because: WithheldReason }
  | { outcome: "passed" | "held"; because: PassedReason }
);

/** A rule's outcome. `held` makes a push wait while the person is active; `value` is the reason's level, time or word. */
type NotificationStep = { rule: NotificationRule } & Finding;

/** The rules that were asked, in order: up to the one that stopped the message, or all. */
export type NotificationDecision = {
  isWanted: boolean;
  isHeld: boolean;
  because: WithheldReason | null;
  steps: NotificationStep[];
};

type Rule = (message: NotifiedMessage, reader: NotifiedReader, on: NotificationChannel) => Finding | null;

const stop = (because: WithheldReason, value?: string | null): Finding => ({
  outcome: "stopped",
  because,
  ...(value && { value }),
});
const pass = (because: PassedReason, value?: string | null): Finding => ({
  outcome: "passed",
  because,
  ...(value && { value }),
});

/** Returns how a message calls its reader, by its own fields; `@here` counts, since the reader's device is open. */
function callIn(message: NotifiedMessage, userId: string): MessageCall | null {
  const { mentions } = message;
  if (!mentions || !mentionsReader(message, userId)) return null;
  if (mentions.userIds.includes(userId)) return "name";
  if (mentions.groups?.some((group) => group.userIds.includes(userId))) return "group";
  return mentions.all ? "all" : "here";
}

const callOf = (message: NotifiedMessage, { call, userId }: NotifiedReader) =>
  call === undefined ? callIn(message, userId) : call;

/** The message concerns the reader enough for the level of the room. */
function interest(message: NotifiedMessage, reader: NotifiedReader): Finding {
  const { notify, kind } = reader.room;
  const call = callOf(message, reader);
  if (notify !== "keywords" && call) return pass(`called_by_${call}`);
  if (reader.keyword) return pass("keyword", reader.keyword);
  const thread = message.threadId ? threadInterest(reader) : null;
  if (thread && (thread.outcome === "passed" || !isInRoomLine(message))) return thread;
  if (notify === "everything") return pass(kind === "direct" ? "conversation" : "level_everything");
  return stop(notify === "keywords" ? "no_keyword" : "not_mentioned");
}

/** Following decides what is in the list of threads; this setting decides which replies are told. */
function threadInterest({ followsThread, settings }: NotifiedReader): Finding {
  if (!followsThread) return stop("thread_not_followed");
  const isWanted = (settings?.threadReplies ?? DEFAULT_SETTINGS.threadReplies) === "everything";
  return isWanted ? pass("thread_followed") : stop("thread_mentions");
}

const channel: Rule = (message, reader, on) => {
  const { settings: { push, mail } = DEFAULT_SETTINGS } = reader;
  if (on === "browser") return null;
  if (on === "push") return push ? pass("push_on") : stop("push_off");
  if (mail === "never") return stop("mail_off");
  return mail === "digest" || isForReader(message, reader) ? pass("mail_on", mail) : stop("mail_mentions");
};

/** The message calls its reader, or is in a conversation, which is addressed to everyone in it. */
const isForReader = (message: NotifiedMessage, reader: NotifiedReader) =>
  Boolean(callOf(message, reader) || reader.keyword) || isConversation(reader.room.kind ?? "open");

function active(reader: NotifiedReader, on: NotificationChannel): Finding | null {
  if (on === "browser") return reader.isActiveHere ? stop("active_here") : pass("not_active");
  if (on === "mail") return null;
  if (!reader.isActiveElsewhere) return pass("not_active");
  return reader.settings?.pushWhileActive
    ? pass("while_active")
    : { outcome: "held", because: "active_elsewhere" };
}

function member({ seq }: NotifiedMessage, { room }: NotifiedReader): Finding {
  if (room.role === null) return stop("not_a_member");
  return seq < (room.firstVisibleSeq ?? 1) ? stop("before_history") : pass("member");
}

/** The rules in the order in which they are asked; the first that stops a message decides. */
const RULES: Record<NotificationRule, Rule> = {
  author: (message, { userId }) =>
    isFromOthers({ kind: message.kind ?? "user", sender: message.sender }, userId)
      ? pass("by_another")
      : stop("not_by_another"),
  deleted: ({ deletedAt }) => (deletedAt ? stop("deleted") : pass("not_deleted")),
  member,
  level: (_message, { room }) =>
    room.notify === "nothing" ? stop("level_nothing") : pass("level_on", room.notify),
  mute: (_message, { room, now }) =>
    isMuted(room, now) ? stop("muted", room.mutedUntil) : pass("not_muted"),
  interest,
  quiet: (_message, { isQuiet }) => (isQuiet ? stop("quiet") : pass("not_quiet")),
  channel,
  read: (_message, { hasRead }, on) => (on === "browser" ? null : hasRead ? stop("read") : pass("unread")),
  active: (_message, reader, on) => active(reader, on),
};

/** Decides whether a message is told to a person by a channel, and says why: the rules that were asked, in order. */
export function decideNotification(
  message: NotifiedMessage,
  reader: NotifiedReader,
  on: NotificationChannel,
): NotificationDecision {
  const steps: NotificationStep[] = [];
  for (const [rule, ask] of Object.entries(RULES) as [NotificationRule, Rule][]) {
    const finding = ask(message, reader, on);
    if (!finding) continue;
    steps.push({ rule, ...finding });
    if (finding.outcome === "stopped")
      return { isWanted: false, isHeld: false, because: finding.because, steps };
  }
  return { isWanted: true, isHeld: steps.at(-1)?.outcome === "held", because: null, steps };
}

/** True if a message deserves a notification for one reader in the browser. */
export const wantsNotification = (message: WireMessage, reader: NotifiedReader): boolean =>
  withheldBecause(message, reader) === null;

/**
 * True if the reader's settings in the room ask for notifications of a message, though perhaps not at this moment.
 */
export function isOfInterest(
  message: WireMessage,
  reader: Omit<NotifiedReader, "isQuiet" | "isActiveHere">,
): boolean {
  return wantsNotification(message, { ...reader, isQuiet: false, isActiveHere: false });
}

/** Returns the first rule against a notification in the browser, or null. */
export const withheldBecause = (message: WireMessage, reader: NotifiedReader): WithheldReason | null =>
  decideNotification(message, reader, "browser").because;
