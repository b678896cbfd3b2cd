import Link from "next/link";
import { useTranslations } from "next-intl";
import { BotTag } from "@/components/message/bot-tag";
import { Avatar } from "@/components/ui/avatar";
import { Cell, type ColumnSort, Table } from "@/components/ui/table";
import type { AdminRoomView, MemberView } from "@/lib/shared/views";
import { SelectAll, SelectRow } from "../../selection/select-boxes";
import { Selection } from "../../selection/selection";
import { HowCame } from "./how-came";
import { MemberMenu } from "./member-menu";
import { MembersBulk } from "./members-bulk";
import { RoleSelect } from "./role-select";

type MemberTable = {
  members: MemberView[];
  room: AdminRoomView;
  sortOf: (sort: "role" | "name" | "joined") => ColumnSort;
};

const itemOf = ({ user }: MemberView) => ({ id: user.id, name: user.displayName });

/** The members of a room, with actions. */
export function MemberTable({ members, room, sortOf }: MemberTable) {
  const t = useTranslations("roomMembers");

  return (
    <Selection items={members.map(itemOf)}>
      <Table
        label={t("list", { room: room.name ?? "" })}
        columns={[
          { label: "", head: <SelectAll /> },
          { label: t("person"), sort: sortOf("name") },
          { label: t("role"), sort: sortOf("role") },
          { label: t("came"), from: "md", sort: sortOf("joined") },
          { label: t("actions"), isHidden: true },
        ]}
      >
        {members.map((member) => (
          <MemberRow key={member.user.id} member={member} room={room} />
        ))}
      </Table>
      <MembersBulk room={room.id} />
    </Selection>
  );
}

function MemberRow({ member, room }: { member: MemberView; room: AdminRoomView }) {
  const t = useTranslations("roomMembers");
  const { user, role } = member;

  return (
    <SelectRow item={itemOf(member)}>
      <Cell className="w-full max-w-0 md:w-auto md:max-w-80">
        <Member member={member} />
      </Cell>
      <Cell>
        <RoleSelect
          place={{ room: room.id, user: user.id, role }}
          label={t("roleOf", { name: user.displayName })}
          isFixed={room.archivedAt !== null}
        />
      </Cell>
      <Cell from="md" className="text-ink-2">
        <HowCame came={member} />
      </Cell>
      <Cell className="w-10 text-right">
        <MemberMenu
          room={{ id: room.id, name: room.name ?? "" }}
          user={{ id: user.id, name: user.displayName }}
          of="user"
        />
      </Cell>
    </SelectRow>
  );
}

function Member({ member }: { member: MemberView }) {
  const { user } = member;

  return (
    <div className="flex items-center gap-3">
      <Avatar
        id={user.id}
        name={user.displayName}
        url={user.avatarUrl}
        size="medium"
        className="max-md:hidden"
      />
      <div className="min-w-0">
        <p className="flex items-center gap-1.5">
          <Link href={`/admin/people/${user.id}`} className="min-w-0 break-words hover:underline md:truncate">
            {user.displayName}
          </Link>
          {user.isBot && <BotTag />}
        </p>
        <p className="truncate text-tiny text-ink-2">@{user.username}</p>
        <div className="text-tiny text-ink-2 md:hidden">
          <HowCame came={member} />
        </div>
      </div>
    </div>
  );
}
