"use client";

import { useEffect } from "react";
import { roomOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import { useCurrentRoom } from "../actions/message-actions-context";
import { useChat } from "../chat/chat-context";
import { useStore } from "../state/use-store";
import { messageAt } from "../timeline/message-window";
import { readSeqs } from "../timeline/seqs";

/** Syncs the composer's reply with the draft, in both directions. */
export function useDraftReply(key: TimelineKey) {
  const { drafts } = useChat();
  const { actions: acts, feed } = useCurrentRoom();
  const kept = useStore(drafts.store, (all) => all[key]?.replyTo ?? null);

  useEffect(() => {
    let before = acts.store.get().replyTo;
    // Only changes of the reply count. While a draft's reply is still being fetched, the UI state has none.
    return acts.store.subscribe(() => {
      const { replyTo } = acts.store.get();
      if (replyTo === before) return;
      before = replyTo;
      drafts.reply(key, replyTo && { id: replyTo.id, seq: replyTo.seq });
    });
  }, [acts, drafts, key]);

  useEffect(() => {
    const shown = acts.store.get().replyTo;
    if (kept?.id === shown?.id) return;
    if (!kept) return acts.store.dispatch({ type: "reply", to: null });
    let isWanted = true;
    void findMessage().then((to) => {
      const isAsked = drafts.get(key).replyTo?.id === to?.id;
      if (isWanted && to && isAsked) acts.store.dispatch({ type: "reply", to });
    });
    return () => {
      isWanted = false;
    };

    async function findMessage() {
      const { seq } = kept ?? { seq: 0 };
      return messageAt(feed.get().messages, seq) ?? (await readSeqs(roomOf(key), [seq]))?.[0];
    }
  }, [acts, drafts, feed, kept, key]);
}
