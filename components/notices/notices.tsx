"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { useMessageWords } from "@/components/message/use-message-words";
import { onDemand } from "@/components/ui/on-demand";
import type { Chat } from "@/lib/client/chat/chat";
import { useChat } from "@/lib/client/chat/chat-context";
import { call } from "@/lib/client/connection/call";
import { joinTabs } from "@/lib/client/connection/tabs";
import { useRoomName } from "@/lib/client/names/use-room-name";
import {
  closeNotice,
  closeReadNotices,
  type DesktopNotice,
  notifyPermission,
  onWorkerNotice,
  replaceNotice,
  showNotice,
} from "@/lib/client/notifications/desktop-notification";
import { MessageNotices, type Noted, type Seen } from "@/lib/client/notifications/notices";
import { playNotificationSound } from "@/lib/client/notifications/notification-sound";
import { readChoice } from "@/lib/client/notifications/notify-choice";
import { mendSubscription, subscribeHere } from "@/lib/client/notifications/push";
import { createStandingNotices } from "@/lib/client/notifications/standing-notices";
import { threadsOf } from "@/lib/client/threads/use-threads";
import type { WireMessage } from "@/lib/shared/live";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import { DEFAULT_SETTINGS } from "@/lib/shared/messages/notification-settings";
import { roomOf, rootOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import { mentionsReader } from "@/lib/shared/messages/unread";
import { isQuietNow } from "@/lib/shared/quiet";
import { messageAddress } from "@/lib/shared/rooms/room-path";
import { NoticeOffer } from "./notice-offer";
import { useKeywords } from "./use-keywords";

const KeywordMarks = onDemand(() => import("./keyword-marks"));
const ReactionNotices = onDemand(() => import("./reaction-notices"));

type Shown = { showsText: boolean; isPushed: boolean };

/** Shows desktop notifications if they are allowed; otherwise offers them once, after the first message. */
export function Notices() {
  const chat = useChat();
  const router = useRouter();
  const text = useNoticeText();
  const [isOffering, offer] = useState(false);
  const { isPushed, push } = usePushHere();
  useSettings();
  const keywords = useKeywords();
  const keywordIn = useEffectEvent(
    ({ text = "" }: WireMessage) => keywords?.split(text).find(keywords.settings) ?? null,
  );

  const textOf = useEffectEvent((noted: readonly Noted[], isOne: boolean) =>
    isOne ? text.one(noted[0] as Noted, { ...readChoice(), isPushed }) : text.many(noted),
  );
  const show = useEffectEvent((notice: DesktopNotice) => void showNotice(notice, router.push));
  const replace = useEffectEvent((notice: DesktopNotice) => void replaceNotice(notice, router.push));

  /** Returns whether notifications may be shown now. If the user was never asked, the page offers them. */
  const isAllowed = useEffectEvent(() => {
    const permission = notifyPermission();
    if (permission === "default" && !readChoice().wasOffered) offer(true);
    return permission === "granted" && readChoice().isOn;
  });

  useEffect(
    () =>
      watchMessages(chat, {
        show: (notice) => show(notice),
        replace: (notice) => replace(notice),
        textOf: (noted, isOne) => textOf(noted, isOne),
        isAllowed: () => isAllowed(),
        keywordIn: (message) => keywordIn(message),
      }),
    [chat],
  );

  useEffect(() => onWorkerNotice(router.push), [router]);
  useReadNotices();

  return (
    <>
      {keywords && <KeywordMarks keywords={keywords} />}
      <ReactionNotices />
      {isOffering && <NoticeOffer onOn={push} onClose={() => offer(false)} />}
    </>
  );
}

type NoticesPage = {
  show: (notice: DesktopNotice) => void;
  replace: (notice: DesktopNotice) => void;
  textOf: (noted: readonly Noted[], isOne: boolean) => DesktopNotice;
  isAllowed: () => boolean;
  keywordIn: (message: WireMessage) => string | null;
};

/** Shows notifications of messages until the returned function is called. */
function watchMessages(chat: Chat, page: NoticesPage): () => void {
  const rooms = () => chat.workspace.get().rooms;
  const threads = threadsOf(chat).store;
  const readTo = readMarksOf(chat);
  const standing = createStandingNotices({
    show: page.show,
    replace: page.replace,
    close: (tag) => void closeNotice(tag),
    textOf: page.textOf,
    readTo,
  });
  const notices = new MessageNotices({
    me: chat.account.id,
    room: (roomId) => rooms()[roomId],
    isLooking: (key) => chat.reading.isLookingAt(key),
    readTo,
    followsThread: (rootId) => threads.get().byRoot[rootId]?.isFollowed ?? false,
    settings: () => chat.notificationSettings.get(),
    isQuiet: () => isQuietNow(chat.ownAccount.get()),
    keywordIn: page.keywordIn,
    join: (onNews) => joinTabs<Seen>(`parley-notices-${chat.account.id}`, onNews),
    tell: (noted) => {
      if (!page.isAllowed()) return;
      standing.tell(noted);
      if (readChoice().hasSound) playNotificationSound(soundOf(noted, chat, page.keywordIn));
    },
    change: standing.change,
    withdraw: standing.withdraw,
  });
  notices.know(Object.values(rooms()));
  const forget = [
    chat.messageChanges.subscribe(notices.take),
    chat.workspace.subscribe(standing.look),
    threads.subscribe(standing.look),
  ];
  return () => {
    for (const end of forget) end();
    notices.stop();
  };
}

/** Returns the reader's mark in a line; null if they are not in its room. A thread whose state is not known is unread. */
const readMarksOf = (chat: Chat) => (key: TimelineKey) => {
  const room = chat.workspace.get().rooms[roomOf(key)];
  const rootId = rootOf(key);
  if (!room || !rootId) return room?.lastReadSeq ?? null;
  return threadsOf(chat).store.get().byRoot[rootId]?.lastReadSeq ?? 0;
};

/** Returns whether pushes come to this browser, and `push`, which begins them. Mends its subscription first. */
function usePushHere() {
  const { account } = useChat();
  const [isPushed, set] = useState(false);
  useEffect(() => void mendSubscription(account.id).then(set), [account.id]);
  const push = () => void subscribeHere(account.id).then((device) => set(device !== null));
  return { isPushed, push };
}

const READ_MS = 1_000;

/** Closes what the worker shows of messages that were read here or on another device. */
function useReadNotices() {
  const chat = useChat();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void closeReadNotices(readMarksOf(chat));
      }, READ_MS);
    };
    look();
    const forget = [chat.workspace.subscribe(look), threadsOf(chat).store.subscribe(look)];
    return () => {
      clearTimeout(timer);
      for (const end of forget) end();
    };
  }, [chat]);
}

/** Reads my notification settings, which live frames keep up to date. */
function useSettings() {
  const { notificationSettings } = useChat();
  useEffect(() => {
    void call("GET /me/notification-settings", {}).then(
      (settings) =>
        settings.ok && notificationSettings.get() === null && notificationSettings.dispatch(settings.data),
    );
  }, [notificationSettings]);
}

/** Returns the sound for messages: that of mentions if one of them is for me, or has a keyword of mine. */
function soundOf(
  noted: readonly Noted[],
  { account, notificationSettings }: Chat,
  keywordIn: (message: WireMessage) => string | null,
) {
  const { sound, mentionSound } = notificationSettings.get() ?? DEFAULT_SETTINGS;
  const isForMe = noted.some(
    ({ room, message }) =>
      room.kind === "direct" || mentionsReader(message, account.id) || keywordIn(message) !== null,
  );
  return isForMe ? mentionSound : sound;
}

/** The texts of notifications. */
function useNoticeText() {
  const t = useTranslations("notices");
  const nameOf = useRoomName();
  const wordsOf = useMessageWords();

  function one({ room, message }: Noted, { showsText, isPushed }: Shown): DesktopNotice {
    const { sender, seq, id: messageId, threadId = null, alsoInRoom = false } = message;
    const isTwo = room.kind === "direct";
    return {
      title: isTwo ? sender.displayName : t("from", { sender: sender.displayName, room: nameOf(room) }),
      body: showsText ? wordsOf(wholeMessage(message)) : t("hidden"),
      tag: isPushed ? room.id : `${room.id} ${seq}`,
      byWorker: isPushed ? { messageId, roomId: room.id, seq, threadId, alsoInRoom } : undefined,
      path: messageAddress(room, message),
    };
  }

  function many(noted: readonly Noted[]): DesktopNotice {
    const last = noted.at(-1) as Noted;
    const names = [...new Set(noted.map(({ room }) => nameOf(room)))];
    return {
      title: t("many", { count: noted.length }),
      body: names.join(", "),
      tag: "many",
      path: messageAddress(last.room, last.message),
    };
  }

  return { one, many };
}
