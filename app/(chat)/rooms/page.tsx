import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { BrowseRoom } from "@/components/room/browse-room";
import { BrowseSearch } from "@/components/room/browse-search";
import { PageHeader } from "@/components/room/page-header";
import { buttonLook } from "@/components/ui/button";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { currentActor } from "@/lib/doors/page";

type Props = { searchParams: Promise<{ q?: string | string[]; cursor?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("browse"))("title") };
}

/** The rooms that one is not in but could be. */
export default async function BrowsePage({ searchParams }: Props) {
  const given = await searchParams;
  const [q = ""] = [given.q].flat();
  const [cursor] = [given.cursor].flat();
  const page = await listRooms(await currentActor(), {
    scope: "browse",
    q: q.slice(0, 100) || undefined,
    cursor,
  });
  const t = await getTranslations("browse");

  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <PageHeader title={t("title")} />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-5 md:px-5">
        <div className="flex max-w-2xl flex-col gap-4">
          <BrowseSearch q={q} />
          {page.items.length === 0 && (
            <p className="text-ink-2">{t(q ? "nothingFound" : "nothingLeft", { q })}</p>
          )}
          <ul className="flex flex-col divide-y divide-line">
            {page.items.map((room) => (
              <BrowseRoom key={room.id} room={room} />
            ))}
          </ul>
          {page.nextCursor && (
            <Link
              href={{ query: { ...(q && { q }), cursor: page.nextCursor } }}
              className={buttonLook({ look: "quiet", size: "small" })}
            >
              {t("more")}
            </Link>
          )}
        </div>
      </div>
    </main>
  );
}
