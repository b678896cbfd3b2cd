"use client";

import { useCallback, useEffect, useReducer, useRef } from "react";
import type { Page } from "@/lib/shared/views";
import { type Address, read, withQuery } from "./call";

type Pages<T> = { items: T[]; cursor: string | null; state: "loading" | "whole" | "failed" };
type Action<T> = { type: "asked" } | { type: "failed" } | { type: "came"; page: Page<T>; isFirst: boolean };

function reduce<T>(pages: Pages<T>, action: Action<T>): Pages<T> {
  if (action.type === "asked") return { ...pages, state: "loading" };
  if (action.type === "failed") return { ...pages, state: "failed" };
  const before = action.isFirst ? [] : pages.items;
  return { items: [...before, ...action.page.items], cursor: action.page.nextCursor, state: "whole" };
}

/** Debounces requests, in ms. */
const PAUSE_MS = 200;

type PageQuery<T> = {
  /** The path without its cursor; null fetches nothing. */
  path: Address<Page<T>> | null;
  /** A change of it reloads the list as far as it was loaded. */
  version?: string | number;
  /** The first page, if the server rendered it. */
  first?: Page<T>;
};

/** A paginated list of the REST API. */
export function usePages<T>({ path, version, first }: PageQuery<T>) {
  const [{ items, cursor, state }, dispatch] = useReducer(reduce<T>, {
    items: first?.items ?? [],
    cursor: first?.nextCursor ?? null,
    state: first ? "whole" : "loading",
  });
  const known = useRef({ path: first ? path : null, version, count: 0 });
  known.current.count = items.length;
  const asking = useRef<object | null>(null);

  const load = useCallback(
    async (from: string | null, most = 0) => {
      if (path === null) return;
      const mine = {};
      asking.current = mine;
      dispatch({ type: "asked" });
      const page = await readUpTo(path, from, most);
      if (asking.current !== mine) return;
      asking.current = null;
      dispatch(page ? { type: "came", page, isFirst: from === null } : { type: "failed" });
    },
    [path],
  );

  useEffect(() => {
    const { path: before, version: was, count } = known.current;
    const isSame = before === path;
    if (isSame && was === version) return;
    const timer = setTimeout(
      () => {
        known.current = { ...known.current, path, version };
        void load(null, isSame ? count : 0);
      },
      before === null ? 0 : PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [load, path, version]);

  const loadMore = () => {
    if (asking.current === null && cursor !== null) void load(cursor);
  };
  const again = () => void load(items.length > 0 ? cursor : null);
  return { items, state, hasMore: cursor !== null, loadMore, again };
}

/** Pages from a cursor on, up to a number of items; null if one of them failed. */
async function readUpTo<T>(
  path: Address<Page<T>>,
  from: string | null,
  most: number,
): Promise<Page<T> | null> {
  const items: T[] = [];
  let cursor = from;
  do {
    const page = await read(withQuery(path, { cursor }));
    if (!page.ok) return null;
    items.push(...page.data.items);
    cursor = page.data.nextCursor;
  } while (cursor !== null && items.length < most);
  return { items, nextCursor: cursor };
}
