"use client";

import { type RefObject, useEffect, useRef } from "react";
import { isShortcut } from "@/lib/client/shortcuts/shortcuts";

const HOLD_MS = 450;

/**
 * Opens the menu of moments by a right click or a long press on the form's Send button, and by its shortcut in the form. The
 * release of a long press does not send.
 *
 * @param within a button of the form
 */
export function useSendGestures(within: RefObject<HTMLButtonElement | null>, onOpen: () => void): void {
  const latest = useRef(onOpen);
  useEffect(() => {
    latest.current = onOpen;
  });

  useEffect(() => {
    const form = within.current?.form;
    const isSend = ({ target }: Event) =>
      target instanceof Element && target.closest("button[type=submit]") !== null;
    const leaving = new AbortController();
    const options = { signal: leaving.signal, capture: true };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasHeld = false;

    function on<Name extends keyof HTMLElementEventMap>(
      name: Name,
      act: (event: HTMLElementEventMap[Name]) => void,
    ) {
      form?.addEventListener(name, act, options);
    }
    const open = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
      latest.current();
    };

    on("contextmenu", (event) => isSend(event) && open(event));
    on("keydown", (event) => isShortcut("sendLater", event) && open(event));
    on("pointerdown", (event) => {
      wasHeld = false;
      clearTimeout(timer);
      if (event.pointerType === "mouse" || !isSend(event)) return;
      timer = setTimeout(() => {
        wasHeld = true;
        latest.current();
      }, HOLD_MS);
    });
    for (const name of ["pointerup", "pointercancel"] as const) on(name, () => clearTimeout(timer));
    on("click", (event) => {
      if (!wasHeld || !isSend(event)) return;
      wasHeld = false;
      event.preventDefault();
      event.stopPropagation();
    });
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [within]);
}
