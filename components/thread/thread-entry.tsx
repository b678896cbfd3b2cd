"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useMessageWords } from "@/components/message/use-message-words";
import { PersonAvatar } from "@/components/people/person-avatar";
import { Count } from "@/components/sidebar/unread-badge";
import { EntryTime, useWhen } from "@/components/views/entry-time";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { useThreadState } from "@/lib/client/threads/use-threads";
import type { MyThreadView } from "@/lib/shared/views";

type Entry = { thread: MyThreadView; isChosen: boolean; onOpen: () => void };

/** A thread in the list of threads: its room, its root, and the last reply. */
export function ThreadEntry({ thread: { room, root, lastReply, ...listed }, isChosen, onOpen }: Entry) {
  const t = useTranslations("thread");
  const wordsOf = useMessageWords();
  const when = useWhen();
  const nameOf = useRoomName();
  const mine = useMyRooms()[room.id];
  const { unreadCount, mentionCount } = useThreadState(root.id) ?? listed;
  const roomName = mine ? nameOf(mine) : (room.name ?? "");
  const last = { name: lastReply.sender.displayName, text: wordsOf(lastReply) };
  const isUnread = unreadCount > 0;
  const author = root.sender.displayName;
  const label = { ...last, author, room: roomName, unread: unreadCount, when: when(lastReply.createdAt) };

  return (
    <article
      className={clsx(
        "relative flex gap-3 border-b border-line px-4 py-3 md:px-5",
        isChosen ? "bg-selected" : "hover:bg-hover has-[:focus-visible]:bg-hover",
      )}
    >
      <PersonAvatar person={root.sender} size="medium" />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-1.5">
          <button
            type="button"
            aria-label={t("entry", label)}
            aria-current={isChosen || undefined}
            onClick={onOpen}
            className={clsx(
              "truncate after:absolute after:inset-0",
              isUnread ? "font-bold" : "font-semibold",
            )}
          >
            {author}
          </button>
          <bdi className="min-w-0 truncate text-small text-ink-2">{roomName}</bdi>
          <span className="ml-auto flex-none text-tiny text-ink-2 tabular-nums">
            <EntryTime at={lastReply.createdAt} />
          </span>
        </p>
        <p dir="auto" className="truncate">
          {wordsOf(root)}
        </p>
        <p
          className={clsx("flex items-center gap-2 text-small text-ink-2", isUnread && "font-[650] text-ink")}
        >
          <bdi className="min-w-0 truncate">{t("last", last)}</bdi>
          {isUnread && (
            <Count count={unreadCount} isForMe={mentionCount > 0}>
              {t("unread")}
            </Count>
          )}
        </p>
      </div>
    </article>
  );
}
