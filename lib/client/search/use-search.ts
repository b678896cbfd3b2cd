"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useChat } from "../chat/chat-context";
import { formatWhole, hasWanted, type Query, searchedText, splitQuery } from "./query-text";
import { addRecentSearch } from "./recent-searches";
import { searchMemory } from "./search-memory";
import { DEFAULT_ORDER, keepOrder, keptOrder, type SearchOrder } from "./search-order";
import { filesPath, messagesPath, searchPagePath } from "./search-path";

/** The address follows what is typed after this time (ms): browsers limit how often it may change. */
const ADDRESS_MS = 250;
/** Files are asked for a little later than messages, which are looked at first. */
const FILES_MS = 250;

/** The state of the search page: its query, which the address keeps, its order, and the loaders of its results. */
export function useSearch() {
  const { account } = useChat();
  const address = useSearchParams().get("q") ?? "";
  const [memory] = useState(() => searchMemory(account.id, address));
  const [query, setQuery] = useState(() => splitQuery(address));
  const [asked, ask] = useState(address.trim());
  const [order, setOrder] = useState<SearchOrder | null>(null);
  const written = useWrittenAddress(asked, address, (text) => {
    setQuery(splitQuery(text));
    ask(text.trim());
  });

  useEffect(() => setOrder(keptOrder(account.id)), [account.id]);
  useLoading(memory, asked, order);
  useEffect(() => {
    memory.text = asked;
  }, [memory, asked]);

  return {
    query,
    asked,
    order: order ?? DEFAULT_ORDER,
    memory,
    change(next: Query, isComposing = false) {
      setQuery(next);
      // A word that an input method is composing is not typed yet.
      if (!isComposing) ask(searchedText(next));
    },
    /** Nothing more is typed: an operator at the end counts. */
    finish(next: Query) {
      setQuery(next);
      ask(formatWhole(next));
      addRecentSearch(account.id, formatWhole(next));
    },
    reorder(next: SearchOrder) {
      setOrder(next);
      keepOrder(account.id, next);
    },
    /** Records the search before the page is left for one of its results. */
    leave() {
      written.write(asked);
      memory.isLeft = true;
      if (asked) addRecentSearch(account.id, asked);
    },
  };
}

/** Loads the results of what is asked; those of an earlier visit are brought up to date. */
function useLoading(memory: ReturnType<typeof searchMemory>, asked: string, order: SearchOrder | null) {
  const sort = order?.sort;
  const isFirst = useRef(true);

  useEffect(() => {
    if (!sort) return;
    const { messages, files } = memory;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const isWanted = hasWanted(asked);
    const wait = isFirst.current ? 0 : undefined;
    const path = isWanted ? messagesPath({ text: asked, sort, timeZone }) : null;
    if (isFirst.current && messages.store.get().path === path) {
      messages.refresh();
      files.refresh();
    }
    isFirst.current = false;
    messages.search(path, wait);
    files.search(isWanted ? filesPath({ text: asked, timeZone }) : null, wait ?? FILES_MS);
  }, [memory, asked, sort]);
}

/** Keeps the query in the address. One that comes from elsewhere, by a link or Back, is taken over. */
function useWrittenAddress(asked: string, address: string, onOther: (text: string) => void) {
  const known = useRef(address);
  const follow = useEffectEvent(onOther);

  function write(text: string) {
    if (text === known.current) return;
    known.current = text;
    window.history.replaceState(null, "", searchPagePath(text));
  }
  const writeNow = useEffectEvent(write);

  useEffect(() => {
    const timer = setTimeout(() => writeNow(asked), ADDRESS_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  useEffect(() => {
    if (address === known.current) return;
    known.current = address;
    follow(address);
  }, [address]);
  return { write };
}
