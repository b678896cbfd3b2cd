import { clsx } from "clsx";
import { type ComponentProps, useId } from "react";
import { FieldNote } from "./field-note";

type TextAreaField = ComponentProps<"textarea"> & { label: string; hint?: string; error?: string | null };

/** A labelled text area with its hint and error. */
export function TextAreaField({ label, hint, error, ...props }: TextAreaField) {
  const id = useId();

  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-small font-medium text-ink">
        {label}
      </label>
      <textarea
        id={id}
        rows={3}
        aria-invalid={error ? true : undefined}
        aria-describedby={hint || error ? `${id}-note` : undefined}
        className={clsx(
          "w-full rounded-2 border bg-raised px-3 py-2 text-ink outline-none",
          "focus:border-focus",
          error ? "border-danger" : "border-line-strong",
        )}
        {...props}
      />
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}
