"use client";

import { clsx } from "clsx";
import MessagesSquare from "lucide-react/icons/messages-square";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMessageWords } from "@/components/message/use-message-words";
import { PersonAvatar } from "@/components/people/person-avatar";
import { useCurrentRoom } from "@/lib/client/actions/message-actions-context";
import { useStore } from "@/lib/client/state/use-store";
import { openThread } from "@/lib/client/threads/thread-address";
import { useThreadState } from "@/lib/client/threads/use-threads";
import type { Clock } from "@/lib/client/time/clock";
import { useToday } from "@/lib/client/time/use-clock";
import { rootOf } from "@/lib/shared/messages/timeline-key";
import type { MessageView, ThreadSummaryView } from "@/lib/shared/views";

type Part = { message: MessageView; clock: Clock };

/** The sign of a thread on a message: under its root what was answered, on a reply in the room the way to its thread. */
export default function ThreadPart({ message, clock }: Part) {
  const { timeline } = useCurrentRoom();
  const rootId = rootOf(timeline);
  const { thread, threadId } = message;

  if (rootId === message.id && thread) return <Divider count={thread.count} />;
  if (rootId) return message.alsoInRoom ? <Echoed /> : null;
  if (threadId) return <FromThread message={message} rootId={threadId} />;
  return thread && <ThreadLine root={message} thread={thread} clock={clock} />;
}

/** Five faces, the number of replies, the first words of the last one and its time. Bold while replies are unread. */
function ThreadLine({ root, thread, clock }: { root: MessageView; thread: ThreadSummaryView; clock: Clock }) {
  const t = useTranslations("thread");
  const state = useThreadState(root.id);
  const today = useToday(clock);
  const { count, participants, lastReply, lastReplyAt } = thread;
  const unread = state?.unreadCount ?? 0;
  const isUnread = unread > 0;
  const isOpen = useSearchParams().get("thread") === root.id;
  const isToday = clock.day(lastReplyAt) === today;
  const when = isToday ? clock.time(lastReplyAt) : clock.date(lastReplyAt, today);
  const words = { name: lastReply.sender.displayName, text: lastReply.text };

  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={() => openThread(root.id)}
      className={clsx(
        "mt-1 -ml-1 flex h-7 max-w-full items-center gap-2 rounded-2 pr-2 pl-1 text-small text-ink-2 hover:bg-raised hover:shadow-[inset_0_0_0_1px_var(--color-line-strong)] phone:h-11",
        isOpen && "bg-selected",
        isUnread && "font-[650] text-ink",
      )}
    >
      <span className="sr-only">{t("open")}</span>
      <span aria-hidden className="flex flex-none gap-1 max-md:*:nth-[n+4]:hidden">
        {participants.map((person) => (
          <PersonAvatar key={person.id} person={person} size="small" />
        ))}
      </span>
      <span className="flex-none font-[650] text-accent">{t("replies", { count })}</span>
      {isUnread && (
        <span className="size-2 flex-none overflow-hidden rounded-pill bg-accent text-transparent">
          <span className="sr-only">{t("unreadReplies", { count: unread })}</span>
        </span>
      )}
      <bdi className="min-w-0 truncate">{t("last", words)}</bdi>
      <time
        dateTime={lastReplyAt}
        title={clock.full(lastReplyAt)}
        className="flex-none text-tiny font-normal tabular-nums"
      >
        {when}
      </time>
    </button>
  );
}

/** In the thread, between the root and its replies. */
function Divider({ count }: { count: number }) {
  const t = useTranslations("thread");

  return (
    <p className="mt-2 mb-1 flex items-center gap-3 text-tiny font-semibold text-ink-3 after:h-px after:flex-1 after:bg-line">
      {t("replies", { count })}
    </p>
  );
}

function Echoed() {
  const t = useTranslations("thread");

  return <p className="text-tiny text-ink-3">{t("echoed")}</p>;
}

/** The way from a reply in the room to its thread. */
function FromThread({ message, rootId }: { message: MessageView; rootId: string }) {
  const t = useTranslations("thread");
  const wordsOf = useMessageWords();
  const { feed } = useCurrentRoom();
  const root = useStore(feed, ({ messages }) => messages.find(({ id }) => id === rootId));
  const text = root && !root.deletedAt ? wordsOf(root) : "";

  return (
    <button
      type="button"
      onClick={() => openThread(rootId, message.seq)}
      className="flex max-w-full items-center gap-1.5 text-tiny text-ink-2 hover:text-ink hover:underline phone:h-11"
    >
      <MessagesSquare size={12} aria-hidden className="flex-none" />
      <bdi className="truncate">
        {message.alsoInRoom ? t("echo") : text ? t("replied", { text }) : t("repliedSomewhere")}
      </bdi>
    </button>
  );
}
