"use client";

import UserMinus from "lucide-react/icons/user-minus";
import { useTranslations } from "next-intl";
import { removeMemberAction } from "@/app/admin/rooms/actions";
import { AskButton } from "@/components/ui/dialogs/ask-button";

type RemoveMember = { room: string; roomName: string; user: string; name: string };

/** Removes a person from a room. */
export function RemoveMember({ room, roomName, user, name }: RemoveMember) {
  const t = useTranslations("roomMembers");

  return (
    <AskButton
      label={t("remove")}
      icon={<UserMinus size={16} aria-hidden className="md:hidden" />}
      title={t("removeTitle", { name, room: roomName })}
      text={t("removeText", { name })}
      submit={t("remove")}
      cancel={t("cancel")}
      action={removeMemberAction}
      fields={{ room, user }}
      isDangerous
    />
  );
}
