"use client";

import { useTranslations } from "next-intl";
import { YesNo } from "@/components/ui/fields/check";
import { Choice } from "@/components/ui/fields/choice";
import { Field } from "@/components/ui/fields/field";
import type { WorkspaceSettingsView } from "@/lib/shared/views";
import { WorkspaceSettingsForm } from "./workspace-settings-form";

/** The workspace's name, and how people join it. */
export function WorkspaceForm({ settings }: { settings: WorkspaceSettingsView }) {
  const t = useTranslations("workspaceSettings");

  return (
    <WorkspaceSettingsForm className="max-w-xl">
      {(errorOf) => (
        <>
          <Field
            label={t("name")}
            name="name"
            defaultValue={settings.name}
            error={errorOf("name")}
            required
          />
          <fieldset className="flex flex-col gap-1.5">
            <legend className="mb-1.5 text-small font-medium">{t("registration")}</legend>
            {(["invite", "open"] as const).map((value) => (
              <Choice
                key={value}
                name="registration"
                value={value}
                label={t(value)}
                hint={t(`${value}Hint`)}
                defaultChecked={value === settings.registration}
              />
            ))}
          </fieldset>
          <Inviters chosen={settings.inviters} />
          <GroupMakers chosen={settings.groupMakers} />
          <EmojiMakers chosen={settings.emojiMakers} />
          <fieldset className="flex flex-col gap-1.5">
            <legend className="mb-1.5 text-small font-medium">{t("signingIn")}</legend>
            <YesNo
              name="requireTwoFactor"
              label={t("requireTwoFactor")}
              hint={t("requireTwoFactorHint")}
              defaultChecked={settings.requireTwoFactor}
            />
            <YesNo
              name="passwordLogin"
              label={t("passwordLogin")}
              hint={t("passwordLoginHint")}
              defaultChecked={settings.passwordLogin}
            />
          </fieldset>
          <YesNo
            name="linkCards"
            label={t("linkCards")}
            hint={t("linkCardsHint")}
            defaultChecked={settings.linkCards}
          />
        </>
      )}
    </WorkspaceSettingsForm>
  );
}

function Inviters({ chosen }: { chosen: WorkspaceSettingsView["inviters"] }) {
  const t = useTranslations("workspaceSettings");

  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-small font-medium">{t("inviters")}</legend>
      {(["administrators", "members"] as const).map((value) => (
        <Choice
          key={value}
          name="inviters"
          value={value}
          label={t(`inviter.${value}`)}
          hint={t(`inviter.${value}Hint`)}
          defaultChecked={value === chosen}
        />
      ))}
    </fieldset>
  );
}

function GroupMakers({ chosen }: { chosen: WorkspaceSettingsView["groupMakers"] }) {
  const t = useTranslations("workspaceSettings");

  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-small font-medium">{t("groupMakers")}</legend>
      {(["administrators", "members"] as const).map((value) => (
        <Choice
          key={value}
          name="groupMakers"
          value={value}
          label={t(`groupMaker.${value}`)}
          hint={t(`groupMaker.${value}Hint`)}
          defaultChecked={value === chosen}
        />
      ))}
    </fieldset>
  );
}

function EmojiMakers({ chosen }: { chosen: WorkspaceSettingsView["emojiMakers"] }) {
  const t = useTranslations("workspaceSettings");

  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-small font-medium">{t("emojiMakers")}</legend>
      {(["administrators", "members"] as const).map((value) => (
        <Choice
          key={value}
          name="emojiMakers"
          value={value}
          label={t(`emojiMaker.${value}`)}
          hint={t(`emojiMaker.${value}Hint`)}
          defaultChecked={value === chosen}
        />
      ))}
    </fieldset>
  );
}
