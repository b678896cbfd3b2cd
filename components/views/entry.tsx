"use client";

import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { ShortText } from "./short-text";

type EntryProps = {
  href: string;
  /** What the whole row says, for those who hear it. */
  label: string;
  /** Whose it is: an avatar, or a room's sign. */
  sign: ReactNode;
  title: string;
  /** Beside the title, quieter. */
  place?: ReactNode;
  time: ReactNode;
  text: string;
  isUnread?: boolean;
  /** Buttons. */
  children?: ReactNode;
};

/** A row of one of the views: a press or Enter goes there, its buttons act on it here. */
export function Entry({
  href,
  label,
  sign,
  title,
  place,
  time,
  text,
  isUnread = false,
  children,
}: EntryProps) {
  return (
    <article className="group relative flex gap-3 border-b border-line px-4 py-3 hover:bg-hover has-[a:focus-visible]:bg-hover md:px-5">
      {isUnread && (
        <span aria-hidden className="absolute top-5 left-1.5 size-1.5 rounded-pill bg-accent md:left-2" />
      )}
      {sign}
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-1.5">
          <Link
            href={href}
            aria-label={label}
            className={clsx(
              "truncate after:absolute after:inset-0",
              isUnread ? "font-bold" : "font-semibold",
            )}
          >
            {title}
          </Link>
          {place && <span className="min-w-0 truncate text-small text-ink-3">{place}</span>}
          <span className="ml-auto flex-none text-tiny text-ink-3 tabular-nums">{time}</span>
        </p>
        <ShortText text={text} />
      </div>
      {children && (
        <div className="relative z-1 flex flex-none opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          {children}
        </div>
      )}
    </article>
  );
}
