"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { updateWorkspaceAction } from "@/app/admin/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";

type WorkspaceSettingsFormProps = {
  className: string;
  /** Draws the fields, each with its error. */
  children: (errorOf: (field: string) => string | null) => ReactNode;
};

/** A form that changes settings of the workspace, and says that it saved them until the next change. */
export function WorkspaceSettingsForm({ className, children }: WorkspaceSettingsFormProps) {
  const t = useTranslations("workspaceSettings");
  const { form, refusal, answer, isPending } = useForm(updateWorkspaceAction);
  const errors = useRefusal(refusal);
  const [isChanged, noteChange] = useState(false);

  return (
    <form
      {...form}
      onChange={() => noteChange(true)}
      onSubmit={(event) => {
        noteChange(false);
        form.onSubmit(event);
      }}
      className={`flex flex-col gap-5 ${className}`}
    >
      {children(errors.of)}
      <Alert>{errors.all}</Alert>
      {answer && !isChanged && <Note>{t("saved")}</Note>}
      <Button type="submit" className="self-start" disabled={isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
