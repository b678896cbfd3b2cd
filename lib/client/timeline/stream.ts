import { isUnread } from "@/lib/shared/messages/unread";
import type { MessageView } from "@/lib/shared/views";
import type { Pending } from "../outbox/pending";

/** The lines of a room from top to bottom. */
export type StreamItem =
  | { kind: "day"; key: string; at: string }
  | { kind: "new"; key: string }
  | { kind: "message"; key: string; message: MessageView; isHead: boolean }
  | { kind: "events"; key: string; messages: MessageView[] }
  | { kind: "pending"; key: string; pending: Pending; isHead: boolean };

type Reading = {
  me: string;
  /** The day of a moment in the reader's time zone. */
  dayOf: (at: string) => string;
  /** Messages after this `seq` are new to the reader; null if none are. */
  newAfter: number | null;
  /** The line has messages before the window. */
  hasOlder?: boolean;
};

/** Messages of one person within this time share one heading. */
const GROUP_MS = 5 * 60 * 1000;

/** Groups messages by author, divides them by day, adds the New line and folds consecutive events into one line. */
export function toStream(
  messages: readonly MessageView[],
  pending: readonly Pending[],
  reading: Reading,
): StreamItem[] {
  const items: StreamItem[] = [];
  let day = "";
  let isNewMarked = reading.newAfter === null || isFurtherUp(messages, reading);

  for (const message of messages) {
    const today = reading.dayOf(message.createdAt);
    if (today !== day) items.push({ kind: "day", key: `day ${today}`, at: message.createdAt });
    day = today;
    if (!isNewMarked && isNew(message, reading)) {
      items.push({ kind: "new", key: "new" });
      isNewMarked = true;
    }
    add(items, message);
  }
  for (const each of pending) {
    const key = keyOf(reading.me, each.clientId);
    items.push({
      kind: "pending",
      key,
      pending: each,
      isHead: !continues(items.at(-1), reading.me, each.createdAt, each.threadId ?? null),
    });
  }
  return items;
}

/** A window that begins after the read mark has no New line: it is further up. */
export const isFurtherUp = (
  messages: readonly MessageView[],
  { newAfter, hasOlder }: Pick<Reading, "newAfter" | "hasOlder">,
): boolean => newAfter !== null && hasOlder === true && (messages[0]?.seq ?? 0) > newAfter + 1;

/** The lines by day, each day with the time of its first message. Lines before the first day have none. */
export function daysOf(items: readonly StreamItem[]): Day[] {
  const days: Day[] = [];
  for (const item of items) {
    if (item.kind === "day") days.push({ key: item.key, at: item.at, lines: [] });
    else if (days.length === 0) days.push({ key: "no day", at: null, lines: [item] });
    else days.at(-1)?.lines.push(item);
  }
  return days;
}

export type Day = { key: string; at: string | null; lines: Exclude<StreamItem, { kind: "day" }>[] };

/** The minimum height of a line in pixels. The first line of a group is twice as high, with its sender above. */
const LEAST_HEIGHT = 22;

/** The last lines, enough to fill `pixels` at minimum height, with their days. */
export function endOf(days: readonly Day[], pixels: number): Day[] {
  const end: Day[] = [];
  let left = pixels;
  for (const day of [...days].reverse()) {
    if (left <= 0) break;
    let first = day.lines.length;
    while (first > 0 && left > 0) left -= leastHeightOf(day.lines[--first]!);
    end.unshift(first === 0 ? day : { ...day, at: null, lines: day.lines.slice(first) });
  }
  return end;
}

const leastHeightOf = (line: Day["lines"][number]) =>
  "isHead" in line && line.isHead ? 2 * LEAST_HEIGHT : LEAST_HEIGHT;

/** Returns whether a message is new to a reader who has read up to `newAfter`. */
export const isNew = (message: MessageView, { me, newAfter }: Omit<Reading, "dayOf">): boolean =>
  newAfter !== null && isUnread(message, me, newAfter);

/**
 * Returns whether marking a message as unread would leave anything unread. One's own, deleted and system messages never are.
 */
export const hasUnreadFrom = (messages: readonly MessageView[], seq: number, me: string): boolean =>
  messages.some((message) => isUnread(message, me, seq - 1));

function add(items: StreamItem[], message: MessageView) {
  const last = items.at(-1);
  if (message.kind === "user") {
    const isHead = !continues(last, message.sender.id, message.createdAt, message.threadId);
    items.push({ kind: "message", key: keyOf(message.sender.id, message.clientId), message, isHead });
  } else if (last?.kind === "events") {
    last.messages.push(message);
  } else {
    items.push({ kind: "events", key: message.id, messages: [message] });
  }
}

function continues(
  last: StreamItem | undefined,
  senderId: string,
  at: string,
  threadId: string | null,
): boolean {
  if (last?.kind === "pending") return true;
  if (last?.kind !== "message" || last.message.sender.id !== senderId) return false;
  if (last.message.threadId !== threadId) return false;
  return Date.parse(at) - Date.parse(last.message.createdAt) < GROUP_MS;
}

/** A stable key, so that a message keeps its place when it turns from pending into committed. */
function keyOf(senderId: string, clientId: string): string {
  return `${senderId} ${clientId}`;
}
