"use client";

import Clock from "lucide-react/icons/clock";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useScheduled } from "@/lib/client/chat/use-scheduled";
import { useStore } from "@/lib/client/state/use-store";
import { useMomentText } from "@/lib/client/time/use-moment-text";

/** The scheduled messages of a room, in a quiet line above the field. */
export default function ScheduledLine({ roomId }: { roomId: string }) {
  const t = useTranslations("scheduled");
  const scheduled = useScheduled();
  const all = useStore(scheduled.store);
  const textOf = useMomentText();
  useEffect(() => scheduled.load(), [scheduled]);
  const here = all?.filter((one) => one.roomId === roomId) ?? [];
  const [next] = here.filter(({ state }) => state === "waiting");
  if (here.length === 0) return null;

  return (
    <p className="flex items-center gap-2 border-b border-line px-3.5 py-1.5 text-small text-ink-2">
      <Clock size={16} aria-hidden className="flex-none text-ink-3" />
      <span role="status" className="min-w-0 truncate">
        {next
          ? t("line", { count: here.length, when: textOf(new Date(next.sendAt)) })
          : t("lineFailed", { count: here.length })}
      </span>
      <Link href="/scheduled" className="ml-auto flex-none font-medium text-accent hover:underline">
        {t("seeAll")}
      </Link>
    </p>
  );
}
