"use client";

import { useTranslations } from "next-intl";
import type { RoomView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { nameOf } from "../rooms/room-sections";

/** Names rooms for the reader: a conversation is named after its other members. */
export function useRoomName(): (room: RoomView) => string {
  const t = useTranslations("roomName");
  const { account } = useChat();
  const words = {
    self: t("self"),
    alone: t("alone"),
    more: (names: string, count: number) => t("more", { names, count }),
  };
  return (room) => nameOf(room, account.id, words);
}
