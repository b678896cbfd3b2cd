"use client";

import { type MouseEvent, type PointerEvent, type TouchEvent, useRef } from "react";
import type { ScreenPoint } from "@/lib/client/actions/room-ui";

const HOLD_MS = 450;
const STRAY = 10;

/** Detects a long press, which opens menus on touch screens. Its release does not count as a click. */
export function useLongPress(onPress: (at: ScreenPoint) => void) {
  const held = useRef<{ at: ScreenPoint; timer: ReturnType<typeof setTimeout> } | null>(null);
  const wasHeld = useRef(false);

  function end() {
    if (held.current) clearTimeout(held.current.timer);
    held.current = null;
  }

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      end();
      wasHeld.current = false;
      const control = (event.target as HTMLElement).closest("a, button, input, textarea");
      const isOther = control !== null && control !== event.currentTarget;
      if (event.pointerType === "mouse" || isOther) return;
      const at = { x: event.clientX, y: event.clientY };
      const timer = setTimeout(() => {
        wasHeld.current = true;
        onPress(at);
      }, HOLD_MS);
      held.current = { at, timer };
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const from = held.current?.at;
      if (from && Math.hypot(clientX - from.x, clientY - from.y) > STRAY) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    /** Otherwise the browser synthesizes a mouse press, whose focus would close the menu that just opened. */
    onTouchEnd(event: TouchEvent) {
      if (wasHeld.current) event.preventDefault();
    },
    onClickCapture(event: MouseEvent) {
      if (wasHeld.current) event.stopPropagation();
      wasHeld.current = false;
    },
  };
}
