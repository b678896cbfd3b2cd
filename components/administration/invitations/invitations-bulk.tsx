"use client";

import Ban from "lucide-react/icons/ban";
import { revokeOneInvitationAction } from "@/app/admin/bulk/actions";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { BulkAction } from "../selection/bulk-action";
import { BulkBar } from "../selection/bulk-bar";

/** Revokes several invitations. */
export function InvitationsBulk() {
  return (
    <BulkBar>
      <BulkAction
        words="invitationsBulk"
        icon={<Ban size={16} aria-hidden />}
        isDangerous
        ask={({ id }) => askCalmly(revokeOneInvitationAction, formOf({ invitation: id }))}
      />
    </BulkBar>
  );
}
