"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { updateWorkspaceAction } from "@/app/admin/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { UNIT_STEP } from "@/lib/shared/file-size";
import type { WorkspaceSettingsView } from "@/lib/shared/views";
import { BytesField } from "./bytes-field";

const MEGABYTE = UNIT_STEP ** 2;
const GIGABYTE = UNIT_STEP ** 3;

/** Limits of files: one, one person's, and all. */
export function StorageForm({ settings }: { settings: WorkspaceSettingsView }) {
  const t = useTranslations("storage");
  const { form, refusal, answer, isPending } = useForm(updateWorkspaceAction);
  const errors = useRefusal(refusal);
  const [isChanged, noteChange] = useState(false);
  const field = (name: "fileBytes" | "quotaBytes" | "totalQuotaBytes", unit: number) => ({
    ...{ name, unit, label: t(name), hint: t(`${name}Hint`) },
    ...{ value: settings[name], error: errors.of(name) },
  });

  return (
    <form
      {...form}
      onChange={() => noteChange(true)}
      onSubmit={(event) => {
        noteChange(false);
        form.onSubmit(event);
      }}
      className="flex max-w-sm flex-col gap-5"
    >
      <BytesField {...field("fileBytes", MEGABYTE)} isRequired />
      <BytesField {...field("quotaBytes", GIGABYTE)} />
      <BytesField {...field("totalQuotaBytes", GIGABYTE)} />
      <Alert>{errors.all}</Alert>
      {answer && !isChanged && <Note>{t("saved")}</Note>}
      <Button type="submit" className="self-start" disabled={isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
