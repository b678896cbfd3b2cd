"use client";

import CalendarIcon from "lucide-react/icons/calendar";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { Popover as Radix } from "radix-ui";
import { useId, useState } from "react";
import "@/lib/client/page/style-nonce";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import { Calendar } from "../field/calendar";
import { useDayWords } from "../field/use-filter-words";

type DayFilterProps = {
  of: "after" | "before";
  value: string | null;
  onChange: (value: string | null) => void;
};

const FIELD =
  "flex h-10 w-full min-w-0 items-center gap-2 rounded-2 border border-line-strong bg-raised px-3 text-left pointer-coarse:h-11 pointer-coarse:text-title";

/** Chooses a day from a calendar. */
export function DayFilter({ of, value, onChange }: DayFilterProps) {
  const t = useTranslations("search");
  const id = useId();
  const [isOpen, open] = useState(false);
  const today = useToday(useClock());
  const wordsOf = useDayWords();

  function choose(day: string) {
    onChange(day);
    open(false);
  }

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <span id={id} className="text-small font-medium">
        {t(`form.${of}`)}
      </span>
      <div className="relative">
        <Radix.Root open={isOpen} onOpenChange={open}>
          <Radix.Trigger aria-describedby={id} className={FIELD}>
            <CalendarIcon size={16} aria-hidden className="flex-none text-ink-3" />
            <span className={value ? "truncate pr-6" : "truncate text-ink-3"}>
              {value ? wordsOf(value) : t("form.anyDay")}
            </span>
          </Radix.Trigger>
          <Radix.Portal>
            <Radix.Content
              aria-label={t(`form.${of}`)}
              align="start"
              sideOffset={4}
              collisionPadding={8}
              className="z-30 w-72 animate-settle rounded-3 border border-line-strong bg-raised p-2 shadow-layer outline-none"
            >
              <Calendar day={/^\d{4}-/.test(value ?? "") ? value : null} today={today} onChoose={choose} />
            </Radix.Content>
          </Radix.Portal>
        </Radix.Root>
        {value && (
          <button
            type="button"
            aria-label={t("removeFilter", { filter: t(`form.${of}`) })}
            onClick={() => onChange(null)}
            className="absolute inset-y-0 right-1 grid w-8 place-items-center text-ink-2 hover:text-ink pointer-coarse:w-11"
          >
            <X size={14} aria-hidden />
          </button>
        )}
      </div>
    </div>
  );
}
