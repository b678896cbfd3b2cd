"use client";

import { useTranslations } from "next-intl";
import { UNIT_STEP } from "@/lib/shared/files/file-size";
import type { WorkspaceSettingsView } from "@/lib/shared/views";
import { WorkspaceSettingsForm } from "../workspace-settings-form";
import { BytesField } from "./bytes-field";

const MEGABYTE = UNIT_STEP ** 2;
const GIGABYTE = UNIT_STEP ** 3;

/** Limits of files: one, one person's, and all. */
export function StorageForm({ settings }: { settings: WorkspaceSettingsView }) {
  const t = useTranslations("storage");
  const field = (name: "fileBytes" | "quotaBytes" | "totalQuotaBytes", unit: number) => ({
    ...{ name, unit, value: settings[name] },
    ...{ label: t(name), hint: t(`${name}Hint`) },
  });

  return (
    <WorkspaceSettingsForm className="max-w-sm">
      {(errorOf) => (
        <>
          <BytesField {...field("fileBytes", MEGABYTE)} error={errorOf("fileBytes")} isRequired />
          <BytesField {...field("quotaBytes", GIGABYTE)} error={errorOf("quotaBytes")} />
          <BytesField {...field("totalQuotaBytes", GIGABYTE)} error={errorOf("totalQuotaBytes")} />
        </>
      )}
    </WorkspaceSettingsForm>
  );
}
