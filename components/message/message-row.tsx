"use client";

import { clsx } from "clsx";
import { type ComponentProps, memo, type ReactNode } from "react";
import { PersonAvatar } from "@/components/people/person-avatar";
import { PersonName } from "@/components/people/person-name";
import type { Clock } from "@/lib/client/time/clock";
import type { PersonView } from "@/lib/shared/views";
import { BotTag } from "./bot-tag";

type Row = Omit<ComponentProps<"article">, "aria-label"> & {
  sender: PersonView;
  at: string;
  clock: Clock;
  /** The first message of a group shows its sender; the others only the time, on hover. */
  isHead: boolean;
  /** The id of the content, so that it is read aloud when the row gets the focus. */
  bodyId?: string;
  /** Signs after the time of a first message. */
  marks?: ReactNode;
  /** The message mentions its reader and is highlighted. */
  isCalling?: boolean;
};

const CALLING = "bg-mention shadow-[inset_3px_0_var(--color-mention-line)] hover:bg-mention-hover";

/** A message row: sender, time and content. */
export function MessageRow({
  sender,
  at,
  clock,
  isHead,
  bodyId,
  isCalling,
  marks,
  className,
  children,
  ...article
}: Row) {
  return (
    <article
      aria-label={`${sender.displayName}, ${clock.time(at)}`}
      aria-describedby={bodyId}
      suppressHydrationWarning
      className={clsx(
        "group relative flex gap-3 column",
        isCalling ? CALLING : "hover:bg-hover",
        isHead ? "pt-1.5 pb-0.5" : "py-0.5",
        className,
      )}
      {...article}
    >
      {isHead ? (
        <PersonAvatar person={sender} isPerson />
      ) : (
        <span className="w-9 flex-none text-right opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
          <Time at={at} clock={clock} isShort />
        </span>
      )}
      <div className="min-w-0 flex-1">
        {isHead && (
          <header className="flex items-baseline gap-1.5">
            <PersonName person={sender} />
            {sender.isBot && <BotTag />}
            <Time at={at} clock={clock} />
            {marks}
          </header>
        )}
        <div id={bodyId}>{children}</div>
      </div>
    </article>
  );
}

/** Renders with the server's time zone until the reader's own is known: see `useClock`. */
const Time = memo(function Time({ at, clock, isShort }: { at: string; clock: Clock; isShort?: boolean }) {
  return (
    <time
      dateTime={at}
      title={clock.full(at)}
      suppressHydrationWarning
      className="flex-none text-tiny text-ink-3 tabular-nums"
    >
      {isShort ? clock.shortTime(at) : clock.time(at)}
    </time>
  );
});
