"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMessageWords } from "@/components/message/use-message-words";
import { useChat } from "@/lib/client/chat/chat-context";
import { useCustomEmoji } from "@/lib/client/chat/use-custom-emoji";
import { wordOf } from "@/lib/client/emoji/emoji-words";
import { useRoomName } from "@/lib/client/names/use-room-name";
import type { ActivityView, MyRoomView } from "@/lib/shared/views";

type Sentence = {
  key:
    | "name"
    | "group"
    | "here"
    | "all"
    | "reply"
    | "keyword"
    | "added"
    | "reacted"
    | "reactedTwo"
    | "reactedMany";
  values: Record<string, string | number>;
};

/** Describes lines of Activity: what happened, and the words of the message. */
export function useActivityWords() {
  const t = useTranslations("activity");
  const { account } = useChat();
  useCustomEmoji();
  const nameOf = useRoomName();
  const wordsOf = useMessageWords();

  const roomOf = (room: MyRoomView) => (room.name === null ? nameOf(room) : `#\u00a0${room.name}`);

  function sentenceOf(line: ActivityView, room: MyRoomView): Sentence {
    const { kind, people, peopleCount, emoji, keyword, message } = line;
    const name = people[0]?.displayName ?? t("somebody");
    if (kind === "mention")
      return { key: callIn(message, account.id), values: { name, group: groupIn(message, account.id) } };
    if (kind === "keyword") return { key: "keyword", values: { name, keyword: keyword ?? "" } };
    if (kind === "added") return { key: "added", values: { name, room: roomOf(room) } };
    if (kind === "reply") return { key: "reply", values: { name } };
    const values = {
      name,
      emoji: emoji.map(wordOf).join(" "),
      other: people[1]?.displayName ?? "",
      count: peopleCount - 1,
    };
    return { key: peopleCount === 1 ? "reacted" : peopleCount === 2 ? "reactedTwo" : "reactedMany", values };
  }

  /** Tells what happened without formatting. */
  function plain(line: ActivityView, room: MyRoomView): string {
    const { key, values } = sentenceOf(line, room);
    const parts = t.rich(`did.${key}`, { ...values, b: (name) => name });
    return [parts].flat(Number.POSITIVE_INFINITY).join("");
  }

  /** The second row: the beginning of the message, or the topic of the room. */
  function text({ kind, message }: ActivityView, room: MyRoomView): string {
    if (!message) return room.topic;
    const words = wordsOf(message);
    return kind === "reaction" ? t("own", { text: words }) : words;
  }

  return {
    roomOf,
    text,
    plain,
    /** Returns the accessible name of a line. */
    label(line: ActivityView, room: MyRoomView, when: string): string {
      const { isUnread, message } = line;
      const values = { did: plain(line, room), when, room: roomOf(room), text: text(line, room) };
      if (message) return t(isUnread ? "labelUnread" : "label", values);
      return t(isUnread ? "labelAddedUnread" : "labelAdded", values);
    },
    /** Tells what happened, with the people in `b`. */
    did(line: ActivityView, room: MyRoomView, b: (name: ReactNode) => ReactNode): ReactNode {
      const { key, values } = sentenceOf(line, room);
      return t.rich(`did.${key}`, { ...values, b });
    },
  };
}

type Called = ActivityView["message"];

/** The way in which a message calls the reader. */
function callIn(message: Called, me: string): "name" | "group" | "here" | "all" {
  const mentions = message?.mentions;
  if (!mentions || mentions.userIds.includes(me)) return "name";
  if (groupIn(message, me) !== "") return "group";
  if (mentions.all) return "all";
  return mentions.here ? "here" : "name";
}

const groupIn = (message: Called, me: string): string =>
  message?.mentions.groups?.find(({ userIds }) => userIds.includes(me))?.handle ?? "";
