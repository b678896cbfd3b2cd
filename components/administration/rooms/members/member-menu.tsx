"use client";

import Hash from "lucide-react/icons/hash";
import UserMinus from "lucide-react/icons/user-minus";
import UserRound from "lucide-react/icons/user-round";
import { useTranslations } from "next-intl";
import { removeMemberAction } from "@/app/admin/rooms/actions";
import { RowMenu } from "../../row-menu";

type MemberMenuProps = {
  room: { id: string; name: string };
  user: { id: string; name: string };
  /** The subject of the row, which the menu is named after and leads to. */
  of: "room" | "user";
};

/** The menu of a person's place in a room. */
export function MemberMenu({ room, user, of }: MemberMenuProps) {
  const t = useTranslations("roomMembers");
  const link =
    of === "user"
      ? {
          icon: <UserRound size={16} aria-hidden />,
          label: t("openPerson"),
          href: `/admin/people/${user.id}`,
        }
      : { icon: <Hash size={16} aria-hidden />, label: t("openRoom"), href: `/admin/rooms/${room.id}` };

  return (
    <RowMenu
      label={t("menu", { name: of === "user" ? user.name : room.name })}
      links={[link]}
      ask={{
        label: t("remove"),
        icon: <UserMinus size={16} aria-hidden />,
        title: t("removeTitle", { name: user.name, room: room.name }),
        text: t("removeText", { name: user.name }),
        submit: t("remove"),
        cancel: t("cancel"),
        action: removeMemberAction,
        fields: { room: room.id, user: user.id },
        isDangerous: true,
      }}
    />
  );
}
