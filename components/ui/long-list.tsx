"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { onDemand } from "./on-demand";
import { PlainRows, type Row } from "./plain-rows";
import type { VirtualRowsProps } from "./virtual-rows";

const VirtualRows = onDemand<VirtualRowsProps>(
  () => import("./virtual-rows"),
  ({ rows }) => <PlainRows rows={rows.slice(0, FIRST)} />,
);

/** Up to so many rows, the page just has them. */
const PLAIN = 100;
/** What the page shows of a longer list before its script is there. */
const FIRST = 40;
const NEAR_PX = 600;

type LongList = {
  rows: readonly Row[];
  className?: string;
  label?: string;
  /** Nothing in it can be pressed: then the keys that scroll it need it to take the focus itself. */
  isForReading?: boolean;
  /** The row to begin at, if the list is long. */
  startAt?: number;
  onNearEnd?: () => void;
  /** What stands below the rows. */
  children?: ReactNode;
};

/**
 * A list of any length with its own scroll bar: of a long one only the rows in sight are in the page. The arrow keys go
 * from row to row.
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

/** To the same place in the next row that has one: from link to link, from button to button. */
function goByArrows(event: KeyboardEvent<HTMLElement>) {
  const step = STEPS[event.key];
  const from = event.target as HTMLElement;
  // A menu that was opened from a row is a child of it for React only, and fields need their arrows themselves.
  if (!step || !event.currentTarget.contains(from) || !from.matches("a, button")) return;
  const kind = from.tagName;
  let row = from.closest("li")?.[step];
  while (row && !row.querySelector(kind)) row = row[step];
  const to = row?.querySelector<HTMLElement>(kind);
  if (!to) return;
  event.preventDefault();
  to.focus();
}
