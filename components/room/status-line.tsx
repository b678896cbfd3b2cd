"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useLiveStatus } from "@/lib/client/use-rooms";
import { TypingLine } from "./typing-line";

/** A short break is nobody's concern. */
const CALM_MS = 1_500;

/** Whether what one types goes out now; as long as it does, who else is typing. */
export function StatusLine({ roomId }: { roomId: string }) {
  const t = useTranslations("status");
  const status = useLiveStatus();
  const isAway = status !== "live";
  const [isLong, setLong] = useState(false);

  useEffect(() => {
    if (!isAway) return setLong(false);
    const timer = setTimeout(() => setLong(true), CALM_MS);
    return () => clearTimeout(timer);
  }, [isAway]);

  return (
    <div className="h-6 flex-none truncate px-4 text-tiny md:px-6">
      <p role="status" className="text-away">
        {isAway && isLong && t(status)}
      </p>
      {!isAway && (
        <p className="truncate text-ink-3">
          <TypingLine roomId={roomId} />
        </p>
      )}
    </div>
  );
}
