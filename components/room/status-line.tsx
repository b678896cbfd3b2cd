"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { useChat } from "@/lib/client/chat/chat-context";
import { useLiveStatus } from "@/lib/client/rooms/use-rooms";
import { useStore } from "@/lib/client/state/use-store";

const TypingLine = onDemand(() => import("./typing-line"));

/** A short interruption is not shown. */
const CALM_MS = 1_500;

/** The state of the connection and of unsent messages; when all is well, who is typing. */
export function StatusLine({ roomId }: { roomId: string }) {
  const t = useTranslations("status");
  const status = useLiveStatus();
  const count = useStore(useChat().outbox.waiting);
  const isAway = status !== "live";
  const isStill = isAway || count > 0;
  const [isLong, setLong] = useState(false);

  useEffect(() => {
    if (!isStill) return setLong(false);
    const timer = setTimeout(() => setLong(true), CALM_MS);
    return () => clearTimeout(timer);
  }, [isStill]);

  return (
    <div className="h-6 flex-none truncate column text-tiny">
      <p role="status" className={isAway ? "truncate text-away" : "truncate text-ink-3"}>
        {isLong && isAway && t(status, { count })}
        {isLong && !isAway && count > 0 && t("sending", { count })}
      </p>
      {!(isLong && isStill) && (
        <p className="truncate text-ink-3">
          <TypingLine line={roomId} />
        </p>
      )}
    </div>
  );
}
