"use client";

import { clsx } from "clsx";
import Check from "lucide-react/icons/check";
import { useFormatter, useTranslations } from "next-intl";
import { displayText } from "@/lib/shared/text/shown";
import type { PollView } from "@/lib/shared/views";

type Option = {
  option: PollView["options"][number];
  voters: number;
  isMultiple: boolean;
  isMine: boolean;
  /** Null where the reader may not vote. */
  onVote: (() => void) | null;
};

/** An option of a poll with its share of the voters as a bar behind it. A press votes for it, or takes the vote back. */
export function PollOption({ option, voters, isMultiple, isMine, onVote }: Option) {
  const t = useTranslations("poll");
  const format = useFormatter();
  const text = displayText(option.text);
  const share = voters === 0 ? 0 : Math.min(1, option.votes / voters);
  const percent = format.number(share, { style: "percent", maximumFractionDigits: 0 });

  return (
    <li>
      <button
        type="button"
        aria-pressed={isMine}
        disabled={!onVote}
        onClick={() => onVote?.()}
        className={clsx(
          "relative isolate flex w-full items-start gap-2 overflow-hidden rounded-2 border bg-raised px-3 py-1.5 text-left text-small enabled:hover:border-accent",
          isMine ? "border-accent" : "border-line-strong",
        )}
      >
        <span
          aria-hidden
          className="absolute inset-y-0 left-0 -z-1 bg-accent-soft transition-[width] motion-reduce:transition-none"
          style={{ width: `${share * 100}%` }}
        />
        <span
          aria-hidden
          className={clsx(
            "mt-0.5 grid size-4 flex-none place-items-center border",
            isMultiple ? "rounded-[3px]" : "rounded-pill",
            isMine ? "border-accent bg-accent text-accent-ink" : "border-ink-3",
          )}
        >
          {isMine && <Check size={12} strokeWidth={3} />}
        </span>
        <span dir="auto" className="min-w-0 flex-1 wrap-anywhere">
          {text}
        </span>
        <span className="sr-only">{t("share", { count: option.votes, percent })}</span>
        <span aria-hidden className="w-16 flex-none text-right whitespace-nowrap text-ink-2 tabular-nums">
          {option.votes > 0 && (
            <>
              <span className="text-ink-3">{format.number(option.votes)} · </span>
              {percent}
            </>
          )}
        </span>
      </button>
    </li>
  );
}
