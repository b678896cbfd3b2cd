"use client";

import { useTranslations } from "next-intl";
import type { KeyboardEvent, PointerEvent, TouchEvent } from "react";
import { lengthText } from "@/lib/client/voice/length";
import { barsOf } from "@/lib/client/voice/waveform";

/** Bars of a wide player, and of one on a telephone or in a panel. */
const BARS = { wide: 38, narrow: 19 } as const;
/** Units of the drawing between two bars, its height, and the length of a silent bar. */
const STEP = 4;
const HEIGHT = 24;
const SHORTEST = 2;

/** Seconds by which a key moves. */
const STEPS: Partial<Record<string, number>> = {
  ArrowRight: 5,
  ArrowUp: 5,
  ArrowLeft: -5,
  ArrowDown: -5,
  PageUp: 15,
  PageDown: -15,
};

type Waveform = {
  waveform: readonly number[];
  /** Seconds. */
  at: number;
  duration: number | null;
  onSeek: (seconds: number) => void;
};

/**
 * A waveform in which the played part is coloured. It is a slider (ARIA Authoring Practices, media seek slider): a press
 * or a drag moves the place, and so do arrows, Page Up, Page Down, Home and End.
 */
export function VoiceWaveform({ waveform, at, duration, onSeek }: Waveform) {
  const t = useTranslations("voice");
  const share = duration ? Math.min(at, duration) / duration : 0;

  function onKeyDown(event: KeyboardEvent) {
    const to = duration === null ? null : placeOfKey(event, at, duration);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    onSeek(to);
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t("place")}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration ?? 0)}
      aria-valuenow={Math.round(at)}
      aria-valuetext={
        duration === null
          ? lengthText(at)
          : t("placeOf", { at: lengthText(at), length: lengthText(duration) })
      }
      aria-disabled={duration === null || undefined}
      onKeyDown={onKeyDown}
      {...dragging((share) => duration && onSeek(share * duration))}
      className="@container h-8 w-51 min-w-8 shrink cursor-pointer touch-pan-y rounded-1"
    >
      <Bars {...{ waveform, share }} count={BARS.wide} className="hidden @min-[9rem]:block" />
      <Bars {...{ waveform, share }} count={BARS.narrow} className="@min-[9rem]:hidden" />
    </div>
  );
}

type BarsProps = { waveform: readonly number[]; share: number; count: number; className: string };

/** @param share the played part, 0 to 1 */
function Bars({ waveform, share, count, className }: BarsProps) {
  const bars = barsOf(waveform, count);
  const played = Math.round(share * count);

  return (
    <svg
      viewBox={`0 0 ${count * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
      className={`size-full fill-none stroke-2 ${className}`}
      strokeLinecap="round"
    >
      <path className="stroke-accent" d={pathOf(bars.slice(0, played), 0)} />
      <path className="stroke-line-strong" d={pathOf(bars.slice(played), played)} />
    </svg>
  );
}

/** The second to which a key moves; null for other keys, which stay with the chat. */
function placeOfKey(event: KeyboardEvent, at: number, duration: number): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === "Home") return 0;
  if (event.key === "End") return duration;
  const step = STEPS[event.key];
  return step === undefined ? null : Math.max(0, Math.min(duration, at + step));
}

/**
 * Reports a press and each move of a held pointer, as a share of the width. The row's long press and the page's swipe
 * do not see them.
 */
function dragging(onMove: (share: number) => void) {
  const move = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    if (width > 0) onMove(Math.max(0, Math.min(1, (clientX - left) / width)));
  };
  return {
    onPointerDown(event: PointerEvent) {
      event.stopPropagation();
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      move(event);
    },
    onPointerMove(event: PointerEvent) {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) move(event);
    },
    onTouchStart: (event: TouchEvent) => event.stopPropagation(),
  };
}

/** Bars around the middle line, from the place of the bar number `from` on. */
function pathOf(bars: readonly number[], from: number): string {
  return bars
    .map((value, index) => {
      const length = SHORTEST + (value / 100) * (HEIGHT - 2 - SHORTEST);
      const top = ((HEIGHT - length) / 2).toFixed(1);
      return `M${(from + index) * STEP + 1} ${top}v${length.toFixed(1)}`;
    })
    .join("");
}
