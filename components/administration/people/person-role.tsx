"use client";

import { useTranslations } from "next-intl";
import { changeRoleAction } from "@/app/admin/actions";
import type { AdminPersonView } from "@/lib/shared/views";
import { InstantSelect } from "../instant-select";
import { ROLES } from "../role-choices";

/** The role of a person in the workspace. A choice applies at once. */
export function PersonRole({ person: { id, role, displayName } }: { person: AdminPersonView }) {
  const t = useTranslations("role");
  const tPeople = useTranslations("people");

  return (
    <InstantSelect
      label={tPeople("roleOf", { name: displayName })}
      value={role}
      options={ROLES.map((value) => ({ value, label: t(value) }))}
      action={changeRoleAction}
      fields={{ user: id }}
      name="role"
    />
  );
}
