import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GroupsPage } from "@/components/groups/groups-page";
import { listGroups } from "@/lib/domain/groups/list-groups";
import { currentAdministrator, orNotFound } from "@/lib/doors/page";
import { type Given, place, words } from "../../given";

type Props = { searchParams: Promise<Given> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("groups") };
}

export default async function AdminGroupsPage({ searchParams }: Props) {
  const given = await searchParams;
  const [q, cursor] = [words(given.q), place(given.cursor)];
  const page = await orNotFound(listGroups(await currentAdministrator(), { q, cursor }));

  return <GroupsPage path="/admin/groups" page={page} q={q} cursor={cursor} mayMake />;
}
