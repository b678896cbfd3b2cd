"use client";

import { useTranslations } from "next-intl";
import { createTokenAction } from "@/app/settings/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/fields/check";
import { Field } from "@/components/ui/fields/field";
import { Once } from "@/components/ui/fields/once";
import { SelectField } from "@/components/ui/fields/select-field";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";

const DAY = 24 * 60;

type Form = { isAdministrator: boolean; onClose: () => void };

/** The name, scopes and expiry of an API token. */
export default function MakeTokenForm({ isAdministrator, onClose }: Form) {
  const t = useTranslations("tokens");
  const { form, refusal, answer, isPending } = useForm(createTokenAction);
  const errors = useRefusal(refusal);
  if (answer) return <Once label={t("token")} value={answer.token} hint={t("once")} onClose={onClose} />;
  const scopes = (["read", "write", "admin"] as const).filter(
    (scope) => isAdministrator || scope !== "admin",
  );

  return (
    <form {...form} className="flex flex-col gap-4">
      <Field
        label={t("name")}
        hint={t("nameHint")}
        name="name"
        autoComplete="off"
        error={errors.of("name")}
        autoFocus
        required
      />
      <fieldset>
        <legend className="mb-1 text-small font-medium">{t("scopes")}</legend>
        {scopes.map((scope) => (
          <Check
            key={scope}
            name="scopes[]"
            value={scope}
            label={t(`scope.${scope}`)}
            hint={t(`scope.${scope}Hint`)}
            defaultChecked={scope === "read"}
          />
        ))}
        {errors.of("scopes") && <p className="text-tiny text-danger">{t("oneScope")}</p>}
      </fieldset>
      <SelectField
        label={t("expires")}
        name="expiresAt:minutes"
        defaultValue={`${90 * DAY}`}
        error={errors.of("expiresAt")}
        options={[
          { value: `${30 * DAY}`, label: t("days", { count: 30 }) },
          { value: `${90 * DAY}`, label: t("days", { count: 90 }) },
          { value: `${365 * DAY}`, label: t("days", { count: 365 }) },
          { value: "", label: t("never") },
        ]}
      />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t("submit")}
      </Button>
    </form>
  );
}
