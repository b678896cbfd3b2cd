import type { MessageView } from "@/lib/shared/views";
import type { Pending } from "../outbox/pending";

/** Merges messages into the window. An older `rev` never overwrites a newer one. */
export function mergeWithin(
  window: readonly MessageView[],
  items: readonly MessageView[],
): readonly MessageView[] {
  const newest = new Map<number, MessageView>();
  for (const message of window) keepNewest(newest, message);
  for (const message of items) if (newest.has(message.seq)) keepNewest(newest, message);
  return [...newest.values()];
}

/** Like `mergeWithin`, and appends messages after the end of the window. */
export function mergeNewest(
  window: readonly MessageView[],
  items: readonly MessageView[],
): readonly MessageView[] {
  const end = window.at(-1)?.seq ?? 0;
  const added = new Map<number, MessageView>();
  for (const message of items) if (message.seq > end) keepNewest(added, message);
  return [...mergeWithin(window, items), ...[...added.values()].sort((a, b) => a.seq - b.seq)];
}

/** The window without messages that left its line, and with those that came into the middle of it. */
export function moveWithin(
  messages: readonly MessageView[],
  out: readonly number[],
  into: readonly MessageView[],
): readonly MessageView[] {
  const [first = 0, last = 0] = [messages[0]?.seq, messages.at(-1)?.seq];
  const seqs = new Set(messages.map(({ seq }) => seq));
  const came = into.filter(({ seq }) => !seqs.has(seq) && seq > first && seq < last);
  const left = messages.filter(({ seq }) => !out.includes(seq));
  return came.length === 0 && left.length === messages.length
    ? messages
    : [...left, ...came].sort((a, b) => a.seq - b.seq);
}

function keepNewest(bySeq: Map<number, MessageView>, message: MessageView) {
  const known = bySeq.get(message.seq);
  if (!known || known.rev < message.rev) bySeq.set(message.seq, message);
}

/** The maximum size of a window. A page loaded at one end pushes as many messages out at the other. */
export const MOST_MESSAGES = 300;

type Cut = { messages: readonly MessageView[]; hasOlder: boolean; hasNewer: boolean };

/** Shortens a window to `most` messages at one end. The removed ones can be loaded again. */
export function cutTo<Window extends Cut>(window: Window, end: "older" | "newer", most: number): Window {
  const { messages } = window;
  if (messages.length <= most) return window;
  return end === "older"
    ? { ...window, messages: messages.slice(-most), hasOlder: true }
    : { ...window, messages: messages.slice(0, most), hasNewer: true };
}

/** Removes pending messages that are now among the committed ones. */
export function withoutConfirmed(
  pending: readonly Pending[],
  items: readonly MessageView[],
): readonly Pending[] {
  if (pending.length === 0) return pending;
  const came = new Set(items.map((message) => message.clientId));
  const rest = pending.filter((each) => !came.has(each.clientId));
  return rest.length === pending.length ? pending : rest;
}

/** The message of a window with a given `seq`. */
export const messageAt = (messages: readonly MessageView[], seq: number): MessageView | undefined =>
  messages.find((message) => message.seq === seq);
