"use client";

import { type ReactNode, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useMemo } from "react";
import { BeforeChange } from "@/components/ui/before-change";
import { onDemand } from "@/components/ui/on-demand";
import { useMessageActions, useRoomUi } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import type { OutgoingMessage } from "@/lib/client/outbox/pending";
import type { ReadPosition } from "@/lib/client/reading/unread-after";
import type { Clock } from "@/lib/client/time/clock";
import { useClock } from "@/lib/client/time/use-clock";
import type { Direction, Feed } from "@/lib/client/timeline/feed";
import { type Day, daysOf, toStream } from "@/lib/client/timeline/stream";
import { DayDivider } from "./day-divider";
import { Line } from "./line";
import { useNewLine, useUnseen } from "./new-line/use-new-line";
import { useDrawnDays } from "./use-drawn-days";
import { useKeptFocus } from "./use-kept-focus";
import { useListKeys } from "./use-list-keys";
import { useReading } from "./use-reading";
import { useRoomScroll } from "./use-room-scroll";
import { useIsWatching } from "./use-watching";

// Loaded on demand, because the page works without it at first.
const Announcer = onDemand(() => import("./announcements/announcer"));
const Jumps = onDemand(() => import("./jumps"));
const MessageKeys = onDemand(() => import("./message-keys"), undefined, "now");

export type MessageListHandle = { toEnd: () => void };

type List = {
  ref: Ref<MessageListHandle>;
  /** Its accessible name. */
  label: string;
  /** The part above the first message. */
  intro: ReactNode;
  mark: ReadPosition;
  /** Called when the reader has read up to a message. */
  onRead: (seq: number) => void;
  feed: Feed;
  /** A thread lies over it: nobody sees what arrives. */
  isCovered?: boolean;
  loadOlder: () => void;
  loadNewer: () => void;
  jumpToNewest: () => void;
  trim: (end: Direction) => void;
  onEdit: (message: OutgoingMessage) => void;
};

/**
 * The messages of a room or a thread, newest at the end. All of the bounded window is in the DOM: rows have any height, the
 * browser's search finds them, and nothing is measured or estimated.
 */
export function MessageList({ label, intro, onEdit, ...of }: List) {
  const { feed, mark } = of;
  const clock = useClock();
  const list = useList(of, clock);
  const { onUnread, onNewest } = list;

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={list.scroller}
        onScroll={() => {
          list.drawAll();
          list.onScroll();
        }}
        role="log"
        aria-live="off"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        {...list.keys.events}
        className="anchor-none outline-offset-[-2px] isolate flex min-h-0 flex-1 flex-col-reverse overflow-x-clip overflow-y-auto overscroll-y-contain"
      >
        <div className="pt-2 pb-2.5">
          <BeforeChange onBefore={list.beforeChange}>
            {intro}
            {list.drawn.map((day) => (
              <DaySection key={day.key} day={day} clock={clock} onEdit={onEdit} />
            ))}
          </BeforeChange>
        </div>
      </div>
      {(onUnread || onNewest) && <Jumps onUnread={onUnread} onNewest={onNewest} count={mark.unreadCount} />}
      <Announcer feed={feed} />
      <MessageKeys {...list.keys.of} toNewest={list.toNewest} />
    </div>
  );
}

/** The behaviour of the list: what it shows, where it is scrolled, what counts as read, and what its keys do. */
function useList(
  { ref, mark, feed, isCovered, onRead, ...act }: Omit<List, "label" | "intro" | "onEdit">,
  clock: Clock,
) {
  const acts = useMessageActions();
  const isWatching = useIsWatching() && !isCovered;
  const { newAfter, isAbove, isMarking, lookFor } = useNewLine(feed, isWatching);
  const [drawn, isAllDrawn, drawAll] = useDrawnDays(useDays(feed, newAfter, clock), newAfter !== null);
  const { isAtEnd, isFar, toEnd, toMessage, fartherEnd, ...scroll } = useRoomScroll({
    scroller: acts.list,
    items: drawn,
    isWhole: !feed.hasNewer,
    onNearTop: isAllDrawn ? act.loadOlder : notYet,
    onNearEnd: act.loadNewer,
    onLook: lookFor,
  });
  useImperativeHandle(ref, () => ({ toEnd }), [toEnd]);
  const isLooking = isWatching && isAtEnd;
  useUnseen(mark, feed, isLooking);
  useReading(feed.messages.at(-1)?.seq ?? 0, isLooking && !isMarking, onRead);
  useTarget(isAllDrawn ? toMessage : notYet, drawn);
  useKeptFocus(acts.list);
  const keys = useListKeys();
  const { trim } = act;
  useEffect(() => {
    if (feed.messages.length > 0) trim(fartherEnd());
  }, [feed.messages, trim, fartherEnd]);

  function jump() {
    if (feed.hasNewer) act.jumpToNewest();
    toEnd();
  }

  const onUnread = isAbove && newAfter !== null ? () => void acts.goToUnread(newAfter) : null;
  const onNewest = !isAtEnd && (isFar || mark.unreadCount > 0 || feed.hasNewer) ? jump : null;
  return {
    ...scroll,
    scroller: acts.list,
    drawn,
    drawAll,
    keys,
    toNewest: feed.hasNewer ? jump : null,
    onUnread,
    onNewest,
  };
}

/** The messages of the window as days and lines, with the New line after `newAfter`. */
function useDays(feed: Feed, newAfter: number | null, clock: Clock): Day[] {
  const { account } = useChat();
  const { hasOlder } = feed;
  return useMemo(
    () =>
      daysOf(toStream(feed.messages, feed.pending, { me: account.id, dayOf: clock.day, newAfter, hasOlder })),
    [feed.messages, feed.pending, hasOlder, account.id, clock, newAfter],
  );
}

type DayProps = { day: Day; clock: Clock; onEdit: (draft: OutgoingMessage) => void };

function DaySection({ day: { at, lines }, clock, onEdit }: DayProps) {
  return (
    <section className="relative pt-2.5 before:absolute before:top-6 before:column-ends before:h-px before:bg-line">
      {at && <DayDivider at={at} clock={clock} />}
      <div className="pt-1.5">
        {lines.map((item) => (
          <div key={item.key} data-line={item.key}>
            <Line item={item} clock={clock} onEdit={onEdit} />
          </div>
        ))}
      </div>
    </section>
  );
}

const notYet = () => false;

/** Scrolls to the target message as soon as it is in the list. */
function useTarget(toMessage: (seq: number) => boolean, items: unknown) {
  const acts = useMessageActions();
  const target = useRoomUi((acting) => acting.target);

  // biome-ignore lint/correctness/useExhaustiveDependencies: with other lines it may have come.
  useLayoutEffect(() => {
    if (!target || !toMessage(target.seq)) return;
    acts.arrive(target.seq);
    if (!target.keepsFocus) acts.focusMessage(target.seq);
  }, [target, items, toMessage, acts]);
}
