"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Check } from "@/components/ui/fields/check";
import { Field } from "@/components/ui/fields/field";
import { formOf } from "@/lib/client/forms/form-of";
import type { QuietHours } from "@/lib/shared/views";
import { SavedNote } from "./saved-note";
import { useAccountChange } from "./use-account-change";

const DAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;
const WORKDAYS: QuietHours = { days: [1, 2, 3, 4, 5], from: "20:00", to: "08:00" };

/** Scheduled do not disturb: days and hours. Each change is saved at once. */
export function QuietHoursForm({ quietHours }: { quietHours: QuietHours | null }) {
  const t = useTranslations("quiet");
  const { isOn, hours, change, turnTo, errors, isSaved } = useQuietHours(quietHours);
  const { days, from, to } = hours;

  return (
    <div className="flex max-w-md flex-col gap-4">
      <Check label={t("bySchedule")} checked={isOn} onChange={({ target }) => turnTo(target.checked)} />
      {isOn && (
        <>
          <Days
            days={days}
            error={errors.of("quietHours.days")}
            onChange={(chosen) => change({ days: chosen })}
          />
          <div className="grid grid-cols-2 gap-3">
            <Field
              type="time"
              label={t("from")}
              value={from}
              onChange={({ target }) => change({ from: target.value })}
              error={errors.of("quietHours.from")}
            />
            <Field
              type="time"
              label={t("to")}
              value={to}
              onChange={({ target }) => change({ to: target.value })}
              error={errors.of("quietHours.to")}
            />
          </div>
        </>
      )}
      <Alert>{errors.all}</Alert>
      <SavedNote isSaved={isSaved} />
    </div>
  );
}

/** The schedule as the form shows it. What cannot be saved goes back to the saved one. */
function useQuietHours(quietHours: QuietHours | null) {
  const [isOn, turn] = useState(quietHours !== null);
  const [hours, show] = useState(quietHours ?? WORKDAYS);
  const { save, errors, isSaved } = useAccountChange();
  const [wanted, saved] = [useRef(quietHours), useRef(quietHours)];

  async function keep(next: QuietHours | null) {
    wanted.current = next;
    const outcome = await save(formOf({ quietHours: next }));
    if (outcome === "saved") saved.current = wanted.current;
    if (outcome !== "failed") return;
    turn(saved.current !== null);
    show(saved.current ?? WORKDAYS);
  }

  function change(wish: Partial<QuietHours>) {
    const next = { ...hours, ...wish };
    show(next);
    // A time is empty while it is typed.
    if (next.from && next.to) void keep(next);
  }

  function turnTo(on: boolean) {
    turn(on);
    void keep(on ? hours : null);
  }

  return { isOn, hours, change, turnTo, errors, isSaved };
}

type DaysProps = { days: readonly number[]; error: string | null; onChange: (days: number[]) => void };

function Days({ days, error, onChange }: DaysProps) {
  const t = useTranslations("quiet");

  function choose(day: number, isChosen: boolean) {
    onChange(isChosen ? [...days, day].sort() : days.filter((one) => one !== day));
  }

  return (
    <fieldset>
      <legend className="mb-1.5 text-small font-medium">{t("days")}</legend>
      <div className="flex flex-wrap gap-x-4">
        {DAYS.map((day) => (
          <Check
            key={day}
            label={t(`day.${day}`)}
            checked={days.includes(Number(day))}
            onChange={({ target }) => choose(Number(day), target.checked)}
          />
        ))}
      </div>
      {error && (
        <p role="alert" className="text-tiny text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
