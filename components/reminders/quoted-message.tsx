"use client";

import { useMessageWords } from "@/components/message/use-message-words";
import type { MessageView } from "@/lib/shared/views";

/** The author and the beginning of a message in one line. */
export function QuotedMessage({ message }: { message: MessageView }) {
  const wordsOf = useMessageWords();
  return (
    <p className="truncate border-l-3 border-line-strong pl-2.5 text-small text-ink-2">
      <bdi className="font-medium">{message.sender.displayName}</bdi> <bdi>{wordsOf(message)}</bdi>
    </p>
  );
}
