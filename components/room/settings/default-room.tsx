"use client";

import { useTranslations } from "next-intl";
import { YesNo } from "@/components/ui/fields/check";
import type { RoomView } from "@/lib/shared/views";

/** The choice of administrators that everyone who joins the workspace joins this room. */
export function DefaultRoom({ isDefault }: Pick<RoomView, "isDefault">) {
  const t = useTranslations("roomSettings");
  return (
    <YesNo name="isDefault" label={t("isDefault")} hint={t("isDefaultHint")} defaultChecked={isDefault} />
  );
}

/** Drops the choice from a form if it is as it was, because somebody else may have changed it. */
export function dropUnchanged(form: FormData, { isDefault }: Pick<RoomView, "isDefault">): void {
  const field = "isDefault:boolean";
  if (form.getAll(field).at(-1) === `${isDefault}`) form.delete(field);
}
