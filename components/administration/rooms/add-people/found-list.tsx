"use client";

import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

export type FoundWords = { loading: string; failed: string; again: string; nothing: string; more: string };

type FoundList = {
  label: string;
  state: "loading" | "failed" | "done";
  words: FoundWords;
  isEmpty: boolean;
  hasMore: boolean;
  onAgain: () => void;
  children: ReactNode;
};

/** Search results with checkboxes. Earlier results stay until new ones arrive. */
export function FoundList({ label, state, words, isEmpty, hasMore, onAgain, children }: FoundList) {
  if (state === "failed") {
    return (
      <div className="flex flex-col items-start gap-2">
        <Alert>{words.failed}</Alert>
        <Button look="quiet" size="small" onClick={onAgain}>
          {words.again}
        </Button>
      </div>
    );
  }
  return (
    <fieldset
      aria-label={label}
      aria-busy={state === "loading"}
      className="max-h-64 min-h-12 overflow-y-auto rounded-2 border border-line-strong bg-raised px-3 py-1.5"
    >
      {children}
      {isEmpty && (
        <p role="status" className="py-1.5 text-small text-ink-3">
          {state === "loading" ? words.loading : words.nothing}
        </p>
      )}
      {hasMore && !isEmpty && <p className="py-1.5 text-tiny text-ink-3">{words.more}</p>}
    </fieldset>
  );
}
