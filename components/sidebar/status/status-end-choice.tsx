"use client";

import ChevronDown from "lucide-react/icons/chevron-down";
import Clock from "lucide-react/icons/clock";
import { useTranslations } from "next-intl";
import { Calendar } from "@/components/ui/fields/calendar";
import { Field } from "@/components/ui/fields/field";
import { Menu } from "@/components/ui/menus/menu";
import { useReader } from "@/lib/client/chat/chat-context";
import { STATUS_ENDS, type StatusEnd } from "@/lib/client/time/status-end";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import type { Picked } from "./use-status-draft";

type EndChoice = {
  until: string | null;
  picked: Picked | null;
  error: string | null;
  onEnd: (end: StatusEnd | null) => void;
  onPick: (picked: Picked | null) => void;
};

/** Chooses when the status clears: from a menu, or from a calendar with a time. */
export function StatusEndChoice({ until, picked, error, onEnd, onPick }: EndChoice) {
  const t = useTranslations("presence");
  const words = useEndWords();
  const options = ["never", ...STATUS_ENDS] as const;
  const entries = options.map((end) => ({
    kind: "action" as const,
    icon: null,
    label: t(`end.${end}`),
    onSelect: () => onEnd(end === "never" ? null : end),
  }));

  return (
    <div className="flex flex-col gap-2">
      <Menu
        entries={[
          ...entries,
          { kind: "line" },
          { kind: "action", icon: null, label: t("end.pick"), onSelect: () => onPick(null) },
        ]}
        trigger={(opening) => (
          <button
            type="button"
            className="flex h-8 max-w-full items-center gap-2 self-start rounded-row px-2 text-small text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover pointer-coarse:h-11"
            {...opening}
          >
            <Clock size={16} aria-hidden className="flex-none" />
            <span className="truncate">{picked ? t("end.pick") : until ? words(until) : t("end.never")}</span>
            <ChevronDown size={14} aria-hidden className="flex-none" />
          </button>
        )}
      />
      {picked && <Moment picked={picked} error={error} onPick={onPick} />}
    </div>
  );
}

type MomentProps = { picked: Picked; error: string | null; onPick: (picked: Picked) => void };

function Moment({ picked, error, onPick }: MomentProps) {
  const t = useTranslations("presence");
  const clock = useClock();
  const today = useToday(clock);
  const { formatLocale: locale } = useReader();

  return (
    <div className="flex flex-col gap-2 rounded-2 border border-line p-2">
      <Calendar
        day={picked.day}
        today={today}
        locale={locale}
        onChoose={(day) => onPick({ ...picked, day })}
      />
      <Field
        label={t("time")}
        value={picked.time}
        onChange={({ target }) => onPick({ ...picked, time: target.value })}
        autoComplete="off"
        error={error}
      />
    </div>
  );
}

/** Returns "Clears today at 14:00" of a moment. */
function useEndWords() {
  const t = useTranslations("presence");
  const clock = useClock();
  const today = useToday(clock);
  return (until: string) =>
    clock.day(until) === today
      ? t("clearsToday", { time: clock.time(until) })
      : t("clears", { when: clock.stamp(until, today) });
}
