"use client";

import { useTranslations } from "next-intl";
import { Popover as Radix } from "radix-ui";
import { type ReactNode, useMemo } from "react";
import "@/lib/client/page/style-nonce";
import { Scrim } from "@/components/ui/menus/scrim";
import { useSheet } from "@/components/ui/menus/use-sheet";
import type { ScreenPoint } from "@/lib/client/actions/room-ui";

type Layer = {
  at: ScreenPoint;
  /** The element that stays bright behind a sheet. */
  subject?: Element | null | undefined;
  onClose: () => void;
  /** Called after closing, to place the focus. */
  onClosed: () => void;
  children: ReactNode;
};

/** The surface of the emoji picker: a popover at a point of the screen, a sheet on a phone. */
export function EmojiLayer({ at, subject, onClose, onClosed, children }: Layer) {
  const t = useTranslations("emoji");
  const { isSheet, pull } = useSheet(true, onClose);
  const anchor = useMemo(
    () => ({ current: { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) } }),
    [at],
  );

  return (
    <Radix.Root modal={isSheet} open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Anchor virtualRef={anchor} />
      {isSheet && <Scrim subject={subject} />}
      <Radix.Portal>
        <Radix.Content
          {...pull}
          aria-label={t("title")}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          // On a phone the field would open the keyboard, which leaves no space for what is looked for.
          onOpenAutoFocus={(event) => {
            if (!isSheet) return;
            event.preventDefault();
            (event.target as HTMLElement).focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
          className="sheet z-30 flex h-90 max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-1rem)] animate-settle flex-col rounded-3 border border-line-strong bg-raised shadow-layer outline-none phone:h-[60dvh] phone:pb-0"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
