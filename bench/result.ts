/** One line of the table, with its goal and whether it is met. */
export type Result = { name: string; value: number; unit: string; goal?: string; isMet?: boolean };

/** Builds a line with an upper or lower bound. */
export function result(
  name: string,
  value: number,
  unit: string,
  goal?: { most?: number; least?: number },
): Result {
  const rounded = Math.round(value * 100) / 100;
  if (!goal) return { name, value: rounded, unit };
  const { most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY } = goal;
  const words = goal.most === undefined ? `at least ${least}` : `at most ${most}`;
  return { name, value: rounded, unit, goal: words, isMet: value <= most && value >= least };
}

/** Returns the median of some runs. */
export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
