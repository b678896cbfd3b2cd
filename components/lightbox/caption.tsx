"use client";

import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import { quoteKey } from "@/lib/client/timeline/quotes";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import type { ShownFile } from "./shown-file";

/** The text of the file's message, else the description of the file. It keeps its line while it is loaded. */
export function Caption({ shown }: { shown: ShownFile }) {
  const text = useCaption(shown);
  return (
    <p
      dir="auto"
      className="mx-auto mt-4 line-clamp-2 min-h-5 max-w-180 flex-none px-4 text-center text-[0.875rem]/5 text-ink-2"
    >
      {text}
    </p>
  );
}

function useCaption({ roomId, seq, file }: ShownFile): string {
  const { quotes } = useChat();
  const message = useStore(quotes.store, (all) => all[quoteKey(roomId, seq)]);
  useEffect(() => quotes.load(roomId, seq), [quotes, roomId, seq]);
  const text = typeof message === "object" ? firstWords(message.text) : "";
  return text || file.description;
}
