"use client";

import { useTranslations } from "next-intl";
import { beginPasskeyAction, finishPasskeyAction } from "@/app/settings/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { makePasskey } from "../passkey";

/** Creates a passkey on this device, with a name to recognise it by. */
export default function AddPasskeyForm({ onDone }: { onDone: (recoveryCodes?: string[]) => void }) {
  const t = useTranslations("passkeys");
  const { form, refusal, isPending } = useForm(addPasskey, ({ recoveryCodes }) => onDone(recoveryCodes));
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-4">
      <Field
        label={t("name")}
        hint={t("nameHint")}
        name="name"
        autoComplete="off"
        maxLength={BROWSER_LIMITS.keyNameLength}
        error={errors.of("name")}
        autoFocus
        required
      />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t("add")}
      </Button>
    </form>
  );
}

async function addPasskey(_previous: unknown, form: FormData) {
  const begun = await beginPasskeyAction(null, new FormData());
  if (!begun.ok) return begun;
  const made = await makePasskey(begun.data);
  if (!made.ok) return made;
  form.set("response:json", JSON.stringify(made.data));
  return finishPasskeyAction(null, form);
}
