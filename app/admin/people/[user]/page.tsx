import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { PersonHeading } from "@/components/administration/people/person-heading";
import { AddToRooms } from "@/components/administration/rooms/add-people/add-to-rooms";
import { PersonRooms } from "@/components/administration/rooms/members/person-rooms";
import { Pages } from "@/components/ui/pages";
import { Section } from "@/components/ui/section";
import { readPerson } from "@/lib/domain/administration/people";
import { listRoomsOfPerson } from "@/lib/domain/administration/rooms";
import { currentAdministrator, orNotFound } from "@/lib/doors/page";
import { decodedPath } from "@/lib/shared/rooms/room-path";
import { type Given, place } from "../../../given";

type Props = { params: Promise<{ user: string }>; searchParams: Promise<Given> };

const shownPerson = cache(async (reference: string) =>
  orNotFound(readPerson(await currentAdministrator(), { user: decodedPath(reference) })),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await shownPerson((await params).user)).displayName };
}

export default async function PersonPage({ params, searchParams }: Props) {
  const person = await shownPerson((await params).user);
  const cursor = place((await searchParams).cursor);
  const actor = await currentAdministrator();
  const page = await orNotFound(listRoomsOfPerson(actor, { user: person.id, cursor }));
  const t = await getTranslations("personPage");

  return (
    <>
      <PersonHeading person={person} />
      <Section title={t("rooms")} text={t("roomsText")}>
        <AddToRooms person={person} />
        {page.items.length === 0 ? (
          <p className="text-ink-2">{t("noRooms", { name: person.displayName })}</p>
        ) : (
          <PersonRooms places={page.items} person={person} />
        )}
        <Pages query={{}} cursor={cursor} nextCursor={page.nextCursor} />
      </Section>
    </>
  );
}
