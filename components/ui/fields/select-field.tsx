import { type ComponentProps, useId } from "react";
import { FieldNote } from "./field-note";

type SelectField = ComponentProps<"select"> & {
  label: string;
  hint?: string;
  error?: string | null;
  options: readonly { value: string; label: string }[];
};

/** A labelled select with its hint and error. */
export function SelectField({ label, hint, error, options, ...props }: SelectField) {
  const id = useId();

  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-small font-medium text-ink">
        {label}
      </label>
      <Select
        id={id}
        options={options}
        aria-invalid={error ? true : undefined}
        aria-describedby={hint || error ? `${id}-note` : undefined}
        {...props}
      />
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}

/** A select without a label, for use in a row; needs an `aria-label`. */
export function Select({ options, ...props }: ComponentProps<"select"> & Pick<SelectField, "options">) {
  return (
    <select
      className="h-10 min-w-0 rounded-2 border border-line-strong bg-raised px-2.5 text-ink outline-none focus:border-focus"
      {...props}
    >
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
