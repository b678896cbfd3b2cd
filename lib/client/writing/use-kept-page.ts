"use client";

import { useEffect, useState } from "react";
import type { Page } from "@/lib/shared/views";
import { getJson } from "../rest";

/** So long an answer is good for naming somebody; who came since is found a moment later. */
const KEPT_MS = 60_000;
const REST_MS = 120;

const kept = new Map<string, { at: number; answer: Promise<Page<unknown> | null> }>();

function readPage<T>(path: string): Promise<Page<T> | null> {
  const known = kept.get(path);
  if (known && Date.now() - known.at < KEPT_MS) return known.answer as Promise<Page<T> | null>;
  const answer = getJson<Page<T>>(path);
  kept.set(path, { at: Date.now(), answer });
  void answer.then((page) => page === null && kept.delete(path));
  return answer;
}

/** A page of the REST interface that is asked for while somebody types: a little later, and not again for a minute. Without a path nothing is asked. */
export function useKeptPage<T>(path: string | null, rest = 0): Page<T> | null {
  const [page, take] = useState<Page<T> | null>(null);

  useEffect(() => {
    if (path === null) return;
    let isWanted = true;
    const timer = setTimeout(() => void readPage<T>(path).then((came) => isWanted && take(came)), rest);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [path, rest]);

  return path === null ? null : page;
}

/**
 * A list that is searched while somebody types: its beginning is read once and searched here; of a longer one, what the
 * server finds is added. `path` has its limit and no `q`.
 */
export function useSearched<T>(path: string, query: string): readonly T[] {
  const first = useKeptPage<T>(path);
  const isLonger = Boolean(first?.nextCursor) && query !== "";
  const found = useKeptPage<T>(isLonger ? `${path}&q=${encodeURIComponent(query)}` : null, REST_MS);
  return [...(first?.items ?? []), ...(found?.items ?? [])];
}
