"use client";

import { useTranslations } from "next-intl";
import { revokeInvitationAction } from "@/app/admin/actions";
import { AskButton } from "@/components/ui/dialogs/ask-button";

/** Revokes an invitation. */
export function RevokeInvitation({ invitation }: { invitation: string }) {
  const t = useTranslations("invitations");

  return (
    <AskButton
      label={t("revoke")}
      title={t("revokeTitle")}
      text={t("revokeText")}
      submit={t("revoke")}
      cancel={t("cancel")}
      action={revokeInvitationAction}
      fields={{ invitation }}
      isDangerous
    />
  );
}
