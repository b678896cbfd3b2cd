"use client";

import { onDemand } from "@/components/ui/on-demand";
import { useRoomUi } from "@/lib/client/actions/message-actions-context";

const NoticeWords = onDemand(() => import("./notice-words"));

/** Toasts about actions in the room. They disappear by themselves, and leave the newest message and the composer free. */
export function RoomNotice() {
  const notices = useRoomUi((acting) => acting.toasts);

  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-0 top-2 z-20 flex flex-col items-end gap-2 column"
    >
      {notices.map((notice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same words may stand there twice.
        <NoticeWords key={index} notice={notice} />
      ))}
    </div>
  );
}
