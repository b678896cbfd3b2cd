"use client";

import Bookmark from "lucide-react/icons/bookmark";
import BookmarkX from "lucide-react/icons/bookmark-x";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RemindButton } from "@/components/reminders/remind-button";
import { IconButton } from "@/components/ui/icon-button";
import { useChat } from "@/lib/client/chat/chat-context";
import { addressOf } from "@/lib/client/connection/call";
import { useStore } from "@/lib/client/state/use-store";
import type { MessageView, Page } from "@/lib/shared/views";
import { MessageEntry } from "./message-entry";
import { NothingYet } from "./nothing-yet";
import { Passing } from "./passing";
import { useFoundMessages } from "./use-found-messages";
import { View } from "./view";

/** My saved messages from all rooms, last saved first. */
export function SavedList({ first }: { first: Page<MessageView> }) {
  const t = useTranslations("views");
  const { saved } = useChat();
  const version = useStore(saved.changes);
  const found = useFoundMessages({ path: addressOf("GET /me/saved", {}), first, version });
  const [hasFailed, fail] = useState(false);

  async function unsave(message: MessageView) {
    fail(false);
    fail(!(await saved.set(message, false)).ok);
  }

  return (
    <>
      {hasFailed && <Passing>{t("notDone")}</Passing>}
      <View
        label={t("saved")}
        rows={found.items.map((message) => ({
          key: message.id,
          content: (
            <MessageEntry message={message}>
              <RemindButton message={message} />
              <IconButton label={t("unsave")} onClick={() => void unsave(message)}>
                <BookmarkX size={17} aria-hidden />
              </IconButton>
            </MessageEntry>
          ),
        }))}
        state={found.state}
        empty={<NothingYet icon={Bookmark} text={t("noSaved")} />}
        onNearEnd={found.loadMore}
        onAgain={found.again}
      />
    </>
  );
}
