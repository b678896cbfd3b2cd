"use client";

import { updateOneRoomAction } from "@/app/admin/bulk/actions";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { BulkAction } from "../selection/bulk-action";
import { BulkBar } from "../selection/bulk-bar";
import { useSelection } from "../selection/selection";

/** Archives several rooms, or restores them where all are archived. */
export function RoomsBulk() {
  const { chosen } = useSelection();
  const act = chosen.some(({ isOff }) => !isOff) ? "archive" : "restore";

  return (
    <BulkBar>
      <BulkAction
        words={`roomsBulk.${act}`}
        ask={({ id }) => askCalmly(updateOneRoomAction, formOf({ room: id, archived: act === "archive" }))}
      />
    </BulkBar>
  );
}
