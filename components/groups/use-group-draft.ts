"use client";

import { useState } from "react";
import type { ChosenPerson } from "@/components/people/chosen-people";
import { proposeUsername } from "@/lib/shared/text/propose-username";
import type { GroupDetailsView } from "@/lib/shared/views";

/** The state of a group's form. The handle follows the name of a new group until it is typed itself. */
export function useGroupDraft(group?: GroupDetailsView) {
  const [name, setName] = useState(group?.name ?? "");
  const [typedHandle, setHandle] = useState<string | null>(group?.handle ?? null);
  const [people, setPeople] = useState<readonly ChosenPerson[]>(group?.members ?? []);
  const [groupIds, setGroupIds] = useState<ReadonlySet<string>>(new Set(group?.groups.map(({ id }) => id)));

  return {
    name,
    setName,
    handle: typedHandle ?? proposeUsername(name),
    setHandle,
    description: group?.description ?? "",
    people,
    setPeople,
    groupIds,
    /** Puts a group in, or takes it out. */
    toggleGroup(id: string) {
      const next = new Set(groupIds);
      if (!next.delete(id)) next.add(id);
      setGroupIds(next);
    },
  };
}

export type GroupDraft = ReturnType<typeof useGroupDraft>;
