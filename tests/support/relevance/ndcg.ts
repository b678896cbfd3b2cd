const PLACES = 10;

/**
 * Computes nDCG@10 of an answer (Järvelin and Kekäläinen 2002, with gains 2^grade - 1): 1 where the best messages come
 * first, 0 where none of the first ten has a grade.
 * @param found keys of messages in the order of the answer
 */
export function ndcg(found: readonly string[], grades: Readonly<Record<string, number>>): number {
  const ideal = Object.values(grades).sort((a, b) => b - a);
  return gain(found.map((key) => grades[key] ?? 0)) / gain(ideal);
}

const gain = (grades: readonly number[]): number =>
  grades.slice(0, PLACES).reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);
