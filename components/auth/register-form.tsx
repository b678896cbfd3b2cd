"use client";

import { useTranslations } from "next-intl";
import { registerAction } from "@/app/(auth)/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { AccountFields } from "./account-fields";

/** Registration, by invitation or open. */
export function RegisterForm({ next, invite }: { next: string; invite?: string | undefined }) {
  const t = useTranslations("register");
  const { form, refusal, isPending } = useForm(registerAction);
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      {invite && <input type="hidden" name="invite" value={invite} />}
      <AccountFields errorOf={errors.of} autoFocus />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t(isPending ? "submitting" : "submit")}
      </Button>
    </form>
  );
}
