"use client";

import { useEffect, useState } from "react";
import type { Page } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { getJson } from "../connection/rest";

/** So long an answer is good for naming somebody; who came since is found a moment later. */
const KEPT_MS = 60_000;
const REST_MS = 120;

type Kept = { at: number; answer: Promise<Page<unknown> | null> };

/** By person and path: who logs in after another in the same tab must not see what that one could. */
const kept = new Map<string, Kept>();

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

/** A page of the REST interface that is asked for while somebody types: a little later, and not again for a minute. Without a path nothing is asked. */
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
 * A list that is searched while somebody types: its beginning is read once and searched here; of a longer one, what the
 * server finds is added. `path` has its limit and no `q`.
 */
export function useSearched<T>(path: string, query: string): readonly T[] {
  const first = useKeptPage<T>(path);
  const isLonger = Boolean(first?.nextCursor) && query !== "";
  const found = useKeptPage<T>(isLonger ? `${path}&q=${encodeURIComponent(query)}` : null, REST_MS);
  return [...(first?.items ?? []), ...(found?.items ?? [])];
}
