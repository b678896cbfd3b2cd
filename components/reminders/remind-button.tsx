"use client";

import AlarmClock from "lucide-react/icons/alarm-clock";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import type { MessageView } from "@/lib/shared/views";
import type { MessageReminderProps } from "./message-reminder";

const MessageReminder = onDemand<MessageReminderProps>(() => import("./message-reminder"));

/** A button that sets a reminder of a message outside its room. */
export function RemindButton({ message }: { message: MessageView }) {
  const t = useTranslations("reminders");
  const [isOpen, open] = useState(false);

  return (
    <>
      <IconButton label={t("remind")} onClick={() => open(true)}>
        <AlarmClock size={17} aria-hidden />
      </IconButton>
      <Dialog title={t("remind")} isOpen={isOpen} onOpenChange={open}>
        <MessageReminder message={message} onDone={() => open(false)} />
      </Dialog>
    </>
  );
}
