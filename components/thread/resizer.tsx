"use client";

import { useTranslations } from "next-intl";
import type { KeyboardEvent, PointerEvent } from "react";
import { LEAST, type usePanelWidth } from "./panel-width";

const STEP = 16;

type Resizer = ReturnType<typeof usePanelWidth> & {
  /** The id of the panel. */
  controls: string;
};

/** The edge of a panel on the right: dragged by a pointer or moved by arrow keys; a double click brings the usual width back. */
export function Resizer({ width, most, resize, controls }: Resizer) {
  const t = useTranslations("thread");
  const onKeyDown = (event: KeyboardEvent) => {
    const next = widthBy(event.key, width, most);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(next);
  };
  const onPointerMove = ({ currentTarget, pointerId, clientX }: PointerEvent<HTMLElement>) => {
    if (!currentTarget.hasPointerCapture(pointerId)) return;
    resize((currentTarget.parentElement?.getBoundingClientRect().right ?? 0) - clientX);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved.
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t("width")}
      aria-controls={controls}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={most}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onDoubleClick={() => resize(null)}
      className="absolute inset-y-0 -left-1.5 z-1 w-3 cursor-col-resize touch-none outline-none after:absolute after:inset-y-0 after:left-1 after:w-0.5 hover:after:bg-line-strong focus-visible:after:bg-focus active:after:bg-accent max-lg:hidden in-data-middle:hidden"
    />
  );
}

/** The width after a key; undefined for other keys, null for the usual one. */
function widthBy(key: string, width: number, most: number): number | null | undefined {
  switch (key) {
    case "ArrowLeft":
      return width + STEP;
    case "ArrowRight":
      return width - STEP;
    case "Home":
      return LEAST;
    case "End":
      return most;
    case "Enter":
      return null;
  }
}
