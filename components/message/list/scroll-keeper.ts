import {
  type Anchor,
  firstVisible,
  lineOf,
  NEW_LINE_AT,
  putBack,
  rowOf,
  topIn,
} from "@/lib/client/timeline/line-places";

/** Within this distance from the end, in pixels, the list counts as being at its end. */
const AT_END = 24;

/**
 * Keeps the scroll position of a room's list. At the end the list stays at the end; elsewhere the first visible line
 * stays where it is. The list must be a reversed column: its position then counts from the end.
 */
export class ScrollKeeper {
  /** The list is at the end of the room and stays there. */
  isHeld = true;
  #hasEntered = false;
  /** True if the list ended where the room does when the position was last recorded. */
  #wasWhole: boolean;
  /** On the way to the end of a room whose newest messages are not loaded. */
  #wantsEnd = false;
  #anchor: Anchor | null = null;
  #notedAt = 0;

  /** @param isWhole whether the end of the list is the end of the room */
  constructor(isWhole: boolean) {
    this.#wasWhole = isWhole;
  }

  /** Records the first visible line and its position. */
  note(list: HTMLElement, isWhole = this.#wasWhole) {
    this.#wasWhole = isWhole;
    this.isHeld = spaceAround(list).below < AT_END && isWhole;
    this.#anchor = firstVisible(list);
    this.#notedAt = list.scrollTop;
  }

  /** Restores the position after the lines have changed. */
  restore(list: HTMLElement, isWhole: boolean) {
    if (this.#wantsEnd && isWhole) {
      this.#wantsEnd = false;
      this.isHeld = true;
    }
    if (!this.#hasEntered) enter(list);
    else if (this.#wantsEnd || (this.isHeld && isWhole)) list.scrollTop = 0;
    else if (this.#anchor) putBack(list, this.#anchor);
    this.#hasEntered = true;
  }

  /** Restores the position after the list or a line has another height. False where nothing had to be done. */
  restoreResized(list: HTMLElement): boolean {
    if (!this.#anchor || (this.isHeld && !isUnfolding(list))) return false;
    // If the list was scrolled in the same frame, the recorded position is outdated.
    if (list.scrollTop === this.#notedAt) putBack(list, this.#anchor);
    return true;
  }

  toEnd(list: HTMLElement | null, isWhole: boolean) {
    this.isHeld = true;
    this.#wantsEnd = !isWhole;
    if (list) list.scrollTop = 0;
  }

  /** Scrolls a message to a third from the top; false where there are no messages. */
  toMessage(list: HTMLElement, seq: number): boolean {
    const row = rowOf(list, seq);
    if (!row) return false;
    this.isHeld = false;
    this.#wantsEnd = false;
    list.scrollTop += topIn(list, row) - list.clientHeight / 3;
    return true;
  }
}

/** The height above and below the visible part, in pixels. */
export function spaceAround(list: HTMLElement) {
  const below = -list.scrollTop;
  return { below, above: list.scrollHeight - list.clientHeight - below };
}

/** Scrolls to the New line, or to the end if that is nearer. Does nothing if the reader scrolled before hydration. */
function enter(list: HTMLElement) {
  if (list.scrollTop !== 0) return;
  const line = lineOf(list, "new");
  list.scrollTop = line ? Math.min(0, topIn(list, line) - NEW_LINE_AT + list.scrollTop) : 0;
}

/** A long text that its reader just opened grows downwards, also at the end. */
const isUnfolding = (list: HTMLElement) =>
  list.contains(document.activeElement) && document.activeElement?.ariaExpanded === "true";
