"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Reply } from "@/lib/shared/errors";

type SavedForm<T> = {
  action: (previous: Reply<T> | null, form: FormData) => Promise<Reply<T>>;
  submit?: string;
  onSaved?: (answer: T) => void;
  children: (errorOf: (field: string) => string | null) => ReactNode;
};

/** A group of settings with a save button, which confirms saving. */
export function SavedForm<T>({ action, submit, onSaved, children }: SavedForm<T>) {
  const t = useTranslations("ui");
  const [isSaved, say] = useState(false);
  const { form, refusal, isPending } = useForm(action, (answer: T) => {
    say(true);
    onSaved?.(answer);
  });
  const errors = useRefusal(refusal);

  return (
    <form {...form} onChange={() => say(false)} className="flex max-w-md flex-col gap-4">
      {children(errors.of)}
      <Alert>{errors.all}</Alert>
      <div className="flex items-center gap-3">
        <Button type="submit" disabled={isPending}>
          {submit ?? t("save")}
        </Button>
        <span role="status" className="text-small text-accent">
          {isSaved && t("saved")}
        </span>
      </div>
    </form>
  );
}
