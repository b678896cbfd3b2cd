"use client";

import { useNow, useTimeZone, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { DayPicker } from "@/components/ui/fields/day-picker";
import { useReaderLocale, useWhen } from "@/lib/client/time/reader-locale";

type Period = { from: string | undefined; to: string | undefined };

/** A range of days, both included. */
export function AuditPeriod({ from, to }: Period) {
  return (
    <>
      <PeriodDay name="from" given={from} />
      <PeriodDay name="to" given={to} />
    </>
  );
}

function PeriodDay({ name, given = "" }: { name: "from" | "to"; given: string | undefined }) {
  const t = useTranslations("audit");
  const when = useWhen();
  const field = useRef<HTMLInputElement>(null);
  const [day, setDay] = useState(given);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  const words = isDay
    ? when(`${day}T12:00:00Z`, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })
    : t("anyDay");

  function change(next: string | null) {
    setDay(next ?? "");
    // The field has the new day when this event is over.
    setTimeout(() => field.current?.form?.requestSubmit());
  }

  return (
    <>
      <input ref={field} type="hidden" name={name} value={day} />
      <DayPicker
        look="filter"
        label={t(name)}
        day={isDay ? day : null}
        today={useToday()}
        locale={useReaderLocale()}
        text={`${t(name)}: ${words}`}
        isSet={day !== ""}
        clear={t("anyDayOf", { of: t(name) })}
        onChange={change}
      />
    </>
  );
}

/** Today in the reader's time zone. Swedish dates are written as ISO 8601 writes them. */
function useToday(): string {
  const timeZone = useTimeZone();
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(useNow());
}
