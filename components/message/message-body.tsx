"use client";

import Forward from "lucide-react/icons/forward";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import type { Clock } from "@/lib/client/time/clock";
import type { MessageView } from "@/lib/shared/views";
import { LinkCards } from "./cards/link-cards";
import { MessageFiles } from "./files/message-files";
import { PollPart } from "./poll/poll-part";
import { Quote } from "./quote";
import { Reactions } from "./reactions/reactions";
import { CalledBy } from "./text/called";
import { MessageText } from "./text/message-text";

const EditForm = onDemand<{ message: MessageView }>(
  () => import("./edit-form"),
  ({ message }) => <MessageText text={message.text} />,
);

const ThreadPart = onDemand<{ message: MessageView; clock: Clock }>(
  () => import("../thread/thread-part"),
  ({ message }) => message.thread && <div className="mt-1 h-7" />,
);

const Confirmation = onDemand<{ message: MessageView }>(
  () => import("./confirmation/message-confirmation"),
  () => <div className="mt-1 h-8" />,
);

const NoteActions = onDemand<{ message: MessageView }>(() => import("../reminders/note-actions"));

type Body = {
  message: MessageView;
  clock: Clock;
  isEdited: boolean;
  /** Marks after the last word, such as the delivery state. */
  end?: ReactNode;
};

/** The content of a message, its quote and its reactions. */
export function MessageBody({ message, clock, isEdited, end }: Body) {
  const t = useTranslations("saying");
  const { replyTo, forwardedFrom, text } = message;

  const tail = !isEdited && (message.editedAt || end) && (
    // A word joiner (U+2060): the browser breaks no line between the last word and a mark.
    <span className="text-tiny whitespace-nowrap text-ink-3">
      {text && "\u2060"}
      {message.editedAt && <Edited message={message} clock={clock} />}
      {end}
    </span>
  );

  return (
    <CalledBy message={message}>
      {replyTo && <Quote seq={replyTo.seq} />}
      {forwardedFrom && (
        <p
          title={clock.full(forwardedFrom.sentAt)}
          suppressHydrationWarning
          className="flex items-center gap-1.5 text-tiny text-ink-3"
        >
          <Forward size={13} aria-hidden />
          {t("forwarded", { name: forwardedFrom.senderName })}
        </p>
      )}
      {isEdited ? (
        <EditForm message={message} />
      ) : (
        text && (
          <div
            dir="auto"
            className={tail ? "with-tail whitespace-pre-wrap [unicode-bidi:plaintext]" : undefined}
          >
            <MessageText text={text} />
            {tail}
          </div>
        )
      )}
      {message.confirmation && <Confirmation message={message} />}
      {message.poll && <PollPart poll={message.poll} message={message} />}
      {message.attachments.length > 0 && <MessageFiles message={message} />}
      {!text && tail}
      {message.sender.isBot && message.clientId.startsWith("reminder:") && <NoteActions message={message} />}
      <LinkCards message={message} />
      <Reactions message={message} />
      {(message.thread || message.threadId) && <ThreadPart message={message} clock={clock} />}
    </CalledBy>
  );
}

/** Marks an edited message, and opens its history. */
function Edited({ message, clock }: { message: MessageView; clock: Clock }) {
  const t = useTranslations("saying");
  const acts = useMessageActions();
  const label = t("editedAt", { when: clock.full(message.editedAt ?? message.createdAt) });

  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      suppressHydrationWarning
      onClick={() => acts.open({ what: "history", message })}
      className="ms-2 hover:underline"
    >
      ({t("edited")})
    </button>
  );
}
