import { clsx } from "clsx";
import type { ReactNode } from "react";

type Step = { label: string; isOff: boolean; onStep: () => void; children: ReactNode };

/** Goes to the next or the previous file. Hidden at an end, and on phones, where a swipe does it. */
export function StepButton({ label, isOff, onStep, children }: Step) {
  return (
    <button
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
