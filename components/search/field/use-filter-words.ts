"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import type { Filter } from "@/lib/client/search/query-text";
import { useStore } from "@/lib/client/state/use-store";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import { HAS_VALUES, IS_VALUES } from "@/lib/shared/search/parse-query";
import { fold, roomKey } from "@/lib/shared/text/fold";

const DAYS = ["today", "yesterday"] as const;

/** The values of `has:` and `is:` that are offered: `has:pin` says the same as `is:pinned`. */
export const VALUES = { has: HAS_VALUES.filter((value) => value !== "pin"), is: IS_VALUES };

/** Names the key of a filter: "from", "not from". */
export function useFilterKey(): (filter: Pick<Filter, "key" | "isNegated">) => string {
  const t = useTranslations("search");
  return ({ key, isNegated }) => t(`${isNegated ? "notKey" : "key"}.${key}`);
}

/** Names the value of a filter in the reader's language: "Анна Ковалёва", "# platform", "today". */
export function useFilterValue({ key, value }: Pick<Filter, "key" | "value">): string {
  const t = useTranslations("search");
  const isPerson = key === "from" || key === "mentions";
  const person = usePersonNamed(isPerson || value.startsWith("@") ? value : null);
  const roomOf = useRoomValue();
  const dayOf = useDayWords();
  const has = HAS_VALUES.find((each) => each === value.toLowerCase());
  const is = IS_VALUES.find((each) => each === value.toLowerCase());

  if (isPerson || (key === "in" && person))
    return value.toLowerCase() === "me" ? t("me") : (person ?? value.replace(/^@/, ""));
  if (key === "in") return roomOf(value);
  if (key === "has") return has ? t(`has.${has}`) : value;
  if (key === "is") return is ? t(`is.${is}`) : value;
  return key === "filename" ? value : dayOf(value);
}

/** Names a day as a query has it: today, yesterday, or a date. */
export function useDayWords(): (value: string) => string {
  const t = useTranslations("search");
  const clock = useClock();
  const today = useToday(clock);

  return (value) => {
    const word = DAYS.find((each) => each === value.toLowerCase());
    if (word) return t(word);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
    const noon = new Date(`${value}T12:00:00`);
    return Number.isNaN(noon.getTime()) ? value : clock.date(noon.toISOString(), today);
  };
}

/** Names the room of a filter, which has its name or its id. */
function useRoomValue(): (value: string) => string {
  const rooms = useMyRooms();
  const nameOf = useRoomName();

  return (value) => {
    const plain = value.replace(/^#/, "");
    const key = roomKey(plain);
    const room =
      rooms[plain] ?? Object.values(rooms).find(({ name }) => name !== null && roomKey(name) === key);
    if (!room) return value;
    return room.name === null ? nameOf(room) : `#\u00a0${nameOf(room)}`;
  };
}

/** The display name of a person by username; null while it is unknown. */
function usePersonNamed(value: string | null): string | null {
  const { account, people } = useChat();
  const known = useStore(people.store);
  const name = fold((value ?? "").replace(/^@/, ""));
  const found = [account, ...Object.values(known)].find(({ username }) => fold(username) === name);
  const isAsked = value !== null && !found && name !== "me" && /^[\p{L}\p{N}._-]+$/u.test(name);

  useEffect(() => {
    if (isAsked) void people.load(name);
  }, [isAsked, people, name]);
  return found?.displayName ?? null;
}
