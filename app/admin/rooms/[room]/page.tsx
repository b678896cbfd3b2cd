import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Filters } from "@/components/administration/filters";
import { AddMembers } from "@/components/administration/rooms/add-people/add-members";
import { MemberTable } from "@/components/administration/rooms/members/member-table";
import { Pages } from "@/components/ui/pages";
import { listMembers } from "@/lib/domain/rooms/members/list-members";
import { currentAdministrator, orNotFound } from "@/lib/doors/page";
import { type Given, place, words } from "../../../given";
import { shownRoom } from "./shown-room";

type Props = { params: Promise<{ room: string }>; searchParams: Promise<Given> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await shownRoom((await params).room)).name };
}

export default async function RoomMembersPage({ params, searchParams }: Props) {
  const room = await shownRoom((await params).room);
  const given = await searchParams;
  const q = words(given.q);
  const cursor = place(given.cursor);
  const page = await orNotFound(listMembers(await currentAdministrator(), { room: room.id, q, cursor }));
  const t = await getTranslations("roomMembers");

  return (
    <>
      <AddMembers room={room}>
        <Filters path={`/admin/rooms/${room.id}`} search={t("search")} q={q} choices={[]} />
      </AddMembers>
      {page.items.length === 0 ? (
        <p className="py-6 text-ink-2">{t(q || cursor ? "nothing" : "none")}</p>
      ) : (
        <MemberTable members={page.items} room={room} />
      )}
      <Pages query={{ q }} cursor={cursor} nextCursor={page.nextCursor} />
    </>
  );
}
