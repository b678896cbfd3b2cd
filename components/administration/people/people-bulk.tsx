"use client";

import Hash from "lucide-react/icons/hash";
import {
  addOneToRoomsAction,
  changeOneRoleAction,
  deactivateOneAction,
  reactivateOneAction,
} from "@/app/admin/bulk/actions";
import { onDemand } from "@/components/ui/on-demand";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { RoleChoices } from "../role-choices";
import { BulkAction } from "../selection/bulk-action";
import { BulkBar } from "../selection/bulk-bar";
import { useSelection } from "../selection/selection";

const BulkRooms = onDemand(() => import("./bulk-rooms"));

/** Changes of several people at once. */
export function PeopleBulk() {
  const { chosen } = useSelection();
  const isSomeActive = chosen.some(({ isOff }) => !isOff);

  return (
    <BulkBar>
      {isSomeActive && (
        <BulkAction
          words="peopleBulk.rooms"
          icon={<Hash size={16} aria-hidden />}
          ask={({ id: user }, fields) =>
            askCalmly(addOneToRoomsAction, formOf({ user, roomIds: fields.getAll("room") }))
          }
        >
          <BulkRooms />
        </BulkAction>
      )}
      <BulkAction
        words="peopleBulk.role"
        ask={({ id: user }, fields) =>
          askCalmly(changeOneRoleAction, formOf({ user, role: fields.get("role") }))
        }
      >
        <RoleChoices chosen="member" />
      </BulkAction>
      {isSomeActive ? (
        <BulkAction
          words="peopleBulk.deactivate"
          isDangerous
          ask={({ id: user }) => askCalmly(deactivateOneAction, formOf({ user }))}
        />
      ) : (
        <BulkAction
          words="peopleBulk.reactivate"
          ask={({ id: user }) => askCalmly(reactivateOneAction, formOf({ user }))}
        />
      )}
    </BulkBar>
  );
}
