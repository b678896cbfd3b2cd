"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useAsk } from "@/components/sidebar/dialogs/use-ask";
import { useReadAll } from "@/components/sidebar/read-all";
import { roomBeside } from "@/components/sidebar/room-order";
import { useShownSections } from "@/components/sidebar/sidebar-order";
import { useRoomDrag } from "@/components/sidebar/use-room-drag";
import { fetchSwitcher, useOpenSwitcher } from "@/components/switcher/switching";
import { showTooltips } from "@/components/ui/tooltips/show-tooltips";
import { focusLandmark } from "@/lib/client/page/landmarks";
import { useHistoryOverlays } from "@/lib/client/page/use-back-closes";
import { useHereId } from "@/lib/client/rooms/use-here-id";
import { useShortcuts } from "@/lib/client/shortcuts/use-shortcuts";
import { roomPath } from "@/lib/shared/rooms/room-path";
import { shownCount } from "@/lib/shared/rooms/unread-totals";
import type { MyRoomView } from "@/lib/shared/views";

/** Focuses the field of the search where its page is open. Returns whether it is. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-search-field]");
  field?.select();
  return field !== null;
}

/** The shortcuts of every chat page. */
export default function ShellKeys() {
  const router = useRouter();
  const here = useHereId();
  const openSwitcher = useOpenSwitcher();
  const ask = useAsk();
  const { readAll, said } = useReadAll();
  const rooms = useShownSections().flatMap((section) => section.rooms);
  useHistoryOverlays();
  useEffect(showTooltips, []);
  useRoomDrag();
  useEffect(() => {
    // Ctrl is pressed a moment before its letter: time enough to load the switcher.
    const onKeyDown = ({ key }: KeyboardEvent) => (key === "Control" || key === "Meta") && fetchSwitcher();
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  // Pressed again before the page has loaded, a key continues from the last destination.
  const heading = useRef(here);
  useEffect(() => {
    heading.current = here;
  }, [here]);

  function goBy(step: -1 | 1, isWanted?: (room: MyRoomView) => boolean) {
    const room = roomBeside(rooms, heading.current, step, isWanted);
    if (!room) return;
    heading.current = room.id;
    router.push(roomPath(room));
  }

  const isUnread = (room: MyRoomView) => shownCount(room) > 0;

  useShortcuts({
    switcher: openSwitcher,
    search: () => focusSearch() || router.push("/search"),
    previousRoom: () => goBy(-1),
    nextRoom: () => goBy(1),
    previousUnread: () => goBy(-1, isUnread),
    nextUnread: () => goBy(1, isUnread),
    threads: () => router.push("/threads"),
    conversation: () => ask({ kind: "conversation" }),
    readAll,
    previousRegion: () => focusLandmark(-1),
    nextRegion: () => focusLandmark(1),
    help: () => ask({ kind: "keys" }),
  });

  return said;
}
