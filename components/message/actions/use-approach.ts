"use client";

import type { FocusEvent, PointerEvent } from "react";
import { useMessageActions, useRoomUi } from "@/lib/client/actions/message-actions-context";
import { toolbarSeq } from "@/lib/client/actions/room-ui";

/** Returns whether a message shows its toolbar, because pointer or visible focus is on it. Only one message does. */
export function useApproach(seq: number) {
  const acts = useMessageActions();
  const isNear = useRoomUi((acting) => toolbarSeq(acting) === seq);
  const isHovered = useRoomUi(({ near }) => near.isByPointer && near.hovered === seq);

  /** The page may have scrolled under a resting pointer. A keyboard user keeps the toolbar. */
  function onPointerMove({ pointerType, movementX, movementY, currentTarget }: PointerEvent<HTMLElement>) {
    const isMoved = movementX !== 0 || movementY !== 0;
    if (pointerType === "mouse" && isMoved && !isHovered && leaveOtherBar(currentTarget))
      acts.store.dispatch({ type: "hovered", seq });
  }

  function onPointerEnter(event: PointerEvent<HTMLElement>) {
    const isByKeyboard = toolbarSeq(acts.store.get()) !== null && !acts.store.get().near.isByPointer;
    if (event.pointerType === "mouse" && !isByKeyboard && leaveOtherBar(event.currentTarget))
      acts.store.dispatch({ type: "hovered", seq });
  }

  return {
    isNear,
    approach: {
      onPointerEnter,
      onPointerMove,
      onPointerLeave: () => acts.store.dispatch({ type: "unhovered", seq }),
      onFocus: ({ target }: FocusEvent<HTMLElement>) => {
        if (target.matches(":focus-visible") && !matchMedia("(pointer: coarse)").matches)
          acts.store.dispatch({ type: "focused", seq });
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
        if (!currentTarget.contains(relatedTarget)) acts.store.dispatch({ type: "unfocused", seq });
      },
    },
  };
}

/**
 * Moves the focus from a disappearing toolbar to its message. Returns false if a keyboard user is in another toolbar.
 */
function leaveOtherBar(row: HTMLElement): boolean {
  const focused = document.activeElement;
  const other = focused?.closest("[role=toolbar]")?.closest<HTMLElement>("[data-seq]");
  if (!focused || !other || other === row) return true;
  if (focused.matches(":focus-visible")) return false;
  other.focus({ preventScroll: true });
  return true;
}
