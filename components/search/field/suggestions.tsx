"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { Calendar } from "@/components/ui/fields/calendar";
import { useReader } from "@/lib/client/chat/chat-context";
import type { Token } from "@/lib/client/search/query-text";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import { Options } from "./options";
import type { Suggestion } from "./use-suggestions";

type SuggestionsProps = {
  id: string;
  token: Token;
  suggestions: readonly Suggestion[];
  /** The marked one; -1 for none. */
  at: number;
  onPoint: (index: number) => void;
  onTake: (suggestion: Suggestion) => void;
  onForget: () => void;
  /** Escape within the list: back to the field. */
  onLeave: () => void;
};

/** The list below the field of the search, with a calendar for days. */
export function Suggestions({ id, token, suggestions, at, onTake, ...act }: SuggestionsProps) {
  const t = useTranslations("search");
  const list = useRef<HTMLDivElement>(null);
  const { formatLocale } = useReader();
  const today = useToday(useClock());
  const recent = suggestions.filter(({ take }) => "text" in take).length;
  const key = token.key;
  const isDay = key === "before" || key === "after" || key === "on";

  // biome-ignore lint/correctness/useExhaustiveDependencies: the marked one may be out of sight.
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the press must not take the focus from the field.
    <div
      data-suggestions
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={({ key }) => key === "Escape" && act.onLeave()}
      className="absolute inset-x-0 top-full z-20 mt-2 flex max-h-[min(28rem,60dvh)] animate-settle flex-col overflow-hidden rounded-3 border border-line-strong bg-raised shadow-layer md:right-auto md:w-80"
    >
      <Options
        list={list}
        id={id}
        label={t("suggestions")}
        suggestions={suggestions}
        at={at}
        onPoint={act.onPoint}
        onTake={onTake}
        className="min-h-0 flex-1 p-1 empty:hidden"
      />
      {recent > 0 && <Recent onForget={act.onForget} />}
      {isDay && (
        <div className="flex-none border-t border-line p-2 first:border-0">
          <Calendar
            day={/^\d{4}-\d{2}-\d{2}$/.test(token.value) ? token.value : null}
            today={today}
            locale={formatLocale}
            onChoose={(value) =>
              onTake({ key: value, icon: null, label: value, take: { filter: { key, value } } })
            }
          />
        </div>
      )}
      <Keys mayForget={suggestions[at]?.onForget !== undefined} />
    </div>
  );
}

/** Below recent searches: a way to clear them. */
function Recent({ onForget }: { onForget: () => void }) {
  const t = useTranslations("search");
  return (
    <button
      type="button"
      onClick={onForget}
      className="flex h-8 flex-none items-center gap-3 border-t border-line px-3 text-tiny text-ink-2 hover:text-ink pointer-coarse:h-11"
    >
      <X size={12} aria-hidden className="mx-1" />
      {t("forget")}
    </button>
  );
}

function Keys({ mayForget }: { mayForget: boolean }) {
  const t = useTranslations("search");
  return (
    <p className="flex flex-none items-center gap-1 border-t border-line px-3 py-2 text-tiny text-ink-3 pointer-coarse:hidden">
      <Key>↑</Key>
      <Key>↓</Key>
      <span className="mr-1">{t("keys.choose")}</span>
      <Key>Enter</Key>
      {t(mayForget ? "keys.search" : "keys.add")}
      {mayForget && (
        <>
          <span className="mr-1" />
          <Key>Del</Key>
          {t("keys.forget")}
        </>
      )}
    </p>
  );
}

/** The cap of a key. */
export const Key = ({ children }: { children: ReactNode }) => (
  <kbd className="rounded-1 border border-line px-1.5 py-px font-mono text-micro">{children}</kbd>
);
