"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useActivity, useUnreadActivity } from "@/lib/client/chat/use-activity";
import { Count } from "../unread-badge";

/** The number of my unread lines of Activity. */
export function ActivityCount() {
  const t = useTranslations("views");
  const activity = useActivity();
  const count = useUnreadActivity();
  useEffect(() => activity.load(), [activity]);
  if (count === 0) return null;

  return (
    <Count count={count} isForMe>
      {t("activityCount", { count })}
    </Count>
  );
}
