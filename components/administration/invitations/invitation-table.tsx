import { useTranslations } from "next-intl";
import { Moment } from "@/components/ui/moment";
import { Cell, Table } from "@/components/ui/table";
import type { InvitationView } from "@/lib/shared/views";
import { SelectAll, SelectRow } from "../selection/select-boxes";
import { Selection } from "../selection/selection";
import { InvitationMenu } from "./invitation-menu";
import { InvitationsBulk } from "./invitations-bulk";
import type { InviteRoom } from "./invite-form";

type InvitationTable = { invitations: InvitationView[]; rooms: InviteRoom[] };

/** Pending invitations. Their links are not stored. */
export function InvitationTable({ invitations, rooms }: InvitationTable) {
  const t = useTranslations("invitations");
  const nameOf = useInvitationName();

  return (
    <Selection items={invitations.map((invitation) => ({ id: invitation.id, name: nameOf(invitation) }))}>
      <Table
        label={t("list")}
        columns={[
          { label: "", head: <SelectAll /> },
          { label: t("role") },
          { label: t("rooms"), from: "lg" },
          { label: t("uses") },
          { label: t("expires"), from: "md" },
          { label: t("made"), from: "md" },
          { label: t("actions"), isHidden: true },
        ]}
      >
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} rooms={rooms} />
        ))}
      </Table>
      <InvitationsBulk />
    </Selection>
  );
}

/** Names an invitation, which has no name of its own, by its role and its maker. */
function useInvitationName() {
  const t = useTranslations();
  return ({ role, createdByName }: InvitationView) =>
    t("invitations.name", { role: t(`role.${role}`), name: createdByName });
}

function InvitationRow({ invitation, rooms }: { invitation: InvitationView; rooms: InviteRoom[] }) {
  const t = useTranslations();
  const name = useInvitationName()(invitation);
  const { id, role, uses, maxUses, expiresAt } = invitation;
  const expiry = expiresAt ? <Moment at={expiresAt} /> : t("invitations.never");

  return (
    <SelectRow item={{ id, name }}>
      <Cell>
        {t(`role.${role}`)}
        <p className="text-tiny text-ink-2 md:hidden">{expiry}</p>
      </Cell>
      <Cell from="lg" className="text-ink-2">
        <Rooms invitation={invitation} rooms={rooms} />
      </Cell>
      <Cell className="text-ink-2 tabular-nums">
        {maxUses === null
          ? t("invitations.usedUnbounded", { uses })
          : t("invitations.used", { uses, max: maxUses })}
      </Cell>
      <Cell from="md" className="whitespace-nowrap text-ink-2">
        {expiry}
      </Cell>
      <Cell from="md" className="text-ink-2">
        <Made invitation={invitation} />
      </Cell>
      <Cell className="w-10 text-right">
        <InvitationMenu invitation={id} name={name} />
      </Cell>
    </SelectRow>
  );
}

function Rooms({ invitation: { roomIds }, rooms }: { invitation: InvitationView; rooms: InviteRoom[] }) {
  const t = useTranslations("invitations");
  const names = rooms.filter((room) => roomIds.includes(room.id)).map(({ name }) => name);
  const others = roomIds.length - names.length;
  return [...names, ...(others > 0 ? [t("otherRooms", { count: others })] : [])].join(", ") || "—";
}

function Made({ invitation: { createdAt, createdBy, createdByName } }: { invitation: InvitationView }) {
  return (
    <>
      <Moment at={createdAt} />
      <span className="block text-tiny" title={`@${createdBy}`}>
        {createdByName}
      </span>
    </>
  );
}
