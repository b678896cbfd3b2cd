import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GroupsPage } from "@/components/groups/groups-page";
import { listGroups } from "@/lib/domain/groups/list-groups";
import { readAccount } from "@/lib/domain/people/read-account";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { currentActor, orNotFound } from "@/lib/doors/page";
import { mayMakeGroups } from "@/lib/shared/permissions";
import { type Given, place, words } from "../../given";

type Props = { searchParams: Promise<Given> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("groups") };
}

export default async function SettingsGroupsPage({ searchParams }: Props) {
  const given = await searchParams;
  const actor = await currentActor();
  const [q, cursor] = [words(given.q), place(given.cursor)];
  const [page, { role }, { groupMakers }] = await Promise.all([
    orNotFound(listGroups(actor, { q, cursor })),
    readAccount(actor, {}),
    readWorkspace(actor, {}),
  ]);

  return (
    <GroupsPage
      path="/settings/groups"
      page={page}
      q={q}
      cursor={cursor}
      mayMake={mayMakeGroups(role, groupMakers)}
    />
  );
}
