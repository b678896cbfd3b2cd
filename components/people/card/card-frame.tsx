"use client";

import { Popover as Radix } from "radix-ui";
import { type ReactNode, useMemo, useState } from "react";
import "@/lib/client/page/style-nonce";
import { isNarrowNow } from "@/lib/client/page/use-is-wide";

/** On narrow screens the card opens to the roomier side: it is small until its content came, and does not move then. */
function sideOf(anchor: HTMLElement): "right" | "top" | "bottom" {
  if (!isNarrowNow()) return "right";
  return anchor.getBoundingClientRect().top > window.innerHeight / 2 ? "top" : "bottom";
}

type Frame = { label: string; anchor: HTMLElement; onClose: () => void; children: ReactNode };

/** The frame of a card beside the name that was pressed; the focus returns there, or to its message. */
export function CardFrame({ label, anchor, onClose, children }: Frame) {
  const [side] = useState(() => sideOf(anchor));
  const virtualRef = useMemo(() => ({ current: anchor }), [anchor]);

  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Anchor virtualRef={virtualRef} />
      <Radix.Portal>
        <Radix.Content
          data-card
          aria-label={label}
          align="start"
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // A press on the same name closes the card by itself.
            if ((event.target as Element).closest("[data-person], [data-group]") === anchor)
              event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // An action of the card may have moved the focus, such as to the composer.
            if (document.activeElement !== document.body) return;
            anchor.focus({ preventScroll: true });
            // A mention takes no focus: its message has it.
            if (document.activeElement !== anchor)
              anchor.closest<HTMLElement>("[data-seq]")?.focus({ preventScroll: true });
          }}
          className="z-50 flex max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-1rem)] animate-settle flex-col gap-3 overflow-y-auto rounded-3 border border-line-strong bg-raised p-4 shadow-layer outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
