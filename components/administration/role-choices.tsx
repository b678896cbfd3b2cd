"use client";

import { useTranslations } from "next-intl";
import { Choice } from "@/components/ui/fields/choice";
import type { WorkspaceRole } from "@/lib/shared/views";

export const ROLES = ["administrator", "member", "guest"] as const;

/** A choice of workspace roles. */
export function RoleChoices({ chosen }: { chosen: WorkspaceRole }) {
  const t = useTranslations("role");

  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-small font-medium">{t("label")}</legend>
      {ROLES.map((role) => (
        <Choice
          key={role}
          name="role"
          value={role}
          label={t(role)}
          hint={t(`${role}Hint`)}
          defaultChecked={role === chosen}
        />
      ))}
    </fieldset>
  );
}
