"use client";

import Hash from "lucide-react/icons/hash";
import { useTranslations } from "next-intl";
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
      {isSomeActive && <AddToRooms />}
      <ChangeRole />
      <SetActive isActive={!isSomeActive} />
    </BulkBar>
  );
}

function AddToRooms() {
  const t = useTranslations("peopleBulk.rooms");
  const count = useSelection().chosen.length;

  return (
    <BulkAction
      label={t("label")}
      icon={<Hash size={16} aria-hidden />}
      title={t("title", { count })}
      text={t("text")}
      submit={t("submit")}
      ask={({ id: user }, fields) =>
        askCalmly(addOneToRoomsAction, formOf({ user, roomIds: fields.getAll("room") }))
      }
      done={(count) => t("done", { count })}
    >
      <BulkRooms />
    </BulkAction>
  );
}

function ChangeRole() {
  const t = useTranslations("peopleBulk.role");
  const count = useSelection().chosen.length;

  return (
    <BulkAction
      label={t("label")}
      title={t("title", { count })}
      text={t("text")}
      submit={t("label")}
      ask={({ id: user }, fields) =>
        askCalmly(changeOneRoleAction, formOf({ user, role: fields.get("role") }))
      }
      done={(count) => t("done", { count })}
    >
      <RoleChoices chosen="member" />
    </BulkAction>
  );
}

function SetActive({ isActive }: { isActive: boolean }) {
  const act = isActive ? "reactivate" : "deactivate";
  const t = useTranslations(`peopleBulk.${act}`);
  const count = useSelection().chosen.length;

  return (
    <BulkAction
      label={t("label")}
      title={t("title", { count })}
      text={t("text")}
      submit={t("label")}
      isDangerous={!isActive}
      ask={({ id: user }) =>
        isActive
          ? askCalmly(reactivateOneAction, formOf({ user }))
          : askCalmly(deactivateOneAction, formOf({ user }))
      }
      done={(count) => t("done", { count })}
    />
  );
}
