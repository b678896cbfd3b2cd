"use client";

import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import "@/lib/client/page/style-nonce";
import { useBackCloses } from "@/lib/client/page/use-back-closes";
import { IconButton } from "../icon-button";
import { useFocusBack } from "./use-focus-back";

export type DialogProps = {
  title: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Places the focus after closing, if the opener no longer exists. */
  onClosed?: () => void;
  children: ReactNode;
};

/** The dialog itself; see `Dialog`. */
export default function DialogWindow({ title, isOpen, onOpenChange, onClosed, children }: DialogProps) {
  const t = useTranslations("ui");
  const focusBack = useFocusBack(isOpen);
  useBackCloses(isOpen, () => onOpenChange(false));

  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-20 grid animate-appear grid-cols-1 place-items-center overflow-y-auto bg-scrim p-4">
          <Radix.Content
            aria-describedby={undefined}
            onCloseAutoFocus={(event) => {
              if (!onClosed) return focusBack(event);
              event.preventDefault();
              onClosed();
            }}
            className="w-full max-w-md animate-settle rounded-3 border border-line bg-raised shadow-layer outline-none"
          >
            <header className="flex items-center justify-between gap-4 pt-4 pr-3 pl-5">
              <Radix.Title className="text-title font-semibold">{title}</Radix.Title>
              <Radix.Close asChild>
                <IconButton label={t("close")}>
                  <X size={18} aria-hidden />
                </IconButton>
              </Radix.Close>
            </header>
            <div className="px-5 pt-3 pb-5">{children}</div>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}
