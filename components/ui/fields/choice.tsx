import type { ComponentProps } from "react";

type Choice = Omit<ComponentProps<"input">, "type"> & { label: string; hint: string };

/** A radio button with a label and a hint. */
export function Choice({ label, hint, ...props }: Choice) {
  return (
    <label className="flex gap-3 rounded-2 border border-line-strong bg-raised px-3 py-2.5 transition-colors has-checked:border-accent has-checked:bg-accent-soft">
      <input type="radio" className="mt-0.5 size-4 flex-none accent-accent" {...props} />
      <span className="flex flex-col">
        <span className="text-small font-medium">{label}</span>
        <span className="text-tiny text-ink-2">{hint}</span>
      </span>
    </label>
  );
}
