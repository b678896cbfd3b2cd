"use client";

import UserMinus from "lucide-react/icons/user-minus";
import { useTranslations } from "next-intl";
import { removeOneMemberAction } from "@/app/admin/bulk/actions";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { BulkAction } from "../../selection/bulk-action";
import { BulkBar } from "../../selection/bulk-bar";
import { useSelection } from "../../selection/selection";

/** Removes several members from a room, or a person from several rooms. */
export function MembersBulk({ room, user }: { room?: string; user?: string }) {
  const t = useTranslations(room ? "membersBulk" : "placesBulk");
  const count = useSelection().chosen.length;

  return (
    <BulkBar>
      <BulkAction
        label={t("remove")}
        icon={<UserMinus size={16} aria-hidden />}
        title={t("title", { count })}
        text={t("text")}
        submit={t("remove")}
        isDangerous
        ask={({ id }) => askCalmly(removeOneMemberAction, formOf({ room: room ?? id, user: user ?? id }))}
        done={(count) => t("done", { count })}
      />
    </BulkBar>
  );
}
