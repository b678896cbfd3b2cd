"use client";

import { DeletedText } from "@/components/message/deleted-line";
import { MessageRow } from "@/components/message/message-row";
import { CalledBy } from "@/components/message/text/called";
import { MessageText } from "@/components/message/text/message-text";
import { useFileWords } from "@/components/message/use-message-words";
import type { Clock } from "@/lib/client/time/clock";
import type { MessageView } from "@/lib/shared/views";

type PreviewMessageProps = { message: MessageView; clock: Clock; isHit: boolean };

/** A message as the preview shows it: its words, its files by name, its reactions by number. */
export function PreviewMessage({ message, clock, isHit }: PreviewMessageProps) {
  const filesOf = useFileWords();
  const { sender, createdAt, deletedAt, text, attachments, reactions, mentions } = message;

  return (
    <MessageRow
      sender={sender}
      at={createdAt}
      clock={clock}
      isHead
      {...(isHit && { "data-hit": "" })}
      className={isHit ? "bg-hover py-1" : "hover:bg-transparent"}
    >
      {deletedAt ? (
        <DeletedText />
      ) : (
        <CalledBy mentions={mentions}>
          <div data-text className="max-w-180">
            {text && <MessageText text={text} isOpen={isHit} />}
          </div>
          {attachments.length > 0 && <p className="text-small text-ink-2">{filesOf(message)}</p>}
          {reactions.length > 0 && (
            <p className="mt-1 flex flex-wrap gap-1 text-tiny/4 text-ink-2">
              {reactions.map(({ emoji, count }) => (
                <span key={emoji} className="rounded-pill border border-line-strong px-2 py-0.5">
                  {emoji} {count}
                </span>
              ))}
            </p>
          )}
        </CalledBy>
      )}
    </MessageRow>
  );
}
