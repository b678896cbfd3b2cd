"use client";

import Crown from "lucide-react/icons/crown";
import MessageCircle from "lucide-react/icons/message-circle";
import Shield from "lucide-react/icons/shield";
import ShieldOff from "lucide-react/icons/shield-off";
import UserMinus from "lucide-react/icons/user-minus";
import { useTranslations } from "next-intl";
import { setMemberAction } from "@/app/(chat)/rooms/actions";
import { useStartDirect } from "@/components/people/use-start-direct";
import { useServerAction } from "@/components/ui/action-runner";
import type { MenuEntry } from "@/components/ui/menus/menu-list";
import { useChat } from "@/lib/client/chat/chat-context";
import { useMay } from "@/lib/client/rooms/use-may";
import { outranks } from "@/lib/shared/permissions";
import type { MemberView, MyRoomView, RoomRole } from "@/lib/shared/views";
import type { MemberQuestion } from "./member-dialog";

const ICONS = { owner: Crown, moderator: Shield, member: ShieldOff } as const;

/** The actions that I may take on a member, by my role and theirs. */
export function useMemberEntries(
  room: MyRoomView,
  { user, role }: MemberView,
  ask: (question: MemberQuestion) => void,
): MenuEntry[] {
  const t = useTranslations("members");
  const { account } = useChat();
  const act = useServerAction();
  const may = useMay(room);
  const talk = useStartDirect();
  const isMe = user.id === account.id;

  const entry = (
    Icon: typeof Crown,
    label: string,
    onSelect: () => void,
    isDangerous = false,
  ): MenuEntry => ({
    kind: "action",
    icon: <Icon size={16} aria-hidden />,
    label,
    isDangerous,
    onSelect,
  });
  const give = (wanted: RoomRole) =>
    entry(ICONS[wanted], t(`make.${wanted}`), () =>
      act(setMemberAction, { room: room.id, user: user.id, role: wanted }),
    );

  const roles = (["owner", "moderator", "member"] as const).filter((one) => one !== role);
  const mayRemove =
    !isMe && may("remove") && outranks({ roomRole: room.role, workspaceRole: account.role }, role);
  const mayHandOver = !isMe && room.role === "owner" && may("change roles") && role !== "owner";
  return [
    ...(room.kind === "direct"
      ? []
      : [entry(MessageCircle, t(isMe ? "notes" : "talk"), () => talk(user.id))]),
    ...(may("change roles") ? [{ kind: "line" } as const, ...roles.map(give)] : []),
    ...(mayHandOver ? [entry(Crown, t("handOver.label"), () => ask("handOver"))] : []),
    ...(mayRemove
      ? [{ kind: "line" } as const, entry(UserMinus, t("remove.label"), () => ask("remove"), true)]
      : []),
  ];
}
