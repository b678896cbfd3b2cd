import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Filters } from "@/components/administration/filters";
import { AddMembers } from "@/components/administration/rooms/add-people/add-members";
import { MemberTable } from "@/components/administration/rooms/members/member-table";
import { Pages } from "@/components/ui/pages";
import { listMembers } from "@/lib/domain/rooms/members/list-members";
import { currentAdministrator, orNotFound } from "@/lib/doors/page";
import { type Given, oneOf, place, words } from "../../../given";
import { oneWaySorts } from "../../sort-of-list";
import { shownRoom } from "./shown-room";

type Props = { params: Promise<{ room: string }>; searchParams: Promise<Given> };

const SORTS = ["role", "name", "joined"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await shownRoom((await params).room)).name };
}

export default async function RoomMembersPage({ params, searchParams }: Props) {
  const room = await shownRoom((await params).room);
  const given = await searchParams;
  const q = words(given.q);
  const cursor = place(given.cursor);
  const sort = oneOf(SORTS, given.sort) ?? "role";
  const actor = await currentAdministrator();
  const page = await orNotFound(listMembers(actor, { room: room.id, q, sort, cursor }));
  const sortOf = oneWaySorts(sort, { role: "ascending", name: "ascending", joined: "ascending" }, { q });
  const t = await getTranslations("roomMembers");

  return (
    <>
      <AddMembers room={room}>
        <Filters path={`/admin/rooms/${room.id}`} search={t("search")} q={q} choices={[]}>
          <input type="hidden" name="sort" value={sort} />
        </Filters>
      </AddMembers>
      {page.items.length === 0 ? (
        <p className="py-6 text-ink-2">{t(q || cursor ? "nothing" : "none")}</p>
      ) : (
        <MemberTable members={page.items} room={room} sortOf={sortOf} />
      )}
      <Pages query={{ q, sort }} cursor={cursor} nextCursor={page.nextCursor} />
    </>
  );
}
