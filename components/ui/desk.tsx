import type { ReactNode } from "react";
import { Tooltips } from "./tooltips/tooltips";

type Desk = { name: string; owner: string; links: ReactNode; children: ReactNode };

/** A settings area beside the chat: navigation on the left, or in a row above on narrow screens. */
export function Desk({ name, owner, links, children }: Desk) {
  return (
    <div className="safe-area flex min-h-dvh flex-col md:h-dvh md:flex-row">
      <nav
        aria-label={name}
        className="flex flex-none flex-col gap-2 border-b border-line bg-sidebar px-2.5 py-3 md:w-58 md:overflow-y-auto md:border-r md:border-b-0 md:py-3.5"
      >
        <p className="flex items-baseline gap-2 px-2.5 md:mb-1 md:flex-col md:gap-0">
          <span className="font-semibold tracking-tight">{name}</span>
          <span className="truncate text-tiny text-ink-3">{owner}</span>
        </p>
        {links}
      </nav>
      <main className="min-w-0 flex-1 md:overflow-y-auto">
        <div className="px-4 pt-5 pb-10 md:px-8">
          <div className="max-w-266">{children}</div>
        </div>
      </main>
      <Tooltips />
    </div>
  );
}

/** The heading of a settings page, with its main action. */
export function DeskHeading({
  title,
  text,
  children,
}: {
  title: string;
  text?: string;
  children?: ReactNode;
}) {
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-3">
      <div className="flex flex-col gap-0.5">
        <h1 className="text-display font-semibold tracking-tight">{title}</h1>
        {text && <p className="max-w-prose text-small text-ink-2">{text}</p>}
      </div>
      {children && <div className="flex flex-wrap gap-2">{children}</div>}
    </header>
  );
}
