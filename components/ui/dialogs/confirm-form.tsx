"use client";

import type { ReactNode } from "react";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Reply } from "@/lib/shared/errors";
import { Alert } from "../alert";
import { Button } from "../button";

type ConfirmForm<T> = {
  action: (previous: Reply<T> | null, form: FormData) => Promise<Reply<T>>;
  /** Values for the action, by name. */
  fields: Record<string, string>;
  text: string;
  submit: string;
  cancel: string;
  isDangerous?: boolean;
  onCancel: () => void;
  onDone: (answer: T) => void;
  children?: ReactNode;
  /** Additional fields with their errors. */
  fieldsOf?: (errorOf: (field: string) => string | null) => ReactNode;
};

/** A confirmation before an action. */
export function ConfirmForm<T>({
  action,
  fields,
  text,
  children,
  fieldsOf,
  onDone,
  ...buttons
}: ConfirmForm<T>) {
  const { form, refusal, isPending } = useForm(action, onDone);
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-4">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="text-ink-2">{text}</p>
      {children}
      {fieldsOf?.(errors.of)}
      <Alert>{errors.all}</Alert>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={buttons.onCancel}>
          {buttons.cancel}
        </Button>
        <Button type="submit" look={buttons.isDangerous ? "warning" : "primary"} disabled={isPending}>
          {buttons.submit}
        </Button>
      </div>
    </form>
  );
}
