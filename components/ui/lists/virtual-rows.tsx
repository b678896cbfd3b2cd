"use client";

import { type ComponentProps, type RefObject, useEffect, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import type { Row } from "./plain-rows";

export type VirtualRowsProps = {
  rows: readonly Row[];
  scroller: RefObject<HTMLElement | null>;
  startAt: number;
};

/** The visible rows of a long list, and the focused one. */
export default function VirtualRows({ rows, scroller, startAt }: VirtualRowsProps) {
  const list = useRef<VirtualizerHandle>(null);
  const [focused, setFocused] = useState(-1);
  const [start] = useState(startAt);

  useEffect(() => {
    if (start >= 0) list.current?.scrollToIndex(start, { align: "center" });
  }, [start]);

  // In the capture phase, so that a row need not handle it.
  useEffect(() => {
    const box = scroller.current;
    const note = ({ target }: FocusEvent) =>
      setFocused(Number((target as HTMLElement).closest<HTMLElement>("[data-row]")?.dataset.row ?? -1));
    box?.addEventListener("focusin", note);
    return () => box?.removeEventListener("focusin", note);
  }, [scroller]);

  return (
    <Virtualizer
      ref={list}
      as="ul"
      item={Item}
      scrollRef={scroller}
      keepMounted={focused < 0 || focused >= rows.length ? [] : [focused]}
    >
      {rows.map(({ key, content }) => (
        <div key={key}>{content}</div>
      ))}
    </Virtualizer>
  );
}

const Item = ({ index, ...props }: ComponentProps<"li"> & { index: number }) => (
  <li data-row={index} {...props} />
);
