"use client";

import { useEffect, useState } from "react";
import type { Page } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { getJson } from "../connection/rest";

/** The lifetime of an answer, in ms. */
const KEPT_MS = 60_000;
const REST_MS = 120;

type CachedPage = { at: number; answer: Promise<Page<unknown> | null> };

/** Keyed by person and path, so that the next user of the tab does not see the previous one's answers. */
const kept = new Map<string, CachedPage>();

function readPage<T>(me: string, path: string): Promise<Page<T> | null> {
  const now = Date.now();
  for (const [key, { at }] of kept) if (now - at > KEPT_MS) kept.delete(key);
  const key = `${me} ${path}`;
  const known = kept.get(key);
  if (known) return known.answer as Promise<Page<T> | null>;
  const answer = getJson<Page<T>>(path);
  kept.set(key, { at: now, answer });
  void answer.then((page) => page === null && kept.delete(key));
  return answer;
}

/** A page of the REST API fetched while the user types: debounced, and cached for a minute. Null fetches nothing. */
function useKeptPage<T>(path: string | null, rest = 0): Page<T> | null {
  const me = useChat().account.id;
  const [page, take] = useState<Page<T> | null>(null);

  useEffect(() => {
    if (path === null) return;
    let isWanted = true;
    const timer = setTimeout(() => void readPage<T>(me, path).then((came) => isWanted && take(came)), rest);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [me, path, rest]);

  return path === null ? null : page;
}

/**
 * A searchable list: its first page is fetched once and searched here; for a longer list the server's matches are
 * added.
 *
 * @param path with its limit and without `q`
 */
export function useSearched<T>(path: string, query: string): readonly T[] {
  const first = useKeptPage<T>(path);
  const isLonger = Boolean(first?.nextCursor) && query !== "";
  const found = useKeptPage<T>(isLonger ? `${path}&q=${encodeURIComponent(query)}` : null, REST_MS);
  return [...(first?.items ?? []), ...(found?.items ?? [])];
}
