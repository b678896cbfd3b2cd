"use client";

import { useTranslations } from "next-intl";
import { updateAccountAction } from "@/app/settings/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";

/** Hides the first steps for good, and leads to the rooms. */
export function LeaveStart({ isDone }: { isDone: boolean }) {
  const t = useTranslations("start");
  const { form, refusal, isPending } = useForm(updateAccountAction);
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="mt-5">
      <input type="hidden" name="hasFirstSteps:boolean" value="false" />
      <Alert>{errors.all}</Alert>
      <Button
        type="submit"
        look={isDone ? "primary" : "bare"}
        size="small"
        className={isDone ? undefined : "-ml-3"}
        disabled={isPending}
      >
        {t(isDone ? "leave" : "hide")}
      </Button>
    </form>
  );
}
