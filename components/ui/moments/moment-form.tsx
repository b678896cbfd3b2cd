"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { clockTime } from "@/lib/client/time/status-end";
import { addDays, instantOf, localTimeOf } from "@/lib/shared/time/local-time";
import { MORNING } from "@/lib/shared/time/presets";
import { Button } from "../button";
import { Calendar } from "../fields/calendar";
import { Field } from "../fields/field";
import { momentWords, zoneHere, zonePlace } from "./moment-words";

type MomentFormProps = {
  locale: string;
  /** The zone of the account. */
  timeZone: string;
  /** The moment at which the form begins; tomorrow morning without one. */
  initial?: Date | null;
  /** The last day that can be chosen, in days from today. */
  days: number;
  submit: string;
  onChoose: (at: Date) => void;
  onCancel: () => void;
};

/** A day and a time of day in the account's zone. It says which moment they mean, and takes only one in the future. */
export function MomentForm({ locale, timeZone, initial, days, submit, onChoose, onCancel }: MomentFormProps) {
  const t = useTranslations("moment");
  const today = localTimeOf(new Date(), timeZone).day;
  const [{ day, time }, set] = useState(() =>
    initial && initial > new Date()
      ? localTimeOf(initial, timeZone)
      : { day: addDays(today, 1), time: MORNING },
  );
  const [isTried, tryIt] = useState(false);
  const words = momentWords(locale, timeZone);
  const typed = clockTime(time);
  const at = typed === null ? null : instantOf({ day, time: typed }, timeZone);
  const error = at === null ? t("badTime") : at <= new Date() ? t("past") : null;

  function choose(event: FormEvent) {
    event.preventDefault();
    // React delivers it to the forms around the dialog too.
    event.stopPropagation();
    tryIt(true);
    if (at && at > new Date()) onChoose(at);
  }

  return (
    <form onSubmit={choose} noValidate className="flex flex-col gap-3">
      <Calendar
        day={day}
        today={today}
        first={today}
        last={addDays(today, days)}
        locale={locale}
        onChoose={(day) => set({ day, time })}
      />
      <Field
        label={t("time")}
        value={time}
        onChange={({ target }) => set({ day, time: target.value })}
        autoComplete="off"
        error={isTried || (at && at <= new Date()) ? error : null}
      />
      <p role="status" className="text-small text-ink-2">
        {at && !error && (
          <span className="block">{t("meant", { date: words.date(at), time: words.time(at) })}</span>
        )}
        {timeZone !== zoneHere() && (
          <span className="block">{t("zone", { place: zonePlace(timeZone) })}</span>
        )}
      </p>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button type="submit">{submit}</Button>
      </div>
    </form>
  );
}
