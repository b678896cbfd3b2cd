"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useCurrentRoom, useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useShortcuts } from "@/lib/client/shortcuts/use-shortcuts";
import { closeThread } from "@/lib/client/threads/thread-address";
import type { MyRoomView } from "@/lib/shared/views";
import type { useFinding } from "./use-finding";
import type { Panel } from "./use-panel";

type RoomKeysProps = {
  room: MyRoomView;
  panel: Panel;
  openPanel: (panel: Panel) => void;
  finding: ReturnType<typeof useFinding>;
};

/** The shortcuts of an open room. Escape ends one thing at a time, the nearest first. */
export default function RoomKeys({ room, panel, openPanel, finding }: RoomKeysProps) {
  const acts = useMessageActions();
  useWantedReplies(room);

  function leave({ target }: KeyboardEvent): false | undefined {
    // In the list of messages Escape returns to the composer.
    if (target instanceof Element && target.closest("[role=log]")) return false;
    if (finding.asked > 0) finding.close();
    else if (acts.store.get().replyTo) acts.dropReply();
    else if (new URLSearchParams(location.search).has("thread")) closeThread();
    else if (panel !== null) openPanel(null);
    else if (!acts.markRead()) return false;
  }

  useShortcuts({
    escape: leave,
    findInRoom: finding.find,
    panel: () => openPanel(panel === null ? "members" : null),
    focusComposer: () => acts.focusComposer(),
  });
  return null;
}

/** Loads the room anew, with replies or without them, when I choose the other on any device. */
function useWantedReplies({ repliesInRoom }: MyRoomView) {
  const router = useRouter();
  const { feed } = useCurrentRoom();

  useEffect(() => {
    if (feed.get().hasReplies !== repliesInRoom) router.refresh();
  }, [router, feed, repliesInRoom]);
}
