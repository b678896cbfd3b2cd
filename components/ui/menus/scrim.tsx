"use client";

import { Portal } from "radix-ui";
import { useLayoutEffect, useRef } from "react";

/**
 * The shade behind a sheet.
 *
 * @param subject what the sheet is about: its likeness lies bright above the shade, moved up where the sheet would cover it
 */
export function Scrim({ subject }: { subject?: Element | null | undefined }) {
  return (
    <Portal.Root aria-hidden className="fixed inset-0 z-20 animate-appear bg-scrim">
      {subject && <Likeness subject={subject} />}
    </Portal.Root>
  );
}

function Likeness({ subject }: { subject: Element }) {
  const frame = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (frame.current) show(subject, frame.current);
  }, [subject]);

  return (
    <div
      ref={frame}
      inert
      className="absolute inset-x-2 overflow-clip rounded-3 bg-canvas py-1 [--column-end:0.5rem] [--column-start:0.5rem]"
    />
  );
}

/** The least of a subject that stays visible above its sheet, and the space between the two, in pixels. */
const [LEAST_PX, GAP_PX] = [72, 12];

/** Copies the subject as it is drawn; the copy has no life of its own, and no names that stand for the subject. */
function show(subject: Element, frame: HTMLElement) {
  const copy = subject.cloneNode(true) as Element;
  for (const each of [copy, ...copy.querySelectorAll("*")])
    for (const name of ["id", "data-seq", "data-person", "aria-describedby"]) each.removeAttribute(name);
  for (const bar of copy.querySelectorAll("[role=toolbar]")) bar.remove();
  frame.replaceChildren(copy);
  const { top, height } = subject.getBoundingClientRect();
  // Once the sheet has its height: it is drawn in the same frame.
  requestAnimationFrame(() => {
    const sheet = document.querySelector<HTMLElement>(".sheet");
    const floor = innerHeight - (sheet?.offsetHeight ?? 0) - GAP_PX;
    const shown = Math.max(LEAST_PX, Math.min(height + 8, floor - GAP_PX));
    frame.style.top = `${Math.max(GAP_PX, Math.min(top - 4, floor - shown))}px`;
    frame.style.maxHeight = `${shown}px`;
  });
}
