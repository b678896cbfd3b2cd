"use client";

import AtSign from "lucide-react/icons/at-sign";
import { useTranslations } from "next-intl";
import { GroupIcon } from "@/components/groups/group-icon";
import { PersonLine } from "@/components/people/person-line";
import { useCurrentRoom } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { GROUPS_PATH, membersPath, USERS_PATH } from "@/lib/client/connection/paths";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import { stripAccents } from "@/lib/client/text/strip-accents";
import { rankPeople } from "@/lib/client/writing/rank-people";
import { useSearched } from "@/lib/client/writing/use-kept-page";
import type { GroupView, MemberView, UserView } from "@/lib/shared/views";
import { SuggestionList } from "./suggestion-list";
import type { Suggesting, Suggestion } from "./use-choosing";

const SHOWN = 8;
/** Groups keep this many places among people of the room. */
const GROUPS_SHOWN = 3;

const asPerson = (group: GroupView) => ({ username: group.handle, displayName: group.name, group });

/** Suggests people after `@`: members, groups, everyone, and people outside the room. */
export function PeopleSuggestions(of: Suggesting) {
  const t = useTranslations("suggestions");
  const { account } = useChat();
  const { roomId } = useCurrentRoom();
  const room = useMyRooms()[roomId];
  const { query } = of.trigger;
  const members = useSearched<MemberView>(`${membersPath(roomId)}?limit=200`, query);
  const people = useSearched<UserView>(`${USERS_PATH}?limit=200`, query);
  const groups = useSearched<GroupView>(`${GROUPS_PATH}?limit=200`, query);
  const inside = new Map(members.map(({ user }) => [user.id, user]));
  const outside = new Map(people.filter(({ id }) => !inside.has(id)).map((user) => [user.id, user]));
  outside.delete(account.id);
  inside.delete(account.id);

  const ofPerson = (user: UserView, note?: string): Suggestion => ({
    key: user.id,
    insert: `@${user.username} `,
    isWhole: stripAccents(user.username) === stripAccents(query),
    looks: <PersonLine user={user} note={note} />,
  });
  const ofGroup = (group: GroupView): Suggestion => ({
    key: group.id,
    insert: `@${group.handle} `,
    isWhole: stripAccents(group.handle) === stripAccents(query),
    looks: <Group group={group} />,
  });
  const ofEveryone = (word: "all" | "here"): Suggestion => ({
    key: word,
    insert: `@${word} `,
    isWhole: word === query,
    looks: <Everyone word={word} />,
  });

  const ranked = rankPeople(groups.map(asPerson), query)
    .slice(0, GROUPS_SHOWN)
    .map(({ group }) => group);
  const words = (["all", "here"] as const).filter((word) => word.startsWith(query.toLowerCase()));
  const suggestions = [
    ...rankPeople([...inside.values()], query)
      .slice(0, SHOWN - Math.min(ranked.length, GROUPS_SHOWN))
      .map((user) => ofPerson(user)),
    ...(room && room.memberCount > 2 ? words.map(ofEveryone) : []),
    ...(room?.kind === "direct" ? [] : ranked.map(ofGroup)),
    ...(room?.kind === "direct" ? [] : rankPeople([...outside.values()], query)).map((user) =>
      ofPerson(user, `@${user.username} · ${t("outside")}`),
    ),
  ];
  return <SuggestionList {...of} suggestions={suggestions.slice(0, SHOWN)} />;
}

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
