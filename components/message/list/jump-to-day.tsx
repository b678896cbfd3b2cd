"use client";

import { useTranslations } from "next-intl";
import { Popover as Radix } from "radix-ui";
import { type RefObject, useRef } from "react";
import { Calendar, focusDay } from "@/components/ui/fields/calendar";
import { goToTime } from "@/lib/client/actions/perform-action";
import "@/lib/client/page/style-nonce";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useReader } from "@/lib/client/chat/chat-context";
import { startOfDay } from "@/lib/client/time/clock";

type Jump = {
  /** The first day to show, and the last that can be chosen, such as 2026-11-21. */
  day: string;
  today: string;
  anchor: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
};

/** A calendar; a day scrolls to its first message. */
export default function JumpToDay({ day, today, anchor, onClose }: Jump) {
  const t = useTranslations("day");
  const acts = useMessageActions();
  const { formatLocale } = useReader();
  const hasGone = useRef(false);

  function go(chosen: string) {
    hasGone.current = true;
    void goToTime(acts, startOfDay(chosen));
    onClose();
  }

  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Anchor virtualRef={anchor as RefObject<HTMLButtonElement>} />
      <Radix.Portal>
        <Radix.Content
          aria-label={t("jump")}
          onOpenAutoFocus={focusDay}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!hasGone.current) anchor.current?.focus();
          }}
          className="z-30 w-72 animate-settle rounded-3 border border-line-strong bg-raised p-2 shadow-layer outline-none"
        >
          <Calendar day={day} today={today} last={today} locale={formatLocale} onChoose={go} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
