"use client";

import { useEffect, useState } from "react";
import type { Outcome } from "@/lib/shared/errors";
import type { Page } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { type Address, read, withQuery } from "../connection/call";

/** The lifetime of an answer, in ms. */
const KEPT_MS = 60_000;
const REST_MS = 120;

type CachedPage = { at: number; answer: Promise<Outcome<Page<unknown>>> };

/** Keyed by person and path, so that the next user of the tab does not see the previous one's answers. */
const kept = new Map<string, CachedPage>();

function readPage<T>(me: string, path: Address<Page<T>>): Promise<Outcome<Page<T>>> {
  const now = Date.now();
  for (const [key, { at }] of kept) if (now - at > KEPT_MS) kept.delete(key);
  const key = `${me} ${path}`;
  const known = kept.get(key);
  if (known) return known.answer as Promise<Outcome<Page<T>>>;
  const answer = read(path);
  kept.set(key, { at: now, answer });
  void answer.then(({ ok }) => ok || kept.delete(key));
  return answer;
}

/** A page of the REST API fetched while the user types: debounced, and cached for a minute. Null fetches nothing. */
function useKeptPage<T>(path: Address<Page<T>> | null, rest = 0): Page<T> | null {
  const me = useChat().account.id;
  const [page, take] = useState<Page<T> | null>(null);

  useEffect(() => {
    if (path === null) return;
    let isWanted = true;
    const timer = setTimeout(
      () => void readPage(me, path).then((came) => isWanted && take(came.ok ? came.data : null)),
      rest,
    );
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
export function useSearched<T>(path: Address<Page<T>>, query: string): readonly T[] {
  const first = useKeptPage(path);
  const isLonger = Boolean(first?.nextCursor) && query !== "";
  const found = useKeptPage(isLonger ? withQuery(path, { q: query }) : null, REST_MS);
  return [...(first?.items ?? []), ...(found?.items ?? [])];
}
