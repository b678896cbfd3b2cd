"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { useChat } from "@/lib/client/chat/chat-context";
import type { MyRoomView } from "@/lib/shared/views";

/** Time enough to notice a mistake. */
const SHOWN_MS = 10_000;

const READ_ALL_EVENT = "parley-read-all";

/** Marks everything as read from elsewhere on the page, with the same undo. */
export const askReadAll = (): void => void window.dispatchEvent(new Event(READ_ALL_EVENT));

/** Marks everything as read, with undo for a while; `said` is the message that offers it. */
export function useReadAll(): { readAll: () => false | undefined; said: ReactNode } {
  const chat = useChat();
  const [before, keep] = useState<readonly MyRoomView[]>([]);

  useEffect(() => {
    if (before.length === 0) return;
    const timer = setTimeout(() => keep([]), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [before]);

  function readAll() {
    const rooms = Object.values(chat.workspace.get().rooms).filter(({ unreadCount }) => unreadCount > 0);
    if (rooms.length === 0) return false;
    for (const { id, seq } of rooms) chat.reading.read(id, seq);
    keep(rooms);
  }

  const onAsked = useEffectEvent(() => void readAll());
  useEffect(() => {
    const listener = () => onAsked();
    window.addEventListener(READ_ALL_EVENT, listener);
    return () => window.removeEventListener(READ_ALL_EVENT, listener);
  }, []);

  function undo() {
    keep([]);
    for (const room of before) chat.reading.unread(room);
  }

  return { readAll, said: <Said count={before.length} onUndo={undo} /> };
}

function Said({ count, onUndo }: { count: number; onUndo: () => void }) {
  const t = useTranslations("readAll");

  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 top-15 z-10 flex justify-end empty:hidden md:inset-x-5"
    >
      {count > 0 && (
        <p className="pointer-events-auto flex animate-settle items-center gap-2 rounded-2 border border-line-strong bg-raised py-1.5 pr-1.5 pl-3.5 text-small shadow-layer">
          {t("done", { count })}
          <Button look="bare" size="small" onClick={onUndo}>
            {t("undo")}
          </Button>
        </p>
      )}
    </div>
  );
}
