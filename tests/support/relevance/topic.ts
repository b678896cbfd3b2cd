/** Messages about one thing, one after the other in one room. */
export type Topic = {
  room: string;
  daysAgo: number;
  /** A message on each line, after its author and a colon. */
  lines: string;
};
