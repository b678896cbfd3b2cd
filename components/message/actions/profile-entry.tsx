"use client";

import CircleUser from "lucide-react/icons/circle-user";
import Users from "lucide-react/icons/users";
import { useTranslations } from "next-intl";
import { type CardOf, openCard } from "@/components/people/card/open-person-card";
import { PersonAvatar } from "@/components/people/person-avatar";
import type { MenuEntry } from "@/components/ui/menus/menu-list";
import { useChat } from "@/lib/client/chat/chat-context";
import type { MessageView } from "@/lib/shared/views";

/** The most people in the submenu: more than that are a list, and no menu. */
const MOST_PEOPLE = 12;

/**
 * The entry for the sender's card; a submenu if the message mentions others or groups, whose names are no tab stops.
 */
export function useProfileEntry(
  { sender, mentions }: MessageView,
  onChoose: (of: CardOf) => void,
): MenuEntry {
  const t = useTranslations("acting");
  const { account, people } = useChat();
  const called = mentions.userIds.map((id) => (id === account.id ? account : people.find(id)));
  const all = [sender, ...called].filter((one) => one !== undefined);
  const ofPeople = [...new Map(all.map((one) => [one.id, one])).values()].slice(0, MOST_PEOPLE).map(
    (person): MenuEntry => ({
      kind: "action",
      icon: <PersonAvatar person={person} size="small" />,
      label: person.displayName,
      onSelect: () => onChoose({ kind: "person", id: person.id }),
    }),
  );
  const ofGroups = (mentions.groups ?? []).map(
    ({ id, name }): MenuEntry => ({
      kind: "action",
      icon: <Users size={16} aria-hidden />,
      label: name,
      onSelect: () => onChoose({ kind: "group", id }),
    }),
  );
  const entries = [...ofPeople, ...ofGroups];
  const entry = { icon: <CircleUser size={16} aria-hidden />, label: t("profile") };
  return entries.length > 1
    ? { kind: "menu", ...entry, entries }
    : { kind: "action", ...entry, onSelect: () => onChoose({ kind: "person", id: sender.id }) };
}

/** Opens a card beside the name in the message, or beside the message. */
export function openProfile(row: HTMLElement | null, { sender }: MessageView, of: CardOf) {
  const place = of.id === sender.id ? "[data-person]" : `[data-${of.kind}="${of.id}"]`;
  if (row) openCard(of, row.querySelector(place) ?? row);
}
