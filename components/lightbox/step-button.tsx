"use client";

import { clsx } from "clsx";
import { type ReactNode, useEffect, useRef } from "react";

type Step = { label: string; isOff: boolean; onStep: () => void; children: ReactNode };

/** Goes to the next or the previous file. Hidden at an end, and on phones, where a swipe does it. */
export function StepButton({ label, isOff, onStep, children }: Step) {
  const button = useRef<HTMLButtonElement>(null);

  // The browser takes the focus from a hidden button and gives it to the page, where the dialog hears no keys.
  useEffect(() => {
    if (isOff && document.activeElement === button.current)
      button.current?.closest<HTMLElement>("[role=dialog]")?.focus();
  }, [isOff]);

  return (
    <button
      ref={button}
      type="button"
      aria-label={label}
      title={label}
      onClick={onStep}
      className={clsx(
        "hidden size-10 flex-none place-items-center rounded-pill bg-hover text-ink hover:bg-line md:grid",
        isOff && "invisible",
      )}
    >
      {children}
    </button>
  );
}
