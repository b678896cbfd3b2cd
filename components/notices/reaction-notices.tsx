"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { placeOf } from "@/components/activity/line-place";
import { useActivityWords } from "@/components/activity/use-activity-words";
import { useChat } from "@/lib/client/chat/chat-context";
import { call } from "@/lib/client/connection/call";
import { notifyPermission, showNotice } from "@/lib/client/notifications/desktop-notification";
import { readChoice } from "@/lib/client/notifications/notify-choice";
import { wantsReactionNotice } from "@/lib/client/notifications/reaction-notice";
import { DEFAULT_SETTINGS } from "@/lib/shared/messages/notification-settings";
import { isQuietNow } from "@/lib/shared/quiet";
import type { ActivityHead } from "@/lib/shared/views";

/** The latest reactions, among which a new one is. */
const LATEST = { kind: "reaction", limit: 10 } as const;

/** Shows notifications of reactions to my messages, one for each message, without a sound. */
export default function ReactionNotices() {
  const router = useRouter();
  const t = useTranslations("notices");
  const chat = useChat();
  const words = useActivityWords();

  const tell = useEffectEvent(async ({ id, roomId }: ActivityHead) => {
    const room = chat.workspace.get().rooms[roomId];
    const settings = chat.notificationSettings.get() ?? DEFAULT_SETTINGS;
    const isQuiet = isQuietNow(chat.ownAccount.get());
    const isLooking = chat.reading.isLookingAt(roomId);
    const isAllowed = notifyPermission() === "granted" && readChoice().isOn;
    if (!isAllowed || !wantsReactionNotice({ settings, room, isQuiet, isLooking, now: new Date() })) return;
    const page = await call("GET /me/activity", LATEST);
    const line = page.ok && page.data.items.find((each) => each.id === id);
    if (!line || !room) return;
    const notice = {
      title: words.plain(line, room),
      body: readChoice().showsText ? words.text(line, room) : t("hidden"),
      tag: `reaction ${id}`,
      path: placeOf(line, room),
    };
    await showNotice(notice, router.push);
  });
  useEffect(
    () => chat.listChanges.activity.subscribe((item) => void (item?.kind === "reaction" && tell(item))),
    [chat],
  );
  return null;
}
