"use client";

import { onDemand } from "@/components/ui/on-demand";
import { useRoomUi } from "@/lib/client/actions/message-actions-context";

const NoticeWords = onDemand(() => import("./notice-words"));

/** A toast about an action in the room. It disappears by itself. */
export function RoomNotice() {
  const notice = useRoomUi((acting) => acting.toast);

  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-0 bottom-3 z-20 flex justify-center px-4"
    >
      {notice && <NoticeWords notice={notice} />}
    </div>
  );
}
