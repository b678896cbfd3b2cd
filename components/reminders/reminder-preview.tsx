"use client";

import AlarmClock from "lucide-react/icons/alarm-clock";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { TypedReminder } from "@/lib/client/commands/parse-reminder";
import { useOwnTimes } from "./use-own-times";

/** Reading the text waits for a pause in typing, in milliseconds. */
const PAUSE_MS = 150;

/** The outcome of a typed `/remind` before Enter: its moment, how often, and its text. */
export default function ReminderPreview({ args }: { args: string }) {
  const t = useTranslations("reminders");
  const { zone, when, elsewhere } = useOwnTimes();
  const typed = useTyped(args, zone);
  if (!typed) return null;

  return (
    <p
      role="status"
      className="flex items-center gap-2 border-b border-line px-3.5 py-1.5 text-small text-ink-2"
    >
      <AlarmClock size={14} aria-hidden className="flex-none" />
      <span className="min-w-0 truncate">
        {"why" in typed
          ? t(`preview.${typed.why}`)
          : t("preview.ready", {
              when: elsewhere
                ? `${when(typed.at.toISOString())}, ${elsewhere}`
                : when(typed.at.toISOString()),
              repeat: typed.repeat ?? "never",
              text: typed.text,
            })}
      </span>
    </p>
  );
}

function useTyped(args: string, timeZone: string): TypedReminder | null {
  const [typed, set] = useState<TypedReminder | null>(null);

  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      void import("@/lib/client/commands/parse-reminder").then(
        ({ parseReminder }) => isWanted && set(parseReminder(args, { now: new Date(), timeZone })),
        () => {}, // Without the server there is no preview.
      );
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [args, timeZone]);

  return typed;
}
