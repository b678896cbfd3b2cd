import { useId } from "react";
import { FieldNote } from "./field-note";
import { Select, type SelectProps } from "./select";

type SelectFieldProps = SelectProps & { label: string; hint?: string; error?: string | null };

/** A labelled select with its hint and error. */
export function SelectField({ label, hint, error, ...props }: SelectFieldProps) {
  const id = useId();

  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-small font-medium text-ink">
        {label}
      </label>
      <Select
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={hint || error ? `${id}-note` : undefined}
        {...props}
      />
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}
