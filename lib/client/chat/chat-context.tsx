"use client";

import { createContext, type ReactNode, use, useEffect, useState } from "react";
import type { InitialState } from "../cache/initial-state";
import { Chat } from "./chat";

type Reader = {
  chat: Chat;
  /** How this reader writes dates and times, such as `en-GB`. */
  formatLocale: string;
};

const ReaderContext = createContext<Reader | null>(null);

type Provider = InitialState & { children: ReactNode };

/** The live chat of everything below. It begins with what it is given and connects once the page stands. */
export function ChatProvider({ children, ...beginning }: Provider) {
  const [chat] = useState(() => new Chat(beginning));
  useEffect(() => chat.start(), [chat]);
  return <ReaderContext value={{ chat, formatLocale: beginning.formatLocale }}>{children}</ReaderContext>;
}

/** The reader of this page. Throws outside a `ChatProvider`: that is a mistake in the page. */
export function useReader(): Reader {
  const reader = use(ReaderContext);
  if (!reader) throw new Error("useReader: no ChatProvider");
  return reader;
}

/** The same where a part may also stand outside the chat: null there. */
export const useReaderIfAny = () => use(ReaderContext);

/** The live chat of this page. */
export function useChat(): Chat {
  return useReader().chat;
}
