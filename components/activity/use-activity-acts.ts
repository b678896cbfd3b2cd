"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type MouseEvent, useState } from "react";
import type { PreviewProps } from "@/components/search/preview/preview";
import { availableActions } from "@/lib/client/actions/available-actions";
import { useChat } from "@/lib/client/chat/chat-context";
import { useIsWide } from "@/lib/client/page/use-is-wide";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { isComposing, isKey } from "@/lib/client/shortcuts/keys";
import { onlyThreadOf, timelineKey } from "@/lib/shared/messages/timeline-key";
import type { ActivityView } from "@/lib/shared/views";
import { placeOf } from "./line-place";
import type { useActivityLines } from "./use-activity-lines";

/** The line that was opened last: the way back leads to it. */
let lastOpened: string | null = null;

/** Forgets the line that was opened last, once the way back has led to it. Returns false if it is another one. */
export function forgetOpened(id: string): boolean {
  if (lastOpened !== id) return false;
  lastOpened = null;
  return true;
}

/** Acts on a line: choosing, opening and answering it. */
export function useActivityActs(
  found: Pick<ReturnType<typeof useActivityLines>, "mark">,
  onShow: (place: PreviewProps | null) => void,
) {
  const router = useRouter();
  const { account, drafts } = useChat();
  const rooms = useMyRooms();
  const isWide = useIsWide();
  const [cameFrom] = useState(lastOpened);
  const [chosen, choose] = useState(lastOpened);

  function leaveTo(line: ActivityView) {
    const room = rooms[line.roomId];
    if (!room) return;
    lastOpened = line.id;
    found.mark(line);
    router.push(placeOf(line, room));
  }

  function mayReply({ message, roomId }: ActivityView): boolean {
    const room = rooms[roomId];
    return !!message && !!room && availableActions(message, room, account).includes("reply");
  }

  function reply(line: ActivityView) {
    const { message } = line;
    if (!message || !mayReply(line)) return;
    drafts.reply(timelineKey(message.roomId, onlyThreadOf(message)), { id: message.id, seq: message.seq });
    leaveTo(line);
  }

  return {
    chosen,
    /** The line to which the reader has come back. */
    cameFrom,
    choose: ({ id }: ActivityView) => choose(id),
    mayReply,
    reply,
    show(line: ActivityView | undefined) {
      const room = line && rooms[line.roomId];
      if (!line || !room) return onShow(null);
      // A room to which the reader was added is shown at its end.
      const { message } = line;
      const rootId = message && onlyThreadOf(message);
      const place = { room, rootId, seq: message?.seq ?? room.seq, at: line.at, highlights: [] };
      onShow({ place, mayReply: mayReply(line), onOpen: () => leaveTo(line) });
    },
    /** On a wide screen a click shows the place beside the list, and a second one opens it. */
    click(line: ActivityView, event: MouseEvent) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(line.id);
      if (isWide && event.detail === 1) found.mark(line);
      else leaveTo(line);
    },
  };
}

const STEPS: Record<string, -1 | 1> = { K: -1, J: 1 };

/** J and K move like the arrows of the list, R replies. Enter is a click. */
export function handleActivityKey(
  event: KeyboardEvent<HTMLElement>,
  lines: readonly ActivityView[],
  { reply }: Pick<ReturnType<typeof useActivityActs>, "reply">,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || isComposing(event)) return;
  const id = (event.target as HTMLElement).dataset.line;
  const line = lines.find((each) => each.id === id);
  if (!line) return;
  const step = Object.entries(STEPS).find(([name]) => isKey(name, event))?.[1];
  if (step) {
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-line]")];
    links[links.findIndex((link) => link.dataset.line === id) + step]?.focus();
  } else if (isKey("R", event)) reply(line);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
