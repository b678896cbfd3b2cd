"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { RemindOfMessage } from "@/components/reminders/remind-of-message";
import DialogWindow from "@/components/ui/dialogs/dialog-window";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import type { OpenOverlay } from "@/lib/client/actions/room-ui";
import ReactionsList from "../reactions/reactions-list";
import ForwardForm from "./forward-form";
import HistoryList from "./history-list";
import MoveForm from "./move-form";
import ReceiptsList from "./receipts-list";
import WhyNotified from "./why-notified";

const CONTENTS = {
  history: HistoryList,
  receipts: ReceiptsList,
  reactions: ReactionsList,
  forward: ForwardForm,
  move: MoveForm,
  why: WhyNotified,
  remind: RemindOfMessage,
} as const;

/** A dialog about a message. */
export default function MessageDialog({
  what,
  message,
}: Extract<OpenOverlay, { what: keyof typeof CONTENTS }>) {
  const t = useTranslations();
  const acts = useMessageActions();
  const Content = CONTENTS[what];
  // The dialog of a notification knows its question only by the answer.
  const [better, setTitle] = useState<string | null>(null);
  const title = better ?? (what === "reactions" ? t("reactions.list") : t(`${what}.title`));

  return (
    <DialogWindow
      title={title}
      isOpen
      onOpenChange={() => acts.close()}
      onClosed={() => acts.focusMessage(message.seq)}
    >
      <Content message={message} onTitle={setTitle} />
    </DialogWindow>
  );
}
