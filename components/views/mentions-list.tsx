"use client";

import AtSign from "lucide-react/icons/at-sign";
import { useTranslations } from "next-intl";
import { useChat } from "@/lib/client/chat/chat-context";
import { useMentionTotal, useMyRooms } from "@/lib/client/rooms/use-rooms";
import { mentionsReader } from "@/lib/shared/messages/unread";
import type { MessageView, Page } from "@/lib/shared/views";
import { MessageEntry } from "./message-entry";
import { NothingYet } from "./nothing-yet";
import { useFoundMessages } from "./use-found-messages";
import { View } from "./view";

/** Messages that mention me in all rooms, newest first; unread ones are marked. */
export function MentionsList({ first }: { first: Page<MessageView> }) {
  const t = useTranslations("views");
  const rooms = useMyRooms();
  const version = useMentionTotal();
  const { account } = useChat();
  const belongs = (message: MessageView) => mentionsReader(message, account.id);
  const found = useFoundMessages({ path: "/api/v1/me/mentions", first, version, belongs });
  const isUnread = ({ roomId, seq }: MessageView) => seq > (rooms[roomId]?.lastReadSeq ?? seq);

  return (
    <View
      label={t("mentions")}
      rows={found.items.map((message) => ({
        key: message.id,
        content: <MessageEntry message={message} isUnread={isUnread(message)} />,
      }))}
      state={found.state}
      empty={<NothingYet icon={AtSign} text={t("noMentions")} />}
      onNearEnd={found.loadMore}
      onAgain={found.again}
    />
  );
}
