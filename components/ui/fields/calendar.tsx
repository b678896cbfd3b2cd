"use client";

import { clsx } from "clsx";
import ChevronLeft from "lucide-react/icons/chevron-left";
import ChevronRight from "lucide-react/icons/chevron-right";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { firstWeekday, monthWeeks, movedDay, movedMonth } from "@/lib/client/time/month";
import { IconButton } from "../icon-button";

type CalendarProps = {
  /** The chosen day, such as 2026-11-30; null for none. */
  day: string | null;
  today: string;
  /** The first day that can be chosen. */
  first?: string;
  /** The last day that can be chosen. */
  last?: string;
  /** Locale of the names and of the first weekday, such as `en-GB`. */
  locale: string;
  onChoose: (day: string) => void;
};

/** Days from the focused one, by key. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/** Focuses the day at which a calendar begins, when the layer around it opens. */
export function focusDay(event: Event) {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement)
    event.currentTarget.querySelector<HTMLElement>("[data-day][tabindex='0']")?.focus();
}

/** A month to choose a day from: arrows move by days and weeks, Page Up and Page Down by months. */
export function Calendar({ day, today, first = "", last = "9999-12-31", locale, onChoose }: CalendarProps) {
  const [at, setAt] = useState(day ?? today);
  const grid = useRef<HTMLTableElement>(null);
  const isByKey = useRef(false);

  useEffect(() => {
    if (isByKey.current) grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus();
    isByKey.current = false;
  }, [at]);

  function onKeyDown(event: KeyboardEvent) {
    const days = STEPS[event.key];
    const months = { PageUp: -1, PageDown: 1 }[event.key];
    if (days === undefined && months === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    isByKey.current = true;
    setAt(days === undefined ? movedMonth(at, months ?? 0) : movedDay(at, days));
  }

  return (
    <div className="flex flex-col gap-1">
      <Month at={at} locale={locale} onMove={(months) => setAt(movedMonth(at, months))} />
      <table
        ref={grid}
        onKeyDown={onKeyDown}
        className="w-full table-fixed text-center text-small tabular-nums"
      >
        <Weekdays locale={locale} />
        <tbody>
          {monthWeeks(at, firstWeekday(locale)).map((week) => (
            <tr key={week[0]}>
              {week.map((each) => (
                <td key={each} className="p-0">
                  <Day
                    day={each}
                    locale={locale}
                    isOff={each < first || each > last}
                    isOther={each.slice(0, 7) !== at.slice(0, 7)}
                    isStop={each === at}
                    isChosen={each === day}
                    isToday={each === today}
                    onChoose={() => onChoose(each)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The name of the month, between the buttons to the ones beside it. */
function Month(props: { at: string; locale: string; onMove: (months: number) => void }) {
  const { at, locale, onMove } = props;
  const t = useTranslations("ui");
  const name = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });

  return (
    <div className="flex items-center justify-between pl-2">
      <span aria-live="polite" className="text-small font-medium first-letter:uppercase">
        {name.format(noon(at))}
      </span>
      <span className="flex">
        <IconButton size="small" label={t("previousMonth")} onClick={() => onMove(-1)}>
          <ChevronLeft size={16} aria-hidden />
        </IconButton>
        <IconButton size="small" label={t("nextMonth")} onClick={() => onMove(1)}>
          <ChevronRight size={16} aria-hidden />
        </IconButton>
      </span>
    </div>
  );
}

function Weekdays({ locale }: { locale: string }) {
  const start = firstWeekday(locale);
  const days = Array.from({ length: 7 }, (_, index) => movedDay("2026-11-29", start + index));
  const format = (weekday: "long" | "short") => new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" });

  return (
    <thead>
      <tr>
        {days.map((day) => (
          <th
            key={day}
            scope="col"
            abbr={format("long").format(noon(day))}
            className="h-6 text-tiny font-normal text-ink-3"
          >
            {format("short").format(noon(day)).slice(0, 2)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type DayProps = {
  day: string;
  locale: string;
  isOff: boolean;
  isOther: boolean;
  isStop: boolean;
  isChosen: boolean;
  isToday: boolean;
  onChoose: () => void;
};

function Day({ day, locale, isOff, isOther, isStop, isChosen, isToday, onChoose }: DayProps) {
  const name = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" }).format(noon(day));

  return (
    <button
      type="button"
      data-day={day}
      tabIndex={isStop ? 0 : -1}
      aria-label={name}
      aria-pressed={isChosen}
      aria-disabled={isOff || undefined}
      aria-current={isToday ? "date" : undefined}
      onClick={isOff ? undefined : onChoose}
      className={clsx(
        "h-8 w-full rounded-row pointer-coarse:h-11",
        isOff ? "cursor-default text-ink-3" : "hover:bg-hover",
        isChosen ? "bg-selected font-semibold" : isToday && "font-semibold text-accent",
        isOther && "text-ink-3",
      )}
    >
      {Number(day.slice(8))}
    </button>
  );
}
