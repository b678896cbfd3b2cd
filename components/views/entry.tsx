"use client";

import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { ShortText } from "./short-text";

type EntryProps = {
  /** The target of a click or Enter: an address or a handler. */
  to: string | (() => void);
  /** The accessible name of the row. */
  label: string;
  /** An avatar, or a room's icon. */
  sign: ReactNode;
  title: string;
  /** Secondary text beside the title. */
  place?: ReactNode;
  time: ReactNode;
  text: string;
  /** The reason why it failed. */
  note?: string | null;
  isUnread?: boolean;
  /** Buttons. */
  children?: ReactNode;
};

/** A row of a view. The row opens its target; its buttons act in place. */
export function Entry({ to, label, sign, title, place, time, text, note, children, ...state }: EntryProps) {
  const { isUnread = false } = state;
  const look = clsx("truncate after:absolute after:inset-0", isUnread ? "font-bold" : "font-semibold");

  return (
    <article className="group relative flex gap-3 border-b border-line px-4 py-3 low:py-1 hover:bg-hover has-[:focus-visible]:bg-hover md:px-5">
      {isUnread && <span aria-hidden className="absolute top-6.5 left-1.5 size-1.5 rounded-pill bg-accent" />}
      {sign}
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-1.5 phone:flex-wrap">
          {typeof to === "string" ? (
            <Link href={to} aria-label={label} className={look}>
              {title}
            </Link>
          ) : (
            <button type="button" aria-label={label} onClick={to} className={look}>
              {title}
            </button>
          )}
          {place && <span className="min-w-0 truncate text-small text-ink-3">{place}</span>}
          <span className="ml-auto flex-none text-tiny text-ink-3 tabular-nums">{time}</span>
        </p>
        <ShortText text={text} />
        {note && <p className="text-small text-pretty text-danger">{note}</p>}
      </div>
      {children && (
        <div className="relative z-1 flex flex-none opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:opacity-100">
          {children}
        </div>
      )}
    </article>
  );
}
