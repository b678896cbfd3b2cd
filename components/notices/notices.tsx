"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { useChat } from "@/lib/client/chat-context";
import { chime } from "@/lib/client/chime";
import {
  type DesktopNotice,
  notifyPermission,
  onWorkerNotice,
  showNotice,
} from "@/lib/client/desktop-notification";
import { firstWords } from "@/lib/client/first-words";
import { createNotices, type Noted, type Seen } from "@/lib/client/notices";
import { readChoice } from "@/lib/client/notify-choice";
import { joinTabs } from "@/lib/client/tabs";
import { useRoomName } from "@/lib/client/use-room-name";
import { roomPath } from "@/lib/shared/room-path";
import { NoticeOffer } from "./notice-offer";

/** More than this at once are told of in one notice. */
const MOST = 3;

/** Tells of messages outside the page, to those who asked for that; others are asked once, when the first has come. */
export default function Notices() {
  const chat = useChat();
  const router = useRouter();
  const textOf = useNoticeText();
  const [isOffering, offer] = useState(false);

  const tell = useEffectEvent((noted: readonly Noted[]) => {
    const choice = readChoice();
    const permission = notifyPermission();
    if (permission === "default" && !choice.wasOffered) offer(true);
    if (permission !== "granted" || !choice.isOn) return;
    for (const notice of textOf(noted, choice.showsText)) void showNotice(notice, router.push);
    if (choice.hasSound) chime();
  });

  useEffect(() => {
    const notices = createNotices({
      me: chat.account.id,
      room: (roomId) => chat.workspace.get().rooms[roomId],
      isLooking: (roomId) => chat.isLookingAt(roomId),
      isQuiet: () => chat.around.isQuiet(),
      join: (onNews) => joinTabs<Seen>(`parley-notices-${chat.account.id}`, onNews),
      tell: (noted) => tell(noted),
    });
    notices.know(Object.values(chat.workspace.get().rooms));
    const forget = chat.around.heard.subscribe(notices.take);
    return () => {
      forget();
      notices.stop();
    };
  }, [chat]);

  useEffect(() => onWorkerNotice(router.push), [router]);

  return isOffering && <NoticeOffer onClose={() => offer(false)} />;
}

/** What the notices say. */
function useNoticeText() {
  const t = useTranslations("notices");
  const nameOf = useRoomName();

  function one({ room, message: { sender, seq, text = "" } }: Noted, showsText: boolean): DesktopNotice {
    const isTwo = room.kind === "direct";
    return {
      title: isTwo ? sender.displayName : t("from", { sender: sender.displayName, room: nameOf(room) }),
      body: (showsText && firstWords(text)) || t("hidden"),
      tag: `${room.id} ${seq}`,
      path: `${roomPath(room)}?message=${seq}`,
    };
  }

  function many(noted: readonly Noted[]): DesktopNotice[] {
    const last = noted.at(-1);
    const names = [...new Set(noted.map(({ room }) => nameOf(room)))];
    if (!last) return [];
    return [
      {
        title: t("many", { count: noted.length }),
        body: names.join(", "),
        tag: "many",
        path: `${roomPath(last.room)}?message=${last.message.seq}`,
      },
    ];
  }

  return (noted: readonly Noted[], showsText: boolean): DesktopNotice[] =>
    noted.length > MOST ? many(noted) : noted.map((each) => one(each, showsText));
}
