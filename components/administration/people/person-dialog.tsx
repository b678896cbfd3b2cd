"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  changeRoleAction,
  deactivatePersonAction,
  deletePersonAction,
  endPersonSessionsAction,
  makeResetLinkAction,
  reactivatePersonAction,
  resetSecondFactorAction,
} from "@/app/admin/actions";
import { ConfirmForm } from "@/components/ui/dialogs/confirm-form";
import { Choice } from "@/components/ui/fields/choice";
import { Once } from "@/components/ui/fields/once";
import type { AdminPersonView, ResetLinkView } from "@/lib/shared/views";
import { RoleChoices } from "../role-choices";

export type PersonAct =
  | "role"
  | "resetLink"
  | "endSessions"
  | "resetSecondFactor"
  | "deactivate"
  | "reactivate"
  | "delete";

type PersonDialog = { act: PersonAct; person: AdminPersonView; onClose: () => void };

/** The dialog that one of the menu's actions opens. */
export default function PersonDialog({ act, person, onClose }: PersonDialog) {
  const t = useTranslations("personActions");
  const [link, show] = useState<ResetLinkView | null>(null);
  const asked = {
    fields: { user: person.id },
    text: t(`${act}.text`, { name: person.displayName }),
    submit: t(`${act}.submit`),
    cancel: t("cancel"),
    onCancel: onClose,
  };
  const plain = { ...asked, onDone: onClose };

  if (link) return <Once label={t("resetLink.link")} value={link.url} hint={t("once")} onClose={onClose} />;
  switch (act) {
    case "role":
      return (
        <ConfirmForm action={changeRoleAction} {...plain}>
          <RoleChoices chosen={person.role} />
        </ConfirmForm>
      );
    case "resetLink":
      return <ConfirmForm action={makeResetLinkAction} {...asked} onDone={show} />;
    case "endSessions":
      return <ConfirmForm action={endPersonSessionsAction} {...plain} />;
    case "resetSecondFactor":
      return <ConfirmForm action={resetSecondFactorAction} {...plain} />;
    case "deactivate":
      return <ConfirmForm action={deactivatePersonAction} isDangerous {...plain} />;
    case "reactivate":
      return <ConfirmForm action={reactivatePersonAction} {...plain} />;
    case "delete":
      return (
        <ConfirmForm action={deletePersonAction} isDangerous {...plain}>
          <fieldset className="flex flex-col gap-1.5">
            <legend className="mb-1.5 text-small font-medium">{t("delete.messages")}</legend>
            <Choice
              name="messages"
              value="keep"
              label={t("delete.keep")}
              hint={t("delete.keepHint")}
              defaultChecked
            />
            <Choice name="messages" value="erase" label={t("delete.erase")} hint={t("delete.eraseHint")} />
          </fieldset>
        </ConfirmForm>
      );
  }
}
