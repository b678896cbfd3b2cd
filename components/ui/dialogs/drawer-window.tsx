"use client";

import { clsx } from "clsx";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import "@/lib/client/page/style-nonce";
import { useBackCloses } from "@/lib/client/page/use-back-closes";
import { useSwipe } from "@/lib/client/page/use-swipe";
import { useFocusBack } from "./use-focus-back";

export type DrawerProps = {
  title: string;
  side: "left" | "right";
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
};

const SIDES = { left: "left-0 max-w-80", right: "right-0 max-w-md safe-area" } as const;

/** The drawer itself; see `Drawer`. A swipe to its edge closes it, and so does the browser's Back. */
export default function DrawerWindow({ title, side, isOpen, onOpenChange, children }: DrawerProps) {
  const close = () => onOpenChange(false);
  const swipe = useSwipe({ [side]: close });
  const focusBack = useFocusBack(isOpen);
  useBackCloses(isOpen, close);

  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-20 animate-appear bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          {...swipe}
          onCloseAutoFocus={focusBack}
          className={clsx(
            "fixed inset-y-0 z-20 flex w-[88%] animate-panel flex-col bg-canvas shadow-layer outline-none",
            SIDES[side],
          )}
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
