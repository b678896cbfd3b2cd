import { clsx } from "clsx";
import type { ReactNode } from "react";

type OptionProps = {
  /** The id of the list and the number of the choice, as the field's `aria-activedescendant` has it. */
  id: string;
  isChosen: boolean;
  onPoint: () => void;
  onTake: () => void;
  /** Height, distances and the look of the chosen one. */
  className: string;
  children: ReactNode;
};

/** A choice in a list below a field that keeps the focus and the keys (see `useChoiceKeys`). */
export function Option({ id, isChosen, onPoint, onTake, className, children }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus, and the keys.
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      onPointerMove={onPoint}
      onClick={onTake}
      className={clsx("flex cursor-pointer items-center rounded-row pointer-coarse:h-11", className)}
    >
      {children}
    </div>
  );
}
