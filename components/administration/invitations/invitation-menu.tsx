"use client";

import Ban from "lucide-react/icons/ban";
import { useTranslations } from "next-intl";
import { revokeInvitationAction } from "@/app/admin/actions";
import { RowMenu } from "../row-menu";

/** The menu of an invitation. */
export function InvitationMenu({ invitation, name }: { invitation: string; name: string }) {
  const t = useTranslations("invitations");

  return (
    <RowMenu
      label={t("menu", { name })}
      ask={{
        label: t("revoke"),
        icon: <Ban size={16} aria-hidden />,
        title: t("revokeTitle"),
        text: t("revokeText"),
        submit: t("revoke"),
        cancel: t("cancel"),
        action: revokeInvitationAction,
        fields: { invitation },
        isDangerous: true,
      }}
    />
  );
}
