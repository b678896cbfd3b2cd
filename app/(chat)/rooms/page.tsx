import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BrowseList } from "@/components/room/browse/browse-list";
import { PageHeader } from "@/components/room/page-header";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { listRoomsToReenter } from "@/lib/domain/rooms/list-rooms-to-reenter";
import { currentActor } from "@/lib/doors/page";
import { type Given, oneOf, words } from "../../given";

type Props = { searchParams: Promise<Given> };

const SORTS = ["activity", "name", "members"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("browse"))("title") };
}

/** Rooms the user can join; first those whose password changed and that ask for it again. */
export default async function BrowsePage({ searchParams }: Props) {
  const given = await searchParams;
  const q = words(given.q);
  const sort = oneOf(SORTS, given.sort) ?? "activity";
  const actor = await currentActor();
  const [page, lapsed, t] = await Promise.all([
    listRooms(actor, { scope: "browse", q, sort }),
    listRoomsToReenter(actor, {}),
    getTranslations("browse"),
  ]);

  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <PageHeader title={t("title")} />
      <BrowseList q={q ?? ""} sort={sort} page={page} lapsed={lapsed.items} />
    </main>
  );
}
