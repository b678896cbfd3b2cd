"use client";

import { useTranslations } from "next-intl";
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useState } from "react";
import { useChat } from "@/lib/client/chat-context";
import type { Feed } from "@/lib/client/feed";
import { useActing, useActs } from "@/lib/client/room-acts-context";
import { toStream } from "@/lib/client/stream";
import { useClock } from "@/lib/client/use-clock";
import { useMessageKeys } from "@/lib/client/use-message-keys";
import { useReading } from "@/lib/client/use-reading";
import { useRoomName } from "@/lib/client/use-room-name";
import { useRoomScroll } from "@/lib/client/use-room-scroll";
import type { MyRoomView } from "@/lib/shared/views";
import { JumpToNewest } from "./jump-to-newest";
import { Line } from "./line";

export type MessageListHandle = { toEnd: () => void };

type List = {
  ref: Ref<MessageListHandle>;
  room: MyRoomView;
  /** The room as it was when it was entered: what was unread then stays marked as long as one is here. */
  enteredAt: MyRoomView;
  feed: Feed;
  loadOlder: () => void;
  loadNewer: () => void;
  jumpToNewest: () => void;
  trim: () => void;
  onEdit: (text: string) => void;
};

/** A room's messages, the newest at the end. */
export function MessageList({ ref, room, enteredAt, feed, onEdit, ...act }: List) {
  const t = useTranslations("message");
  const { account } = useChat();
  const name = useRoomName()(room);
  const clock = useClock();
  const unreadFrom = useActing((acting) => acting.unreadFrom);
  const [newOnEntry] = useState(() => (enteredAt.unreadCount > 0 ? enteredAt.lastReadSeq : null));
  const isAllRead = useActing((acting) => acting.isAllRead);
  const newAfter = unreadFrom === null ? (isAllRead ? null : newOnEntry) : unreadFrom - 1;
  const items = useMemo(
    () => toStream(feed.messages, feed.pending, { me: account.id, dayOf: clock.day, newAfter }),
    [feed.messages, feed.pending, account.id, clock, newAfter],
  );
  const { scroller, onScroll, isAtEnd, isFar, toEnd, toMessage } = useRoomScroll({
    items,
    isWhole: !feed.hasNewer,
    onNearTop: act.loadOlder,
    onNearEnd: act.loadNewer,
  });
  useImperativeHandle(ref, () => ({ toEnd }), [toEnd]);
  useReading(room, feed.messages.at(-1)?.seq ?? 0, isAtEnd && unreadFrom === null);
  useTarget(toMessage, items);
  const keys = useMessageKeys();
  const { trim } = act;
  useEffect(() => {
    if (isAtEnd && feed.messages.length > 0) trim();
  }, [isAtEnd, feed.messages, trim]);

  function jump() {
    if (feed.hasNewer) act.jumpToNewest();
    toEnd();
  }

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        onScroll={onScroll}
        role="log"
        aria-label={t("list", { room: name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        {...keys}
        className="anchor-none outline-offset-[-2px] flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-y-contain"
      >
        <div className="pt-2 pb-2.5">
          <Beginning room={room} feed={feed} />
          {items.map((item) => (
            <div key={item.key} data-line={item.key}>
              <Line item={item} clock={clock} onEdit={onEdit} />
            </div>
          ))}
        </div>
      </div>
      {!isAtEnd && (isFar || room.unreadCount > 0 || feed.hasNewer) && (
        <JumpToNewest count={room.unreadCount} onJump={jump} />
      )}
    </div>
  );
}

/** Scrolls to the message that somebody wants to see, as soon as it stands here. */
function useTarget(toMessage: (seq: number) => boolean, items: unknown) {
  const acts = useActs();
  const target = useActing((acting) => acting.target);

  // biome-ignore lint/correctness/useExhaustiveDependencies: with other lines it may have come.
  useLayoutEffect(() => {
    if (!target || !toMessage(target.seq)) return;
    acts.arrive(target.seq);
    acts.focusMessage(target.seq);
  }, [target, items, toMessage, acts]);
}

/** What stands above the first message: nothing yet, more to come, or the room's beginning. */
function Beginning({ room, feed }: { room: MyRoomView; feed: Feed }) {
  const t = useTranslations("message");
  const name = useRoomName()(room);
  const isEmpty = !feed.messages.some(({ kind }) => kind === "user") && feed.pending.length === 0;

  const isWhole = room.firstVisibleSeq <= 1;

  if (feed.hasOlder) return <p className="py-3 text-center text-small text-ink-3">{t("loadingOlder")}</p>;
  return (
    <div className="flex flex-col gap-0.5 px-4 pt-6 pb-2 md:px-5">
      <p className="text-title font-semibold">{isWhole ? t("beginning", { room: name }) : name}</p>
      <p className="text-ink-2">{t(isEmpty ? "empty" : isWhole ? "beginningHint" : "hiddenBefore")}</p>
    </div>
  );
}
