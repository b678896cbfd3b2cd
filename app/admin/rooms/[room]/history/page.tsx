import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChangeTable } from "@/components/administration/rooms/change-table";
import { Pages } from "@/components/ui/pages";
import { listMembershipChanges } from "@/lib/domain/rooms/members/membership-changes";
import { currentAdministrator, orNotFound } from "@/lib/doors/page";
import { type Given, place } from "../../../../given";
import { shownRoom } from "../shown-room";

type Props = { params: Promise<{ room: string }>; searchParams: Promise<Given> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("adminRoom"))("history") };
}

export default async function RoomHistoryPage({ params, searchParams }: Props) {
  const room = await shownRoom((await params).room);
  const cursor = place((await searchParams).cursor);
  const actor = await currentAdministrator();
  const page = await orNotFound(listMembershipChanges(actor, { room: room.id, cursor }));
  const t = await getTranslations("membershipChanges");

  return (
    <>
      {page.items.length === 0 ? (
        <p className="py-6 text-ink-2">{t("none")}</p>
      ) : (
        <ChangeTable changes={page.items} />
      )}
      <Pages query={{}} cursor={cursor} nextCursor={page.nextCursor} />
    </>
  );
}
