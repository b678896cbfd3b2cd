"use client";

import { onDemand } from "@/components/ui/on-demand";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useDraftFileCount, useRejections } from "@/lib/client/uploads/use-draft-files";
import type { TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { MyRoomView } from "@/lib/shared/views";

/** Loads the files of waiting messages with the tray: the server may be away when they are drawn. */
const loadTray = async () => (await Promise.all([import("./tray"), import("./pending-files")]))[0];

const Tray = onDemand(loadTray);

/** The files of the draft. Nothing is loaded while there are none. */
export function DraftFiles({ room, timeline }: { room: MyRoomView; timeline: TimelineKey }) {
  const acts = useMessageActions();
  const { count } = useDraftFileCount(timeline);
  const rejections = useRejections(timeline);
  if (count === 0 && rejections.length === 0) return null;
  return <Tray room={room} onEmpty={() => matchMedia("(pointer: fine)").matches && acts.focusComposer()} />;
}
