"use client";

import CheckCheck from "lucide-react/icons/check-check";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { useActivity } from "@/lib/client/chat/use-activity";

/** Time enough to notice a mistake. */
const SHOWN_MS = 10_000;

/** Marks all of my Activity as read, with undo for a while. */
export function MarkAllRead() {
  const t = useTranslations("activity");
  const activity = useActivity();
  const [mark, keep] = useState<string | "failed" | null>(null);

  useEffect(() => {
    if (mark === null) return;
    const timer = setTimeout(() => keep(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [mark]);

  async function undo(readAt: string) {
    keep((await activity.markUnread(readAt)) ? null : "failed");
  }

  return (
    <>
      <Button
        look="bare"
        size="small"
        title={t("markAll")}
        onClick={async () => keep((await activity.markAllRead()) ?? "failed")}
        className="px-2!"
      >
        <CheckCheck size={16} aria-hidden />
        {t("markAll")}
      </Button>
      <Said>
        {mark === "failed" && <span className="pr-2">{t("failed")}</span>}
        {mark !== null && mark !== "failed" && (
          <>
            {t("marked")}
            <Button look="bare" size="small" onClick={() => void undo(mark)}>
              {t("undo")}
            </Button>
          </>
        )}
      </Said>
    </>
  );
}

const Said = ({ children }: { children: ReactNode }) => (
  <div
    role="status"
    className="fixed inset-x-3 bottom-4 z-10 mx-auto flex w-max max-w-[calc(100%-1.5rem)] animate-settle items-center gap-2 rounded-2 border border-line-strong bg-raised py-1.5 pr-1.5 pl-3.5 text-small shadow-layer empty:hidden"
  >
    {children}
  </div>
);
