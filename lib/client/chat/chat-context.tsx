"use client";

import { createContext, type ReactNode, use, useEffect, useState } from "react";
import type { InitialState } from "../cache/initial-state";
import { useStore } from "../state/use-store";
import { Chat } from "./chat";

type Reader = {
  chat: Chat;
  /** The reader's locale for dates and times, such as `en-GB`. */
  formatLocale: string;
  /** False where the workspace or the reader has switched the cards of links off. */
  hasLinkCards: boolean;
  /** The state with which the server rendered the page last. */
  rendered: InitialState;
};

const ReaderContext = createContext<Reader | null>(null);

type Provider = InitialState & { children: ReactNode };

/** Provides the live chat. It starts from the given state and connects after hydration. */
export function ChatProvider({ children, ...beginning }: Provider) {
  const [chat] = useState(() => new Chat(beginning));
  useEffect(() => chat.start(), [chat]);
  const { account, formatLocale, linkCards = true } = beginning;
  useEffect(() => chat.linkCards.dispatch(linkCards), [chat, linkCards]);
  const hasLinkCards = useStore(chat.linkCards) && account.linkCards;
  return (
    <ReaderContext value={{ chat, formatLocale, hasLinkCards, rendered: beginning }}>
      {children}
    </ReaderContext>
  );
}

/** The reader of this page. Throws outside a `ChatProvider`, which is a bug in the page. */
export function useReader(): Reader {
  const reader = use(ReaderContext);
  if (!reader) throw new Error("useReader: no ChatProvider");
  return reader;
}

/** The reader, or null outside the chat. */
export const useReaderIfAny = () => use(ReaderContext);

/** The live chat of this page. */
export function useChat(): Chat {
  return useReader().chat;
}
