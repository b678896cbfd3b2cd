"use client";

import { useState, useTransition } from "react";
import { Select } from "@/components/ui/fields/select";
import type { SelectOption } from "@/components/ui/fields/select-button";
import { type Action, askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Refusal } from "@/lib/shared/errors";

type InstantSelectProps<T> = {
  label: string;
  value: string;
  options: readonly SelectOption[];
  action: Action<T>;
  /** Values for the action beside the choice, by name. */
  fields: Record<string, string>;
  /** Name of the choice among the action's values. */
  name: string;
  disabled?: boolean;
};

/** A value in a table that becomes a menu when pressed. A choice applies immediately; a refusal is shown under it. */
export function InstantSelect<T>(props: InstantSelectProps<T>) {
  const { label, value, options, action, fields, name, disabled = false } = props;
  const [refusal, tell] = useState<Refusal | null>(null);
  const [chosen, choose] = useState(value);
  const [isPending, start] = useTransition();
  const errors = useRefusal(refusal);
  const shown = isPending ? chosen : value;

  function apply(next: string) {
    if (next === shown) return;
    choose(next);
    tell(null);
    start(async () => {
      const reply = await askCalmly(action, formOf({ ...fields, [name]: next }));
      // Actions are answered in order, so the last choice has the last word.
      tell(reply.ok ? null : reply.error);
    });
  }

  return (
    <>
      <Select
        look="plain"
        aria-label={label}
        aria-busy={isPending}
        value={shown}
        options={options}
        onChoose={apply}
        disabled={disabled}
      />
      {refusal && (
        <p role="alert" className="max-w-52 pt-0.5 text-tiny text-danger">
          {errors.all ?? errors.of(name)}
        </p>
      )}
    </>
  );
}
