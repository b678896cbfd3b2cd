"use client";

import type { ComponentProps, ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Refusal } from "@/lib/shared/errors";

type Form = {
  form: ComponentProps<"form">;
  refusal: Refusal | null;
  isPending: boolean;
  submit: string;
  children: (errorOf: (field: string) => string | null) => ReactNode;
};

/** The frame of both forms of a group: its fields, what was refused, and the button. */
export function GroupForm({ form, refusal, isPending, submit, children }: Form) {
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-4">
      {children(errors.of)}
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {submit}
      </Button>
    </form>
  );
}
