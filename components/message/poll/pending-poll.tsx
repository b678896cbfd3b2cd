"use client";

import type { NewPoll } from "@/lib/shared/live";
import { displayText } from "@/lib/shared/text/shown";

/** The options of a poll that is on its way. Nobody can vote yet. */
export function PendingPoll({ poll }: { poll: NewPoll }) {
  return (
    <ul className="mt-1 flex max-w-120 flex-col gap-1 pt-6 pb-8 text-small text-ink-3">
      {poll.options.map((text) => (
        <li key={text} dir="auto" className="rounded-2 border border-line px-3 py-1.5 wrap-anywhere">
          {displayText(text)}
        </li>
      ))}
    </ul>
  );
}
