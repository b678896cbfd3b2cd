import { useEffect, useRef, useState } from "react";

/**
 * A panel that opens in place of its button. When it is done it reports how many were added, and the focus returns to
 * the button.
 */
export function usePanel() {
  const [isOpen, setOpen] = useState(false);
  const [added, tell] = useState<number | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);

  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  return {
    isOpen,
    added,
    button,
    open() {
      setOpen(true);
      tell(null);
    },
    close(count: number | null) {
      setOpen(false);
      tell(count);
    },
  };
}
