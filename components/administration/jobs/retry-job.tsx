"use client";

import { useTranslations } from "next-intl";
import { retryJobAction } from "@/app/admin/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";

/** Makes a failed job due now. */
export function RetryJob({ job }: { job: string }) {
  const t = useTranslations("jobs");
  const { form, refusal, isPending } = useForm(retryJobAction);
  const errors = useRefusal(refusal);

  return (
    <form {...form}>
      <input type="hidden" name="job" value={job} />
      <Button type="submit" look="quiet" size="small" disabled={isPending}>
        {t("retry")}
      </Button>
      <Alert>{errors.all}</Alert>
    </form>
  );
}
