"use client";

import { type FocusEvent, type KeyboardEvent, type RefObject, useRef } from "react";

export type ListKeys = {
  /** Handles a key in the list, once its script has arrived. */
  handler: RefObject<((event: KeyboardEvent<HTMLElement>) => void) | null>;
  /** The last press in the list was the mouse's. */
  isByPointer: RefObject<boolean>;
  /** End leads there if the line continues beyond the loaded window; null if it does not. */
  toNewest: (() => void) | null;
};

/** The events of a list of messages that its keys follow from; message-keys.tsx handles them. */
export function useListKeys() {
  const handler: ListKeys["handler"] = useRef(null);
  const isByPointer = useRef(false);

  return {
    of: { handler, isByPointer },
    events: {
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => handler.current?.(event),
      onPointerDown: () => {
        isByPointer.current = true;
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
        if (!currentTarget.contains(relatedTarget)) isByPointer.current = false;
      },
    },
  };
}
