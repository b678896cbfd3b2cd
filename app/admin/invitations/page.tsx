import Mail from "lucide-react/icons/mail";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InvitationTable } from "@/components/administration/invitations/invitation-table";
import { Invite } from "@/components/administration/invitations/invite";
import type { InviteRoom } from "@/components/administration/invitations/invite-form";
import { DeskHeading } from "@/components/ui/desk";
import { EmptyState } from "@/components/ui/empty-state";
import { Pages } from "@/components/ui/pages";
import type { Actor } from "@/lib/core/actor";
import { listInvitations } from "@/lib/domain/invitations/invitations";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { currentAdministrator, orNotFound } from "@/lib/doors/page";
import { LIMITS } from "@/lib/shared/limits";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import { type Given, place } from "../../given";

type Props = { searchParams: Promise<Given> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("invitations") };
}

export default async function InvitationsPage({ searchParams }: Props) {
  const cursor = place((await searchParams).cursor);
  const actor = await currentAdministrator();
  const [page, rooms] = await Promise.all([
    orNotFound(listInvitations(actor, { cursor })),
    roomsToInviteTo(actor),
  ]);
  const t = await getTranslations();

  return (
    <>
      <DeskHeading title={t("administration.invitations")} text={t("invitations.text")}>
        <Invite rooms={rooms} />
      </DeskHeading>
      {page.items.length === 0 ? (
        <EmptyState icon={Mail} text={t("invitations.none")} />
      ) : (
        <InvitationTable invitations={page.items} rooms={rooms} />
      )}
      <Pages query={{}} cursor={cursor} nextCursor={page.nextCursor} />
    </>
  );
}

/** The rooms to invite to: all that the administrator sees, except conversations. */
async function roomsToInviteTo(actor: Actor): Promise<InviteRoom[]> {
  const pages = await Promise.all(
    (["mine", "browse"] as const).map((scope) => listRooms(actor, { scope, limit: LIMITS.pageSize.max })),
  );
  return pages
    .flatMap(({ items }) => items)
    .flatMap(({ id, name, kind }) => (name && !isConversation(kind) ? [{ id, name }] : []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
