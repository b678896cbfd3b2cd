import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";
import { FieldNote } from "./field-note";

type Field = ComponentProps<"input"> & {
  label: string;
  hint?: string | undefined;
  error?: string | null;
  /** Content at the end of the input, such as a button that shows a password. */
  end?: ReactNode;
};

/** A labelled input with its hint and error. */
export function Field({ label, hint, error, end, className, ...props }: Field) {
  const id = useId();

  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-small font-medium text-ink">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={hint || error ? `${id}-note` : undefined}
          className={clsx(
            "h-10 w-full rounded-2 border bg-raised px-3 text-ink outline-none",
            "focus:border-focus",
            error ? "border-danger" : "border-line-strong",
            end && "pr-11",
            className,
          )}
          {...props}
        />
        {end && <div className="absolute inset-y-0 right-1 flex items-center">{end}</div>}
      </div>
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}
