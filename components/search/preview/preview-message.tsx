"use client";

import { EmojiSign } from "@/components/emoji/emoji-sign";
import { DeletedText } from "@/components/message/deleted-line";
import { MessageRow } from "@/components/message/message-row";
import { CalledBy } from "@/components/message/text/called";
import { MessageText } from "@/components/message/text/message-text";
import { useFileWords } from "@/components/message/use-file-words";
import type { Clock } from "@/lib/client/time/clock";
import type { AttachmentView, MessageView } from "@/lib/shared/views";

type PreviewMessageProps = { message: MessageView; clock: Clock; isHit: boolean };

/** A message as the preview shows it: its words, its files by name, its reactions by number. The result shows its pictures. */
export function PreviewMessage({ message, clock, isHit }: PreviewMessageProps) {
  const filesOf = useFileWords();
  const { sender, createdAt, deletedAt, text, attachments, reactions } = message;

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
        <CalledBy message={message}>
          <div data-text className="max-w-180">
            {text && <MessageText text={text} isOpen={isHit} />}
          </div>
          {isHit && <Pictures files={attachments} />}
          {attachments.length > 0 && <p className="text-small text-ink-2">{filesOf(message)}</p>}
          {reactions.length > 0 && (
            <p className="mt-1 flex flex-wrap gap-1 text-tiny/4 text-ink-2">
              {reactions.map(({ emoji, count }) => (
                <span key={emoji} className="rounded-pill border border-line-strong px-2 py-0.5">
                  <EmojiSign emoji={emoji} /> {count}
                </span>
              ))}
            </p>
          )}
        </CalledBy>
      )}
    </MessageRow>
  );
}

/** CSS pixels. */
const HEIGHT = 120;

/** Small pictures. Their places are there before they have arrived. */
function Pictures({ files }: { files: readonly AttachmentView[] }) {
  const pictures = files.filter(({ thumbnailUrl, width, height }) => thumbnailUrl && width && height);
  if (pictures.length === 0) return null;
  return (
    <div className="mt-1 flex flex-wrap gap-1">
      {pictures.map(({ id, name, description, thumbnailUrl, width, height }) => (
        // biome-ignore lint/performance/noImgElement: our server makes it and checks its reader.
        <img
          key={id}
          src={`${thumbnailUrl}?size=320`}
          alt={description || name}
          width={Math.round((HEIGHT * (width ?? 1)) / (height ?? 1))}
          height={HEIGHT}
          className="h-30 w-auto max-w-full rounded-2 bg-hover object-cover"
        />
      ))}
    </div>
  );
}
