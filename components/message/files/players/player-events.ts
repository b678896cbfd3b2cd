import type { KeyboardEvent, SyntheticEvent } from "react";

/** Pauses everything else that plays in the page. */
function pauseOthers(player: EventTarget) {
  for (const other of document.querySelectorAll<HTMLMediaElement>("video, audio"))
    if (other !== player) other.pause();
}

/**
 * Events of a player in a message. One plays at a time. Escape gives the focus back to the message; the other keys
 * belong to the player only while it has the focus.
 */
export const PLAYER_EVENTS = {
  onPlay: ({ currentTarget }: SyntheticEvent) => pauseOthers(currentTarget),
  onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== "Escape" || document.fullscreenElement) return;
    const row = event.currentTarget.closest<HTMLElement>("[data-seq]");
    if (!row) return;
    event.stopPropagation();
    row.focus({ preventScroll: true });
  },
};
