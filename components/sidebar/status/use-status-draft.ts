"use client";

import { useState } from "react";
import { useChat, useReader } from "@/lib/client/chat/chat-context";
import { movedDay } from "@/lib/client/time/month";
import { clockTime, dayHere, type StatusEnd, statusEnd } from "@/lib/client/time/status-end";
import { isOver } from "./use-own-status-words";

/** A day and time being chosen, as typed. */
export type Picked = { day: string; time: string };

type Draft = { emoji: string; text: string; until: string | null; picked: Picked | null };

/** The status being written. It begins with the present one. */
export function useStatusDraft() {
  const { formatLocale } = useReader();
  const { statusEmoji, statusText, statusUntil } = useChat().ownAccount.get();
  const present: Draft = { emoji: statusEmoji, text: statusText, until: statusUntil, picked: null };
  const [begun] = useState(isOver(statusUntil) ? NONE : present);
  const [draft, set] = useState(begun);
  const untilOf = (end: StatusEnd | null) => end && statusEnd(end, formatLocale).toISOString();

  return {
    draft,
    isEmpty: isEmpty(draft),
    isChanged: Object.keys(NONE).some((key) => begun[key as keyof Draft] !== draft[key as keyof Draft]),
    change: (changes: Partial<Draft>) => set((before) => ({ ...before, ...changes })),
    end: (end: StatusEnd | null) => set((before) => ({ ...before, until: untilOf(end), picked: null })),
    pick: () => set((before) => ({ ...before, picked: tomorrow() })),
    untilOf,
    until: () => endOfDraft(draft),
  };
}

const isEmpty = ({ emoji, text }: Draft) => !emoji && !text.trim();

/** Returns the end of a status as the server takes it; undefined while the chosen time is none, or over. */
export function endOfDraft(draft: Draft): string | null | undefined {
  if (isEmpty(draft)) return null;
  return draft.picked ? momentOf(draft.picked) : draft.until;
}

const NONE: Draft = { emoji: "", text: "", until: null, picked: null };

const tomorrow = (): Picked => ({ day: movedDay(dayHere(new Date()), 1), time: "09:00" });

function momentOf({ day, time }: Picked): string | undefined {
  const typed = clockTime(time);
  const moment = typed && new Date(`${day}T${typed}`);
  return moment && moment > new Date() ? moment.toISOString() : undefined;
}
