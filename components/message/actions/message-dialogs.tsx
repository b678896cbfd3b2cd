"use client";

import { useTranslations } from "next-intl";
import { EmojiPopover } from "@/components/emoji/emoji-popover";
import { Dialog } from "@/components/ui/dialog";
import { onDemand } from "@/components/ui/on-demand";
import { useMessageActions, useRoomUi } from "@/lib/client/actions/message-actions-context";
import type { OpenOverlay } from "@/lib/client/actions/room-ui";

const MessageMenu = onDemand(() => import("./message-menu"));
const HistoryList = onDemand(() => import("./history-list"));
const ReceiptsList = onDemand(() => import("./receipts-list"));
const ReactionsList = onDemand(() => import("../reactions/reactions-list"));
const ForwardForm = onDemand(() => import("./forward-form"));

/** The overlay that is open for a message: menu, emoji picker or dialog. */
export function MessageDialogs() {
  const opened = useRoomUi((acting) => acting.opened);
  if (!opened) return null;
  // A new key per overlay, so that a menu moving to the next message is a new menu.
  const key = `${opened.what} ${opened.message.id}`;
  switch (opened.what) {
    case "menu":
      return <MessageMenu key={`${key} ${opened.at.x} ${opened.at.y}`} {...opened} />;
    case "emoji":
      return <EmojiPopover key={key} message={opened.message} at={opened.at} />;
    default:
      return <MessageDialog key={key} {...opened} />;
  }
}

const CONTENTS = {
  history: HistoryList,
  receipts: ReceiptsList,
  reactions: ReactionsList,
  forward: ForwardForm,
} as const;

function MessageDialog({ what, message }: Extract<OpenOverlay, { what: keyof typeof CONTENTS }>) {
  const t = useTranslations();
  const acts = useMessageActions();
  const Content = CONTENTS[what];
  const title = what === "reactions" ? t("reactions.list") : t(`${what}.title`);

  return (
    <Dialog
      title={title}
      isOpen
      onOpenChange={() => acts.close()}
      onClosed={() => acts.focusMessage(message.seq)}
    >
      <Content message={message} />
    </Dialog>
  );
}
