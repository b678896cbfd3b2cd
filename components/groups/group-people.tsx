"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import type { GroupDetailsView, NestedGroupView, PersonView } from "@/lib/shared/views";
import { GroupIcon } from "./group-icon";

/** People shown before the others are asked for. */
const FIRST = 6;

type People = Pick<GroupDetailsView, "members" | "groups">;

/** The groups in a group, and its own members with their pictures; each opens its card. */
export function GroupPeople({ group: { members, groups } }: { group: People }) {
  const t = useTranslations("groupCard");
  const [isWhole, showAll] = useState(false);
  const shown = isWhole ? members : members.slice(0, FIRST);
  const more = members.length - shown.length;
  if (members.length + groups.length === 0) return null;

  return (
    <div className="flex flex-col gap-1">
      <ul aria-label={t("members")} className="flex max-h-64 flex-col overflow-y-auto">
        {groups.map((group) => (
          <Nested key={group.id} group={group} />
        ))}
        {shown.map((person) => (
          <Member key={person.id} person={person} />
        ))}
      </ul>
      {more > 0 && (
        <button
          type="button"
          onClick={() => showAll(true)}
          className="self-start text-small font-medium text-accent hover:underline pointer-coarse:min-h-11"
        >
          {t("more", { count: more })}
        </button>
      )}
    </div>
  );
}

const ROW =
  "flex min-h-8 w-full min-w-0 items-center gap-2 rounded-row text-left text-small hover:bg-hover pointer-coarse:min-h-11";

function Nested({ group: { id, name, memberCount } }: { group: NestedGroupView }) {
  const t = useTranslations("groupCard");
  return (
    <li>
      <button type="button" data-group={id} className={ROW}>
        <GroupIcon size="small" />
        <bdi className="truncate">{name}</bdi>
        <span className="flex-none text-tiny text-ink-2">{t("people", { count: memberCount })}</span>
      </button>
    </li>
  );
}

function Member({ person: { id, displayName, username, avatarUrl } }: { person: PersonView }) {
  return (
    <li>
      <button type="button" data-person={id} className={ROW}>
        <Avatar id={id} name={displayName} url={avatarUrl} size="medium" />
        <bdi className="truncate">{displayName}</bdi>
        <span className="truncate text-tiny text-ink-2">@{username}</span>
      </button>
    </li>
  );
}
