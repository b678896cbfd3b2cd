import { useTranslations } from "next-intl";
import { Moment } from "@/components/ui/moment";
import { Cell, Table } from "@/components/ui/table";
import type { InvitationView } from "@/lib/shared/views";
import type { InviteRoom } from "./invite-form";
import { RevokeInvitation } from "./revoke-invitation";

type InvitationTable = { invitations: InvitationView[]; rooms: InviteRoom[] };

/** Pending invitations. Their links are not stored. */
export function InvitationTable({ invitations, rooms }: InvitationTable) {
  const t = useTranslations("invitations");

  return (
    <Table
      label={t("list")}
      columns={[
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
  );
}

function InvitationRow({ invitation, rooms }: { invitation: InvitationView; rooms: InviteRoom[] }) {
  const t = useTranslations();
  const { id, role, roomIds, uses, maxUses, expiresAt, createdAt, createdBy } = invitation;
  const names = rooms.filter((room) => roomIds.includes(room.id)).map(({ name }) => name);
  const others = roomIds.length - names.length;

  return (
    <tr>
      <Cell>{t(`role.${role}`)}</Cell>
      <Cell from="lg" className="text-small text-ink-2">
        {[...names, ...(others > 0 ? [t("invitations.otherRooms", { count: others })] : [])].join(", ") ||
          "—"}
      </Cell>
      <Cell className="text-small text-ink-2 tabular-nums">
        {maxUses === null
          ? t("invitations.usedUnbounded", { uses })
          : t("invitations.used", { uses, max: maxUses })}
      </Cell>
      <Cell from="md" className="text-small text-ink-2">
        {expiresAt ? <Moment at={expiresAt} /> : t("invitations.never")}
      </Cell>
      <Cell from="md" className="text-small text-ink-2">
        <Moment at={createdAt} />
        <span className="block text-tiny text-ink-3">@{createdBy}</span>
      </Cell>
      <Cell className="text-right">
        <RevokeInvitation invitation={id} />
      </Cell>
    </tr>
  );
}
