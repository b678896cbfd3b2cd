import { OURS } from "../storage/names";

export const SORTS = ["newest", "best"] as const;
export const GROUPINGS = ["none", "room", "time"] as const;

/** The order of the results, as the reader last chose it. */
export type SearchOrder = { sort: (typeof SORTS)[number]; grouping: (typeof GROUPINGS)[number] };

/** The order until the reader chooses another. */
export const DEFAULT_ORDER: SearchOrder = { sort: "newest", grouping: "none" };

const keyOf = (userId: string) => `${OURS}searchOrder.${userId}`;

/** Reads the order from this browser. */
export function keptOrder(userId: string): SearchOrder {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(userId)) ?? "{}") as Partial<SearchOrder>;
    return {
      sort: SORTS.find((sort) => sort === kept.sort) ?? DEFAULT_ORDER.sort,
      grouping: GROUPINGS.find((grouping) => grouping === kept.grouping) ?? DEFAULT_ORDER.grouping,
    };
  } catch {
    return DEFAULT_ORDER;
  }
}

/** Remembers the order in this browser. */
export function keepOrder(userId: string, order: SearchOrder): void {
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify(order));
  } catch {
    // Storage may be forbidden or full. The order then lasts as long as the page.
  }
}
