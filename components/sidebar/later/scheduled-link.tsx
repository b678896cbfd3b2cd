"use client";

import Clock from "lucide-react/icons/clock";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useScheduled } from "@/lib/client/chat/use-scheduled";
import { useStore } from "@/lib/client/state/use-store";
import { Count } from "../unread-badge";
import { type Links, ViewLink } from "../view-link";

/** The link to my scheduled messages, while there are any. Those that could not be sent count as meant for me. */
export function ScheduledLink({ onGo }: Links) {
  const t = useTranslations("scheduled");
  const scheduled = useScheduled();
  const count = useStore(scheduled.store, (all) => all?.length ?? 0);
  const problems = useStore(
    scheduled.store,
    (all) => all?.filter(({ state }) => state !== "waiting").length ?? 0,
  );
  useEffect(() => scheduled.load(), [scheduled]);
  if (count === 0) return null;

  return (
    <ViewLink href="/scheduled" icon={Clock} label={t("title")} onGo={onGo}>
      <Count count={problems || count} isForMe={problems > 0}>
        {problems > 0 ? t("problemCount", { count: problems }) : t("count", { count })}
      </Count>
    </ViewLink>
  );
}
