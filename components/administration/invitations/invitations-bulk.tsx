"use client";

import Ban from "lucide-react/icons/ban";
import { useTranslations } from "next-intl";
import { revokeOneInvitationAction } from "@/app/admin/bulk/actions";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { BulkAction } from "../selection/bulk-action";
import { BulkBar } from "../selection/bulk-bar";
import { useSelection } from "../selection/selection";

/** Revokes several invitations. */
export function InvitationsBulk() {
  const t = useTranslations("invitationsBulk");
  const count = useSelection().chosen.length;

  return (
    <BulkBar>
      <BulkAction
        label={t("revoke")}
        icon={<Ban size={16} aria-hidden />}
        title={t("title", { count })}
        text={t("text")}
        submit={t("revoke")}
        isDangerous
        ask={({ id }) => askCalmly(revokeOneInvitationAction, formOf({ invitation: id }))}
        done={(count) => t("done", { count })}
      />
    </BulkBar>
  );
}
