"use client";

import { useNow, useTranslations } from "next-intl";
import { isQuietNow } from "@/lib/shared/quiet";
import type { AccountView } from "@/lib/shared/views";

/** Says that do not disturb is on by its schedule at this moment, and until when. By hand it is said where it is chosen. */
export function QuietState(settings: Pick<AccountView, "quietHours" | "timeZone">) {
  const t = useTranslations("quiet");
  const now = useNow({ updateInterval: 30_000 });
  const { quietHours } = settings;
  if (!quietHours || !isQuietNow({ ...settings, quietUntil: null }, now)) return null;
  return <p className="text-small font-medium">{t("isOn", { time: quietHours.to })}</p>;
}
