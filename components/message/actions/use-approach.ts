"use client";

import type { FocusEvent, PointerEvent } from "react";
import { useMessageActions, useRoomUi } from "@/lib/client/actions/message-actions-context";
import { toolbarSeq } from "@/lib/client/actions/room-ui";

/** Whether the pointer or the visible focus is on a message, so that it has its bar: one message at a time does. */
export function useApproach(seq: number) {
  const acts = useMessageActions();
  const isNear = useRoomUi((acting) => toolbarSeq(acting) === seq);
  const isHovered = useRoomUi(({ near }) => near.isByPointer && near.hovered === seq);

  /** The page may also have moved under a pointer that rests: whoever goes on by keyboard keeps their bar. */
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

/** A bar that goes must not take the focus with it: it stays on its message. False where somebody is in a bar by keyboard. */
function leaveOtherBar(row: HTMLElement): boolean {
  const focused = document.activeElement;
  const other = focused?.closest("[role=toolbar]")?.closest<HTMLElement>("[data-seq]");
  if (!focused || !other || other === row) return true;
  if (focused.matches(":focus-visible")) return false;
  other.focus({ preventScroll: true });
  return true;
}
