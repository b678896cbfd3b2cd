"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { SearchHitView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { read } from "../connection/call";
import { useStore } from "../state/use-store";
import { FreshHits } from "./fresh-hits";
import { hasWanted } from "./query-text";
import type { ResultLoader } from "./result-loader";
import { messagesPath } from "./search-path";

/** The number of messages that came since the results were loaded and belong to them, and a way to show them. */
export function useFreshHits(asked: string, loader: ResultLoader<SearchHitView>) {
  const { messageChanges, workspace } = useChat();
  const [fresh] = useState(() => new FreshHits({ ask: read, isSeen: () => !document.hidden }));
  const ids = useStore(fresh.store);
  const shown = useStore(loader.store, ({ items }) => items);

  const begin = useEffectEvent(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const path = hasWanted(asked) ? messagesPath({ text: asked, sort: "newest", timeZone }) : null;
    fresh.begin(path, workspace.get().rooms);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another search begins anew.
  useEffect(() => begin(), [asked]);
  useEffect(() => messageChanges.subscribe((items) => fresh.hear(items)), [messageChanges, fresh]);
  useEffect(() => () => fresh.stop(), [fresh]);

  return {
    count: ids.filter((id) => !shown.some(({ message }) => message.id === id)).length,
    show() {
      begin();
      loader.refresh();
    },
  };
}
