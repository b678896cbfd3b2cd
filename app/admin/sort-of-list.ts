import type { ColumnSort } from "@/components/ui/table";
import { type Given, oneOf } from "../given";

const ORDERS = ["asc", "desc"] as const;

/**
 * The order of a list by its address, and for each of its columns the address that a press on the header leads to:
 * the other way round for the present column. Filters are kept, the page is not.
 */
export function sortOfList<Sort extends string>(
  given: Given,
  sorts: readonly [Sort, ...Sort[]],
  filter: Record<string, string | undefined>,
) {
  const sort = oneOf(sorts, given.sort) ?? sorts[0];
  const order = oneOf(ORDERS, given.order) ?? "asc";

  const sortOf = (column: Sort): ColumnSort => {
    const isHere = column === sort;
    const next = isHere && order === "asc" ? "desc" : "asc";
    return {
      href: hrefOf({ ...filter, sort: column, order: next }),
      direction: isHere ? (order === "asc" ? "ascending" : "descending") : null,
    };
  };
  return { sort, order, sortOf };
}

/** The same for a list whose columns each have one direction. */
export function oneWaySorts<Sort extends string>(
  sort: Sort,
  directions: Record<Sort, "ascending" | "descending">,
  filter: Record<string, string | undefined>,
) {
  return (column: Sort): ColumnSort => ({
    href: hrefOf({ ...filter, sort: column }),
    direction: column === sort ? directions[column] : null,
  });
}

function hrefOf(fields: Record<string, string | undefined>): string {
  const entries = Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `?${new URLSearchParams(entries)}`;
}
