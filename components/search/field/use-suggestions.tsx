"use client";

import AtSign from "lucide-react/icons/at-sign";
import Bookmark from "lucide-react/icons/bookmark";
import Bot from "lucide-react/icons/bot";
import Calendar from "lucide-react/icons/calendar";
import CircleDot from "lucide-react/icons/circle-dot";
import Clock from "lucide-react/icons/clock";
import Code from "lucide-react/icons/code";
import FileIcon from "lucide-react/icons/file";
import Hash from "lucide-react/icons/hash";
import Image from "lucide-react/icons/image";
import Link from "lucide-react/icons/link";
import Paperclip from "lucide-react/icons/paperclip";
import Pencil from "lucide-react/icons/pencil";
import Pin from "lucide-react/icons/pin";
import Reply from "lucide-react/icons/reply";
import Smile from "lucide-react/icons/smile";
import Users from "lucide-react/icons/users-round";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RoomIcon } from "@/components/room/room-icon";
import { Avatar } from "@/components/ui/avatar";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { recentRooms } from "@/lib/client/rooms/recent-rooms";
import { othersIn } from "@/lib/client/rooms/room-sections";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { OFFERED_KEYS, type Token } from "@/lib/client/search/query-text";
import type { Taken } from "@/lib/client/search/take-suggestion";
import { useSuggested } from "@/lib/client/search/use-suggested";
import { stripAccents } from "@/lib/client/text/strip-accents";
import type { FilterKey } from "@/lib/shared/search/parse-query";
import type { MyRoomView, PersonView } from "@/lib/shared/views";
import { VALUES } from "./use-filter-words";

/** A choice below the field: a whole filter, an operator to complete, or an earlier search. */
export type Suggestion = {
  key: string;
  icon: ReactNode;
  label: ReactNode;
  note?: string;
  /** Words above it: it is the first of its kind. */
  heading?: string;
  /** Removes it from the list, of an earlier search. */
  onForget?: () => void;
  take: Taken;
};

const SHOWN = 8;
/** More would push the operators below them out of sight. */
const SHOWN_RECENT = 5;

const ICONS: Record<FilterKey, typeof Hash> = {
  from: Users,
  in: Hash,
  has: Paperclip,
  before: Calendar,
  after: Calendar,
  on: Calendar,
  is: Pin,
  mentions: AtSign,
  filename: FileIcon,
};

/** Icons of the values of `has:` and `is:`. */
const VALUE_ICONS: Record<string, typeof Hash> = {
  image: Image,
  link: Link,
  code: Code,
  reaction: Smile,
  saved: Bookmark,
  thread: Reply,
  edited: Pencil,
  unread: CircleDot,
  bot: Bot,
};

/** Earlier searches: the texts, and how one is removed. */
type Recent = { texts: readonly string[]; forget: (text: string) => void };

const NONE: Recent = { texts: [], forget: () => {} };

/** The suggestions for what is being typed. */
export function useSuggestions(token: Token, recent = NONE): readonly Suggestion[] {
  const t = useTranslations("search");
  const isPerson = token.key === "from" || token.key === "mentions";
  const suggested = useSuggested(isPerson || token.key === "in" ? token.value : "");
  const people = usePeople(isPerson ? token : null, suggested.people);
  const rooms = useRooms(token.key === "in" ? token.value : null);
  const operators = useOperators(token);
  const values = useValues(token);

  if (isPerson) return people;
  if (token.key === "in") return rooms;
  if (token.key) return values;
  const isEmpty = token.value === "";
  return [
    ...(isEmpty && !token.isNegated ? withHeading(recentOnes(recent), t("recent")) : []),
    ...(isEmpty ? withHeading(operators, t("narrow")) : operators),
  ];
}

const recentOnes = ({ texts, forget }: Recent): Suggestion[] =>
  texts.slice(0, SHOWN_RECENT).map((text) => ({
    key: `recent ${text}`,
    icon: <Clock size={16} aria-hidden />,
    label: text,
    onForget: () => forget(text),
    take: { text },
  }));

const withHeading = (suggestions: Suggestion[], heading: string): Suggestion[] =>
  suggestions.map((each, index) => (index === 0 ? { ...each, heading } : each));

/** Operators that begin with the typed letters; all of them without any. */
function useOperators({ value }: Token): Suggestion[] {
  const t = useTranslations("search");
  const isOffered = (key: FilterKey) => value.length !== 1 && key.startsWith(value.toLowerCase());
  return OFFERED_KEYS.filter(isOffered).map((key) => {
    const Icon = ICONS[key];
    return {
      key,
      icon: <Icon size={16} aria-hidden />,
      label: <span className="font-medium">{key}:</span>,
      note: t(`about.${key}`),
      take: { operator: key },
    };
  });
}

/** The fixed values of `has:`, `is:` and days. */
function useValues({ key, value }: Token): Suggestion[] {
  const t = useTranslations("search");
  if (key === null || key === "filename") return [];
  const iconOf = (value: string) => {
    const Icon = VALUE_ICONS[value] ?? ICONS[key];
    return <Icon size={16} aria-hidden />;
  };
  const offered: { value: string; label: string }[] =
    key === "has"
      ? VALUES.has.map((value) => ({ value, label: t(`has.${value}`) }))
      : key === "is"
        ? VALUES.is.map((value) => ({ value, label: t(`is.${value}`) }))
        : (["today", "yesterday"] as const).map((value) => ({ value, label: t(value) }));
  const begins = (text: string) => stripAccents(text).startsWith(stripAccents(value));
  return offered
    .filter((each) => begins(each.value) || begins(each.label))
    .map((each) => ({
      key: each.value,
      icon: iconOf(each.value),
      label: each.label,
      ...(each.label !== each.value && { note: each.value }),
      take: { filter: { key, value: each.value } },
    }));
}

type Person = { id: string; username: string; displayName: string; avatarUrl?: string | null | undefined };

/** People by name: myself, those of my conversations, and those that the server finds. */
function usePeople(token: Token | null, found: readonly Person[]): Suggestion[] {
  const t = useTranslations("search");
  const { account } = useChat();
  const rooms = useMyRooms();
  const key = token?.key;
  if (!token || !key) return [];
  const known = Object.values(rooms)
    .filter(({ kind }) => kind === "direct" || kind === "group")
    .flatMap((room) => othersIn(room, account.id));
  const all = [
    ...known.filter((person) => isNamed([person.displayName, person.username], token.value)),
    ...found,
  ];
  const people: Person[] = [...new Map(all.map((person) => [person.id, person])).values()].filter(
    ({ id }) => id !== account.id,
  );
  const isMe = isNamed(["me", t("me"), account.displayName, account.username], token.value);

  return [...(isMe ? [{ ...account, username: "me" }] : []), ...people]
    .slice(0, SHOWN)
    .map(({ id, username, displayName, avatarUrl }) => ({
      key: id,
      icon: <Avatar id={id} name={displayName} url={avatarUrl} size="small" />,
      label: <bdi>{username === "me" ? t("meNamed", { name: displayName }) : displayName}</bdi>,
      note: username === "me" ? `@${account.username}` : `@${username}`,
      take: { filter: { key, value: username } },
    }));
}

/** My rooms by name, the last visited first. Archived ones are searched, too. */
function useRooms(value: string | null): Suggestion[] {
  const { account } = useChat();
  const rooms = useMyRooms();
  const nameOf = useRoomName();
  if (value === null) return [];
  const visited = recentRooms(account.id);
  const rank = ({ id }: MyRoomView) => (visited.includes(id) ? visited.indexOf(id) : visited.length);
  const wanted = value.replace(/^#/, "");

  return Object.values(rooms)
    .filter((room) => isNamed([nameOf(room)], wanted))
    .sort((a, b) => startsWith(nameOf(b), wanted) - startsWith(nameOf(a), wanted) || rank(a) - rank(b))
    .slice(0, SHOWN)
    .map((room) => ({
      key: room.id,
      icon: <RoomIcon room={room} me={account.id} />,
      label: <bdi>{nameOf(room)}</bdi>,
      take: { filter: { key: "in", value: referenceTo(room, account) } },
    }));
}

/** The name of a room in a query: `@ada` for the conversation with her, an id for a group. */
function referenceTo(room: MyRoomView, me: Pick<PersonView, "id" | "username">): string {
  if (room.name !== null) return room.name;
  return room.kind === "direct" ? `@${(othersIn(room, me.id)[0] ?? me).username}` : room.id;
}

const startsWith = (name: string, wanted: string) =>
  Number(stripAccents(name).startsWith(stripAccents(wanted)));

const isNamed = (names: readonly string[], wanted: string) =>
  names.some((name) => stripAccents(name).includes(stripAccents(wanted.replace(/^@/, ""))));
