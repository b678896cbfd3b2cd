"use client";

import { type KeyboardEvent, useImperativeHandle } from "react";
import { actionOfKey, availableActions } from "@/lib/client/actions/available-actions";
import { useCurrentRoom } from "@/lib/client/actions/message-actions-context";
import { lastSeenRow, rowsOf, spotOf } from "@/lib/client/actions/message-rows";
import { performAction } from "@/lib/client/actions/perform-action";
import { useChat } from "@/lib/client/chat/chat-context";
import { isComposing, isKey, type Pressed } from "@/lib/client/shortcuts/keys";
import type { ListKeys } from "./use-list-keys";

const STEPS = { ArrowUp: -1, K: -1, ArrowDown: 1, J: 1 } as const;
const ENDS = { Home: 0, End: -1 } as const;

/**
 * The keys of a list of messages: arrows, J, K, Home and End move between messages; letters run actions on the focused
 * message. After a mouse press letters go to the composer instead. Shows nothing.
 */
export default function MessageKeys({ handler, isByPointer, toNewest }: ListKeys) {
  const { actions: acts, feed } = useCurrentRoom();
  const chat = useChat();

  function actOn(row: HTMLElement, event: KeyboardEvent) {
    const message = feed.get().messages.find(({ seq }) => String(seq) === row.dataset.seq);
    const room = message && chat.workspace.get().rooms[message.roomId];
    if (!message || !room) return;
    const isSaved = chat.saved.store.get()[message.roomId]?.has(message.seq);
    const act = actionOfKey(event, availableActions(message, room, chat.account, isSaved));
    if (!act) return;
    event.preventDefault();
    performAction(acts, act, message, spotOf(row));
  }

  useImperativeHandle(handler, () => (event: KeyboardEvent<HTMLElement>) => {
    const at = event.target as HTMLElement;
    const row = at.closest<HTMLElement>("[data-seq]");
    const isOnList = at === event.currentTarget || at === row;
    if (event.key === "Tab") isByPointer.current = false;
    if (!isOnList || event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return;
    if (event.key === "End" && toNewest) {
      event.preventDefault();
      toNewest();
      return;
    }
    const next = rowAfter(event.currentTarget, row, event);
    if (next && !(isByPointer.current && event.key.length === 1)) {
      event.preventDefault();
      isByPointer.current = false;
      next.focus();
    } else if (event.key === "Escape") acts.focusComposer();
    else if (row && !isByPointer.current) actOn(row, event);
  });
  return null;
}

/** The row that a key moves to. From the list itself, the last visible row counts as the current one. */
function rowAfter(list: HTMLElement, row: HTMLElement | null, pressed: Pressed): HTMLElement | null {
  const [step, end] = [meaningOf(STEPS, pressed), meaningOf(ENDS, pressed)];
  if (step === undefined && end === undefined) return null;
  const rows = rowsOf(list);
  if (end !== undefined) return rows.at(end) ?? null;
  if (!row) return lastSeenRow(list);
  const at = rows.indexOf(row) + (step ?? 0);
  return rows[Math.min(rows.length - 1, Math.max(0, at))] ?? null;
}

/** The entry of a key table for a pressed key. */
const meaningOf = <T,>(table: Readonly<Record<string, T>>, pressed: Pressed): T | undefined =>
  Object.entries(table).find(([name]) => isKey(name, pressed))?.[1];
