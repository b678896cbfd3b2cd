"use client";

import Moon from "lucide-react/icons/moon";
import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import { Menu } from "@/components/ui/menus/menu";
import type { MenuEntry } from "@/components/ui/menus/menu-list";
import { useChat, useReader } from "@/lib/client/chat/chat-context";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { useStore } from "@/lib/client/state/use-store";
import { statusEnd } from "@/lib/client/time/status-end";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import { useOwnStatus } from "./use-own-status";
import { isOver } from "./use-own-status-words";

const PAUSES = ["halfHour", "hour", "fourHours", "today"] as const;

/** Do not disturb for a while, beside the status. */
export function PauseNotifications() {
  const t = useTranslations("presence");
  const { formatLocale } = useReader();
  const until = useStore(useChat().ownAccount, ({ quietUntil }) => quietUntil);
  const { change, refusal } = useOwnStatus();
  const errors = useRefusal(refusal);
  const clock = useClock();
  const today = useToday(clock);
  const isPaused = until !== null && !isOver(until);

  const pauses = PAUSES.map(
    (end): MenuEntry => ({
      kind: "action",
      icon: null,
      label: t(`end.${end}`),
      onSelect: () => void change({ quietUntil: statusEnd(end, formatLocale).toISOString() }),
    }),
  );
  const resume: MenuEntry = {
    kind: "action",
    icon: null,
    label: t("resume"),
    onSelect: () => void change({ quietUntil: null }),
  };
  const when = isPaused && (clock.day(until) === today ? clock.time(until) : clock.stamp(until, today));

  return (
    <>
      <Menu
        entries={isPaused ? [resume, { kind: "line" }, ...pauses] : pauses}
        trigger={(opening) => (
          <button
            type="button"
            className="flex h-8 w-full items-center gap-3 rounded-row px-2 text-left text-small hover:bg-hover data-[state=open]:bg-hover pointer-coarse:h-11"
            {...opening}
          >
            <Moon size={16} aria-hidden className="mx-0.5 flex-none text-ink-2" />
            <span className="flex-1 truncate">{t("pause")}</span>
            <span className="flex-none text-tiny text-ink-3">
              {when ? t("pausedUntil", { when }) : t("pauseUntil")}
            </span>
          </button>
        )}
      />
      <Alert>{errors.of("quietUntil") ?? errors.all}</Alert>
    </>
  );
}
