"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/fields/select-field";
import { useWhen } from "@/lib/client/time/reader-locale";

type Until = {
  name: string;
  label: string;
  /** The label of "no end". */
  none: string;
  until: string | null;
  error: string | null;
  onChoose?: (value: string) => void;
};

const HOUR = 60;

/** An end time: a duration from now, or the current value. */
export function UntilField({ name, label, none, until, error, onChoose }: Until) {
  const t = useTranslations("until");
  const when = useWhen();
  const kept = until && {
    value: until,
    label: t("time", { time: when(until, { dateStyle: "medium", timeStyle: "short" }) }),
  };

  return (
    <SelectField
      key={until}
      label={label}
      name={`${name}:time`}
      defaultValue={until ?? ""}
      error={error}
      {...(onChoose && { onChoose })}
      options={[
        { value: "", label: none },
        ...(kept ? [kept] : []),
        { value: "30", label: t("halfHour") },
        { value: `${HOUR}`, label: t("hour") },
        { value: `${4 * HOUR}`, label: t("fourHours") },
        { value: `${24 * HOUR}`, label: t("day") },
        { value: `${7 * 24 * HOUR}`, label: t("week") },
      ]}
    />
  );
}
