import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BrowseList } from "@/components/room/browse/browse-list";
import { PageHeader } from "@/components/room/page-header";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { listRoomsToReenter } from "@/lib/domain/rooms/list-rooms-to-reenter";
import { currentActor } from "@/lib/doors/page";

type Props = { searchParams: Promise<{ q?: string | string[]; sort?: string | string[] }> };

const SORTS = ["activity", "name", "members"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("browse"))("title") };
}

/** The rooms that one is not in but could be; those first that ask for their new password. */
export default async function BrowsePage({ searchParams }: Props) {
  const given = await searchParams;
  const q = ([given.q].flat()[0] ?? "").replaceAll("\0", "").slice(0, 100);
  const sort = SORTS.find((one) => one === [given.sort].flat()[0]) ?? "activity";
  const actor = await currentActor();
  const [page, lapsed, t] = await Promise.all([
    listRooms(actor, { scope: "browse", q: q || undefined, sort }),
    listRoomsToReenter(actor, {}),
    getTranslations("browse"),
  ]);

  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <PageHeader title={t("title")} />
      <BrowseList q={q} sort={sort} page={page} lapsed={lapsed.items} />
    </main>
  );
}
