"use client";

import CalendarClock from "lucide-react/icons/calendar-clock";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { MomentForm } from "@/components/ui/moments/moment-form";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { momentPresets } from "@/lib/shared/time/presets";
import { useOwnTimes } from "./use-own-times";

type MomentChoicesProps = {
  /** The present moment of a reminder that is changed: the picker begins with it. */
  start: string | null;
  error: string | null;
  onChoose: (at: string) => void;
};

const ROW =
  "flex h-10 w-full items-center justify-between gap-4 rounded-row px-3 text-left text-small hover:bg-hover pointer-coarse:h-11";

/** The moments that a reminder offers, each with its day and time, and a picker of any other. */
export function MomentChoices({ start, error, onChoose }: MomentChoicesProps) {
  const t = useTranslations("reminders");
  const { zone, locale, elsewhere, when } = useOwnTimes();
  const [isPicking, pick] = useState(start !== null);

  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1 text-small font-medium">{t("when")}</legend>
      {presetsOf(zone).map(({ id, at }) => (
        <button key={id} type="button" onClick={() => onChoose(at)} className={ROW}>
          <span>{t(`presets.${id}`)}</span>
          <span className="flex-none text-ink-3 tabular-nums">{when(at)}</span>
        </button>
      ))}
      {isPicking ? (
        <div className="mt-1 rounded-2 border border-line p-3">
          <MomentForm
            locale={locale}
            timeZone={zone}
            initial={start === null ? null : new Date(start)}
            days={BROWSER_LIMITS.scheduledDays}
            submit={t("set")}
            onChoose={(at) => onChoose(at.toISOString())}
            onCancel={() => pick(false)}
          />
        </div>
      ) : (
        <button type="button" onClick={() => pick(true)} className={ROW}>
          <span>{t("choose")}</span>
          <CalendarClock size={16} aria-hidden className="flex-none text-ink-3" />
        </button>
      )}
      <Alert>{error}</Alert>
      {elsewhere && !isPicking && (
        <p className="mt-2 px-3 text-tiny text-ink-3">{t("elsewhere", { place: elsewhere })}</p>
      )}
    </fieldset>
  );
}

const MINUTES_20 = 20 * 60 * 1000;

/** In twenty minutes, and what every picker of a moment offers. */
export function presetsOf(timeZone: string, now = new Date()): { id: PresetId; at: string }[] {
  const soon = { id: "minutes" as const, at: new Date(now.getTime() + MINUTES_20) };
  return [soon, ...momentPresets(now, timeZone)].map(({ id, at }) => ({ id, at: at.toISOString() }));
}

export type PresetId = "minutes" | ReturnType<typeof momentPresets>[number]["id"];
