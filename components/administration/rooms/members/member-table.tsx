import Link from "next/link";
import { useTranslations } from "next-intl";
import { BotTag } from "@/components/message/bot-tag";
import { Avatar } from "@/components/ui/avatar";
import { Cell, Table } from "@/components/ui/table";
import type { AdminRoomView, MemberView } from "@/lib/shared/views";
import { HowCame } from "./how-came";
import { RemoveMember } from "./remove-member";
import { RoleSelect } from "./role-select";

type MemberTable = { members: MemberView[]; room: AdminRoomView };

/** The members of a room, with actions. */
export function MemberTable({ members, room }: MemberTable) {
  const t = useTranslations("roomMembers");

  return (
    <Table
      label={t("list", { room: room.name ?? "" })}
      columns={[
        { label: t("person") },
        { label: t("role") },
        { label: t("came"), from: "md" },
        { label: t("actions"), isHidden: true },
      ]}
    >
      {members.map((member) => (
        <MemberRow key={member.user.id} member={member} room={room} />
      ))}
    </Table>
  );
}

function MemberRow({ member, room }: { member: MemberView; room: AdminRoomView }) {
  const t = useTranslations("roomMembers");
  const { user, role } = member;

  return (
    <tr>
      <Cell className="w-full max-w-0 md:w-auto md:max-w-72">
        <div className="flex items-center gap-2.5">
          <Avatar id={user.id} name={user.displayName} url={user.avatarUrl} className="max-md:hidden" />
          <div className="min-w-0">
            <p className="flex items-center gap-1.5">
              <Link
                href={`/admin/people/${user.id}`}
                className="min-w-0 break-words hover:underline md:truncate"
              >
                {user.displayName}
              </Link>
              {user.isBot && <BotTag />}
            </p>
            <p className="truncate text-tiny text-ink-3">@{user.username}</p>
            <div className="text-tiny text-ink-3 md:hidden">
              <HowCame came={member} />
            </div>
          </div>
        </div>
      </Cell>
      <Cell>
        <RoleSelect
          place={{ room: room.id, user: user.id, role }}
          label={t("roleOf", { name: user.displayName })}
          isFixed={room.archivedAt !== null}
        />
      </Cell>
      <Cell from="md" className="text-small text-ink-2">
        <HowCame came={member} />
      </Cell>
      <Cell className="text-right">
        <RemoveMember room={room.id} roomName={room.name ?? ""} user={user.id} name={user.displayName} />
      </Cell>
    </tr>
  );
}
