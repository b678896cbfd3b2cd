"use client";

import AtSign from "lucide-react/icons/at-sign";
import { useTranslations } from "next-intl";
import { GroupIcon } from "@/components/groups/group-icon";
import { PersonLine } from "@/components/people/person-line";
import { useCurrentRoom } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { addressOf } from "@/lib/client/connection/call";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { stripAccents } from "@/lib/client/text/strip-accents";
import { rankPeople } from "@/lib/client/writing/rank-people";
import { useSearched } from "@/lib/client/writing/use-kept-page";
import type { GroupView, UserView } from "@/lib/shared/views";
import { SuggestionList } from "./suggestion-list";
import type { Suggesting, Suggestion } from "./use-choosing";

const SHOWN = 8;
/** Places that people of the room leave to groups before a name is begun. */
const GROUPS_AT_FIRST = 2;

/** Suggests people after `@`: members, groups, everyone, and people outside the room. */
export function PeopleSuggestions(of: Suggesting) {
  const t = useTranslations("suggestions");
  const { account } = useChat();
  const { roomId } = useCurrentRoom();
  const room = useMyRooms()[roomId];
  const { query } = of.trigger;
  const members = useSearched(addressOf("GET /rooms/{room}/members", { room: roomId, limit: 200 }), query);
  const people = useSearched(addressOf("GET /users", { limit: 200 }), query);
  const groups = useSearched(addressOf("GET /groups", { limit: 200 }), query);
  const inside = new Map(members.map(({ user }) => [user.id, user]));
  const outside = new Map(people.filter(({ id }) => !inside.has(id)).map((user) => [user.id, user]));
  outside.delete(account.id);
  inside.delete(account.id);

  const isDirect = room?.kind === "direct";
  const words = (["all", "here"] as const).filter((word) => word.startsWith(query.toLowerCase()));
  const named = [
    ...[...inside.values()].slice(0, query ? undefined : SHOWN - GROUPS_AT_FIRST).map(asNamed(query)),
    ...(isDirect ? [] : groups.map((group) => groupAsNamed(group, query))),
  ];
  const others = isDirect ? [] : rankPeople([...outside.values()], query);
  const suggestions = [
    ...rankPeople(named, query)
      .slice(0, SHOWN)
      .map(({ suggestion }) => suggestion),
    ...(room && room.memberCount > 2 ? words.map((word) => ofEveryone(word, query)) : []),
    ...others.map((user) => ofPerson(user, query, `@${user.username} · ${t("outside")}`)),
  ];
  return <SuggestionList {...of} suggestions={suggestions.slice(0, SHOWN)} />;
}

const ofPerson = (user: UserView, query: string, note?: string): Suggestion => ({
  key: user.id,
  insert: `@${user.username} `,
  isWhole: stripAccents(user.username) === stripAccents(query),
  looks: <PersonLine user={user} note={note} />,
});

const ofEveryone = (word: "all" | "here", query: string): Suggestion => ({
  key: word,
  insert: `@${word} `,
  isWhole: word === query,
  looks: <Everyone word={word} />,
});

/** A person or a group as both are ranked, by the names that are typed. */
const asNamed = (query: string) => (user: UserView) => ({
  username: user.username,
  displayName: user.displayName,
  suggestion: ofPerson(user, query),
});

const groupAsNamed = (group: GroupView, query: string) => ({
  username: group.handle,
  displayName: group.name,
  suggestion: {
    key: group.id,
    insert: `@${group.handle} `,
    isWhole: stripAccents(group.handle) === stripAccents(query),
    looks: <Group group={group} />,
  },
});

function Group({ group: { name, handle, memberCount } }: { group: GroupView }) {
  const t = useTranslations("groupCard");
  return (
    <>
      <GroupIcon />
      <span className="flex min-w-0 flex-col">
        <bdi className="truncate">{name}</bdi>
        <span className="truncate text-tiny text-ink-3">
          @{handle} · {t("people", { count: memberCount })}
        </span>
      </span>
    </>
  );
}

function Everyone({ word }: { word: "all" | "here" }) {
  const t = useTranslations("suggestions");
  return (
    <>
      <span className="grid size-9 flex-none place-items-center text-ink-3">
        <AtSign size={18} aria-hidden />
      </span>
      <span className="flex min-w-0 flex-col">
        <span className="font-medium">@{word}</span>
        <span className="truncate text-tiny text-ink-3">{t(word)}</span>
      </span>
    </>
  );
}
