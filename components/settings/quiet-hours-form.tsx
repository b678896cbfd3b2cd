"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { updateAccountAction } from "@/app/settings/actions";
import { Check } from "@/components/ui/fields/check";
import { Field } from "@/components/ui/fields/field";
import type { QuietHours } from "@/lib/shared/views";
import { SavedForm } from "./saved-form";

const DAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;
const WORKDAYS: QuietHours = { days: [1, 2, 3, 4, 5], from: "20:00", to: "08:00" };

/** Scheduled do not disturb: days and hours. */
export function QuietHoursForm({ quietHours }: { quietHours: QuietHours | null }) {
  const t = useTranslations("quiet");
  const [isOn, turn] = useState(quietHours !== null);
  const [hours, change] = useState(quietHours ?? WORKDAYS);
  const { days, from, to } = hours;

  function choose(day: number, isChosen: boolean) {
    change({ ...hours, days: isChosen ? [...days, day].sort() : days.filter((one) => one !== day) });
  }

  return (
    <SavedForm action={updateAccountAction}>
      {(errorOf) => (
        <>
          <input type="hidden" name="quietHours:json" value={JSON.stringify(isOn ? hours : null)} />
          <Check label={t("bySchedule")} checked={isOn} onChange={(event) => turn(event.target.checked)} />
          {isOn && (
            <>
              <fieldset>
                <legend className="mb-1.5 text-small font-medium">{t("days")}</legend>
                <div className="flex flex-wrap gap-x-4">
                  {DAYS.map((day) => (
                    <Check
                      key={day}
                      label={t(`day.${day}`)}
                      checked={days.includes(Number(day))}
                      onChange={(event) => choose(Number(day), event.target.checked)}
                    />
                  ))}
                </div>
                {errorOf("quietHours.days") && (
                  <p className="text-tiny text-danger">{errorOf("quietHours.days")}</p>
                )}
              </fieldset>
              <div className="grid grid-cols-2 gap-3">
                <Field
                  type="time"
                  label={t("from")}
                  value={from}
                  onChange={(event) => change({ ...hours, from: event.target.value })}
                  error={errorOf("quietHours.from")}
                />
                <Field
                  type="time"
                  label={t("to")}
                  value={to}
                  onChange={(event) => change({ ...hours, to: event.target.value })}
                  error={errorOf("quietHours.to")}
                />
              </div>
            </>
          )}
        </>
      )}
    </SavedForm>
  );
}
