"use client";

import Settings from "lucide-react/icons/settings-2";
import Users from "lucide-react/icons/users";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useAsk } from "@/components/sidebar/dialogs/use-ask";
import { useReader } from "@/lib/client/chat/chat-context";
import { useMay } from "@/lib/client/rooms/use-may";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import type { MyRoomView, WorkspaceRole } from "@/lib/shared/views";
import { InviteByEmail } from "./invite-by-email";
import { InviteLink } from "./invite-link";
import { InviteRow } from "./invite-row";
import { OwnInvitations } from "./own-invitations";

type InvitePeopleProps = {
  /** The room from which people are invited. */
  room?: MyRoomView | undefined;
  /** An address that was typed elsewhere. */
  email?: string | undefined;
};

/** Ways to bring people into the workspace: a link to copy, mail, and people who are here already. */
export function InvitePeople({ room, email }: InvitePeopleProps) {
  const { chat, rendered } = useReader();
  const { inviting } = rendered;
  const { role } = chat.account;
  const roomIds = room && mayLeadInto(room, role) ? [room.id] : [];

  return (
    <div className="flex flex-col gap-3">
      <StartsIn roomIds={roomIds} />
      <InviteLink roomIds={roomIds} autoFocus={!email} />
      <div className="flex flex-col border-t border-line pt-2">
        {inviting === "mail" && <InviteByEmail roomIds={roomIds} email={email} />}
        {room && <AddPeopleHere room={room} />}
        {role === "administrator" ? <Manage /> : <OwnInvitations />}
      </div>
    </div>
  );
}

/** Administrators invite into every room but conversations, members into open ones. */
const mayLeadInto = ({ kind, archivedAt }: MyRoomView, role: WorkspaceRole) =>
  archivedAt === null &&
  (kind === "open" || (role === "administrator" && (kind === "password" || kind === "closed")));

/** The rooms in which a person who comes by the link starts. */
function StartsIn({ roomIds }: { roomIds: readonly string[] }) {
  const t = useTranslations("inviting");
  const { list } = useFormatter();
  const rooms = Object.values(useMyRooms()).filter(
    ({ id, isDefault, archivedAt }) => archivedAt === null && (isDefault || roomIds.includes(id)),
  );
  const names = rooms.map(({ id, name }) => (
    <b key={id} className="font-semibold">
      # {name}
    </b>
  ));

  return (
    <p className="text-small text-ink-2">
      {names.length === 0 ? t("anyone") : t.rich("anyoneStartsIn", { rooms: () => list(names) })}
    </p>
  );
}

function AddPeopleHere({ room }: { room: MyRoomView }) {
  const t = useTranslations("inviting");
  const ask = useAsk();
  const may = useMay(room);
  if (!may("add")) return null;
  return <InviteRow icon={Users} label={t("addHere")} onClick={() => ask({ kind: "addPeople", room })} />;
}

function Manage() {
  const t = useTranslations("inviting");
  const router = useRouter();
  return <InviteRow icon={Settings} label={t("manage")} onClick={() => router.push("/admin/invitations")} />;
}
