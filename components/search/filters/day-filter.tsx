"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { DayPicker } from "@/components/ui/fields/day-picker";
import { useReader } from "@/lib/client/chat/chat-context";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import { useDayWords } from "../field/use-filter-words";

type DayFilterProps = {
  of: "after" | "before";
  value: string | null;
  onChange: (value: string | null) => void;
};

/** Chooses a day from a calendar. */
export function DayFilter({ of, value, onChange }: DayFilterProps) {
  const t = useTranslations("search");
  const id = useId();
  const { formatLocale } = useReader();
  const today = useToday(useClock());
  const wordsOf = useDayWords();
  const label = t(`form.${of}`);

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <span id={id} className="text-small font-medium">
        {label}
      </span>
      <DayPicker
        label={label}
        describedBy={id}
        day={/^\d{4}-/.test(value ?? "") ? value : null}
        today={today}
        locale={formatLocale}
        text={value ? wordsOf(value) : t("form.anyDay")}
        isSet={value !== null && value !== ""}
        clear={t("removeFilter", { filter: label })}
        onChange={onChange}
      />
    </div>
  );
}
