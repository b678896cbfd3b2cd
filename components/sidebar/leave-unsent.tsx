"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

type LeaveUnsent = { count: number; onStay: () => void; onLeave: () => void };

/** Confirms logging out with unsent messages, because they would be lost. */
export function LeaveUnsent({ count, onStay, onLeave }: LeaveUnsent) {
  const t = useTranslations("leaveUnsent");

  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-2">{t("text", { count })}</p>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onStay} autoFocus>
          {t("stay")}
        </Button>
        <Button look="warning" onClick={onLeave}>
          {t("leave")}
        </Button>
      </div>
    </div>
  );
}
