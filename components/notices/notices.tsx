"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { useMessageWords } from "@/components/message/use-message-words";
import { useChat } from "@/lib/client/chat/chat-context";
import { joinTabs } from "@/lib/client/connection/tabs";
import { useRoomName } from "@/lib/client/names/use-room-name";
import {
  closeNotice,
  type DesktopNotice,
  notifyPermission,
  onWorkerNotice,
  replaceNotice,
  showNotice,
} from "@/lib/client/notifications/desktop-notification";
import { MessageNotices, type Noted, type Seen } from "@/lib/client/notifications/notices";
import { playNotificationSound } from "@/lib/client/notifications/notification-sound";
import { readChoice } from "@/lib/client/notifications/notify-choice";
import { createStandingNotices } from "@/lib/client/notifications/standing-notices";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import { isQuietNow } from "@/lib/shared/quiet";
import { roomPath } from "@/lib/shared/rooms/room-path";
import { NoticeOffer } from "./notice-offer";

/** Shows desktop notifications if they are allowed; otherwise offers them once, after the first message. */
export default function Notices() {
  const chat = useChat();
  const router = useRouter();
  const text = useNoticeText();
  const [isOffering, offer] = useState(false);

  const textOf = useEffectEvent((noted: readonly Noted[], isOne: boolean) =>
    isOne ? text.one(noted[0] as Noted, readChoice().showsText) : text.many(noted),
  );
  const show = useEffectEvent((notice: DesktopNotice) => void showNotice(notice, router.push));
  const replace = useEffectEvent((notice: DesktopNotice) => void replaceNotice(notice, router.push));

  /** Returns whether notifications may be shown now. If the user was never asked, the page offers them. */
  const isAllowed = useEffectEvent(() => {
    const permission = notifyPermission();
    if (permission === "default" && !readChoice().wasOffered) offer(true);
    return permission === "granted" && readChoice().isOn;
  });

  useEffect(() => {
    const rooms = () => chat.workspace.get().rooms;
    const standing = createStandingNotices({
      show: (notice) => show(notice),
      replace: (notice) => replace(notice),
      close: (tag) => void closeNotice(tag),
      textOf: (noted, isOne) => textOf(noted, isOne),
      readTo: (roomId) => rooms()[roomId]?.lastReadSeq ?? null,
    });
    const notices = new MessageNotices({
      me: chat.account.id,
      room: (roomId) => rooms()[roomId],
      isLooking: (roomId) => chat.reading.isLookingAt(roomId),
      isQuiet: () => isQuietNow(chat.ownAccount.get()),
      join: (onNews) => joinTabs<Seen>(`parley-notices-${chat.account.id}`, onNews),
      tell: (noted) => {
        if (!isAllowed()) return;
        standing.tell(noted);
        if (readChoice().hasSound) playNotificationSound();
      },
      change: standing.change,
      withdraw: standing.withdraw,
    });
    notices.know(Object.values(rooms()));
    const forget = [chat.messageChanges.subscribe(notices.take), chat.workspace.subscribe(standing.look)];
    return () => {
      for (const end of forget) end();
      notices.stop();
    };
  }, [chat]);

  useEffect(() => onWorkerNotice(router.push), [router]);

  return isOffering && <NoticeOffer onClose={() => offer(false)} />;
}

/** The texts of notifications. */
function useNoticeText() {
  const t = useTranslations("notices");
  const nameOf = useRoomName();
  const wordsOf = useMessageWords();

  function one({ room, message }: Noted, showsText: boolean): DesktopNotice {
    const { sender, seq } = message;
    const isTwo = room.kind === "direct";
    return {
      title: isTwo ? sender.displayName : t("from", { sender: sender.displayName, room: nameOf(room) }),
      body: showsText ? wordsOf(wholeMessage(message)) : t("hidden"),
      tag: `${room.id} ${seq}`,
      path: `${roomPath(room)}?message=${seq}`,
    };
  }

  function many(noted: readonly Noted[]): DesktopNotice {
    const last = noted.at(-1) as Noted;
    const names = [...new Set(noted.map(({ room }) => nameOf(room)))];
    return {
      title: t("many", { count: noted.length }),
      body: names.join(", "),
      tag: "many",
      path: `${roomPath(last.room)}?message=${last.message.seq}`,
    };
  }

  return { one, many };
}
