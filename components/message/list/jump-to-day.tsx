"use client";

import { useTranslations } from "next-intl";
import { Popover as Radix } from "radix-ui";
import { type FormEvent, type RefObject, useRef } from "react";
import { Button } from "@/components/ui/button";
import "@/lib/client/page/style-nonce";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { startOfDay } from "@/lib/client/time/clock";

type Jump = {
  /** The first day to show, and the last that can be chosen, such as 2026-11-21. */
  day: string;
  today: string;
  anchor: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
};

/** Asks for a day and scrolls to its first message. */
export default function JumpToDay({ day, today, anchor, onClose }: Jump) {
  const t = useTranslations("day");
  const acts = useMessageActions();
  const hasGone = useRef(false);

  function go(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget).get("day");
    if (typeof chosen !== "string" || chosen === "") return;
    hasGone.current = true;
    void acts.goToTime(startOfDay(chosen));
    onClose();
  }

  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Anchor virtualRef={anchor as RefObject<HTMLButtonElement>} />
      <Radix.Portal>
        <Radix.Content
          aria-label={t("jump")}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!hasGone.current) anchor.current?.focus();
          }}
          className="z-30 animate-settle rounded-3 border border-line-strong bg-raised p-3 shadow-layer outline-none"
        >
          <form onSubmit={go} className="flex items-end gap-2">
            <label className="flex flex-col gap-1 text-small font-medium">
              {t("jump")}
              <input
                type="date"
                name="day"
                required
                defaultValue={day}
                max={today}
                className="h-10 rounded-2 border border-line-strong bg-canvas px-2.5 text-small font-normal outline-none focus:border-focus"
              />
            </label>
            <Button type="submit">{t("go")}</Button>
          </form>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
