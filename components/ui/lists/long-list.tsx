"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { PlainRows, type Row } from "./plain-rows";
import type { VirtualRowsProps } from "./virtual-rows";

const VirtualRows = onDemand<VirtualRowsProps>(
  () => import("./virtual-rows"),
  ({ rows }) => <PlainRows rows={rows.slice(0, FIRST)} />,
);

/** Lists up to this length are rendered completely. */
const PLAIN = 100;
/** The rows of a longer list before its script has loaded. */
const FIRST = 40;
const NEAR_PX = 600;

type LongList = {
  rows: readonly Row[];
  className?: string;
  label?: string;
  /** Nothing in it is focusable, so the list itself takes the focus for scrolling keys. */
  isForReading?: boolean;
  /** The row to start at in a long list. */
  startAt?: number;
  onNearEnd?: () => void;
  /** Content below the rows. */
  children?: ReactNode;
};

/**
 * A list of any length with its own scroll bar. Of a long list only visible rows are in the DOM. Arrow keys move from
 * row to row.
 */
export function LongList({
  rows,
  className,
  label,
  isForReading,
  startAt = -1,
  onNearEnd,
  children,
}: LongList) {
  const scroller = useRef<HTMLDivElement>(null);

  function askForMore() {
    const box = scroller.current;
    if (box && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX) onNearEnd?.();
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: what has come may be too short to be scrolled.
  useEffect(askForMore, [rows.length]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are a short way between what is interactive in it.
    <div
      ref={scroller}
      {...(label && { role: "group", "aria-label": label })}
      {...(isForReading && { tabIndex: 0 })}
      onScroll={askForMore}
      onKeyDown={goByArrows}
      className={`isolate min-h-0 flex-1 overflow-y-auto ${className ?? ""}`}
    >
      {rows.length > PLAIN ? (
        <VirtualRows rows={rows} scroller={scroller} startAt={startAt} />
      ) : (
        <PlainRows rows={rows} />
      )}
      {children}
    </div>
  );
}

const STEPS: Record<string, "nextElementSibling" | "previousElementSibling"> = {
  ArrowDown: "nextElementSibling",
  ArrowUp: "previousElementSibling",
};

/** Moves to the same element in the next row: from link to link, from button to button. */
function goByArrows(event: KeyboardEvent<HTMLElement>) {
  const step = STEPS[event.key];
  const from = event.target as HTMLElement;
  // A menu opened from a row is its child only in React's tree, and fields need their own arrow keys.
  if (!step || !event.currentTarget.contains(from) || !from.matches("a, button")) return;
  const kind = from.tagName;
  let row = from.closest("li")?.[step];
  while (row && !row.querySelector(kind)) row = row[step];
  const to = row?.querySelector<HTMLElement>(kind);
  if (!to) return;
  event.preventDefault();
  to.focus();
}
