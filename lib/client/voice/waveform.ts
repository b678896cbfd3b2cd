import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";

/** Loudness below this many decibels of full scale counts as silence. */
const SILENCE_DB = -55;
/** A recording quieter than this is drawn as it is: stretching it would show noise as speech. */
const QUIET = 12;

/**
 * The loudness of samples: their root mean square on a logarithmic scale.
 *
 * @param samples amplitudes from -1 to 1
 * @returns 0 (silence) to 100 (full scale)
 */
export function levelOf(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < samples.length; at++) sum += (samples[at] ?? 0) ** 2;
  const decibels = 10 * Math.log10(sum / (samples.length || 1));
  return Math.max(0, Math.min(100, 100 * (1 - decibels / SILENCE_DB)));
}

/**
 * Reduces loudness over time to a waveform: the loudest level of each of `count` equal parts, with the loudest part
 * stretched to 100.
 *
 * @param levels 0 to 100, measured at equal intervals
 * @returns at most `count` whole numbers from 0 to 100, one per level if there are fewer levels
 */
export function waveformOf(
  levels: readonly number[],
  count: number = BROWSER_LIMITS.waveformLength,
): number[] {
  const parts = peaksOf(levels, Math.min(count, levels.length));
  const loudest = Math.max(0, ...parts);
  const factor = loudest > QUIET ? 100 / loudest : 1;
  return parts.map((peak) => Math.round(Math.max(0, Math.min(100, peak * factor))));
}

/** Draws a waveform with exactly `count` bars: parts of a longer one are joined, values of a shorter one repeat. */
export function barsOf(waveform: readonly number[], count: number): number[] {
  if (waveform.length === 0) return new Array<number>(count).fill(0);
  return peaksOf(waveform, count);
}

function peaksOf(levels: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, part) => {
    const from = Math.floor((part * levels.length) / count);
    const to = Math.max(from + 1, Math.floor(((part + 1) * levels.length) / count));
    return Math.max(...levels.slice(from, to));
  });
}
