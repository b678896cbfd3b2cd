"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Calendar } from "@/components/ui/fields/calendar";
import { Field } from "@/components/ui/fields/field";
import { clockTime } from "@/lib/client/time/status-end";
import { addDays, instantOf, localTimeOf } from "@/lib/shared/time/local-time";
import { useOwnTimes } from "./use-own-times";

type MomentPickerProps = { start: string | null; error: string | null; onChoose: (at: string) => void };

/** A day and a time of day in my own zone. It begins with tomorrow at 9:00, or with the moment to be changed. */
export function MomentPicker({ start, error, onChoose }: MomentPickerProps) {
  const t = useTranslations("reminders");
  const { zone, today, locale } = useOwnTimes();
  const [picked, set] = useState(() =>
    start ? localTimeOf(new Date(start), zone) : { day: addDays(today, 1), time: "09:00" },
  );
  const [isWrong, blame] = useState(false);

  function submit() {
    const time = clockTime(picked.time);
    const at = time === null ? null : instantOf({ day: picked.day, time }, zone);
    const isFuture = at !== null && at > new Date();
    blame(!isFuture);
    if (isFuture) onChoose(at.toISOString());
  }

  return (
    <div className="mt-1 flex flex-col gap-3 rounded-2 border border-line p-3">
      <Calendar day={picked.day} today={today} locale={locale} onChoose={(day) => set({ ...picked, day })} />
      <Field
        label={t("time")}
        value={picked.time}
        autoComplete="off"
        error={isWrong ? t("wrongTime") : error}
        onChange={({ target }) => set({ ...picked, time: target.value })}
        onKeyDown={(event) => {
          if (event.key === "Enter") submit();
        }}
      />
      <Button size="small" onClick={submit} className="self-end">
        {t("set")}
      </Button>
    </div>
  );
}
