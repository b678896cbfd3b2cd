"use client";

import UserMinus from "lucide-react/icons/user-minus";
import { removeOneMemberAction } from "@/app/admin/bulk/actions";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { BulkAction } from "../../selection/bulk-action";
import { BulkBar } from "../../selection/bulk-bar";

/** Removes several members from a room, or a person from several rooms. */
export function MembersBulk({ room, user }: { room?: string; user?: string }) {
  return (
    <BulkBar>
      <BulkAction
        words={room ? "membersBulk" : "placesBulk"}
        icon={<UserMinus size={16} aria-hidden />}
        isDangerous
        ask={({ id }) => askCalmly(removeOneMemberAction, formOf({ room: room ?? id, user: user ?? id }))}
      />
    </BulkBar>
  );
}
