"use client";

import { useTranslations } from "next-intl";
import { createPersonAction } from "@/app/admin/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";
import { Once } from "@/components/ui/fields/once";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { RoleChoices } from "../role-choices";

/** Creates an account with a password that is valid for the first login. */
export default function AddPersonForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations("addPerson");
  const tAccount = useTranslations("account");
  const { form, refusal, answer, isPending } = useForm(createPersonAction);
  const errors = useRefusal(refusal);
  if (answer) {
    const { username } = answer.person;
    return (
      <Once
        label={t("password", { username })}
        value={answer.password}
        hint={t("passwordHint")}
        onClose={onClose}
      />
    );
  }

  return (
    <form {...form} className="flex flex-col gap-4">
      <Field
        label={t("displayName")}
        name="displayName"
        autoComplete="off"
        error={errors.of("displayName")}
        autoFocus
        required
      />
      <Field
        label={tAccount("username")}
        name="username"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={errors.of("username")}
        required
      />
      <Field label={t("email")} name="email" type="email" autoComplete="off" error={errors.of("email")} />
      <RoleChoices chosen="member" />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t("submit")}
      </Button>
    </form>
  );
}
