"use client";

import { useEffect, useEffectEvent } from "react";
import { placed } from "./folders/placed";
import { useArrange } from "./folders/use-folders";

const TYPE = "application/x-parley-room";

const roomOf = (at: EventTarget | null) =>
  at instanceof Element ? (at.closest<HTMLElement>("[data-room]")?.dataset.room ?? "") : "";

/** The row or heading of a folder, or of the rooms without one, under a drag. */
const placeAt = ({ target, dataTransfer }: DragEvent) =>
  dataTransfer?.types.includes(TYPE) && target instanceof Element
    ? target.closest<HTMLElement>("[data-folder]")
    : null;

/**
 * Drags rooms of the sidebar to other folders. One listener serves all rows, which say by `data-room` and `data-folder`
 * what and where they are. The room's menu does the same by keyboard.
 */
export function useRoomDrag(): void {
  const { folders, arrange } = useArrange();
  const put = useEffectEvent((roomId: string, folderId: string | null, before?: string) => {
    if (roomId && roomId !== before) void arrange(placed(folders, roomId, folderId, before));
  });

  useEffect(() => {
    const ending = new AbortController();
    type Name = "dragstart" | "dragover" | "dragleave" | "dragend" | "drop";
    const on = (name: Name, listener: (event: DragEvent) => void) =>
      document.addEventListener(name, listener, { signal: ending.signal });
    let over: HTMLElement | null = null;

    function mark(place: HTMLElement | null) {
      if (place === over) return;
      over?.removeAttribute("data-over");
      place?.setAttribute("data-over", "");
      over = place;
    }

    on("dragstart", ({ target, dataTransfer }) => {
      const roomId = roomOf(target);
      if (!roomId || !dataTransfer) return;
      dataTransfer.setData(TYPE, roomId);
      dataTransfer.effectAllowed = "move";
    });
    on("dragover", (event) => {
      const place = placeAt(event);
      mark(place);
      if (place) event.preventDefault();
    });
    on("drop", (event) => {
      const place = placeAt(event);
      mark(null);
      if (!place) return;
      event.preventDefault();
      put(event.dataTransfer?.getData(TYPE) ?? "", place.dataset.folder || null, roomOf(place) || undefined);
    });
    on("dragend", () => mark(null));
    // A drag from another window ends there.
    on("dragleave", ({ relatedTarget }) => relatedTarget === null && mark(null));
    return () => ending.abort();
  }, []);
}
