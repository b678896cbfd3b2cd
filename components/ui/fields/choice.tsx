import type { ComponentProps, ReactNode } from "react";

type Choice = Omit<ComponentProps<"input">, "type"> & { label: string; hint: string; icon?: ReactNode };

/** A radio button with a label and a hint. */
export function Choice({ label, hint, icon, ...props }: Choice) {
  return (
    <label className="flex gap-3 rounded-2 border border-line-strong bg-raised px-3 py-2.5 transition-colors has-checked:border-accent has-checked:bg-accent-soft">
      <input type="radio" className="mt-0.5 size-4 flex-none accent-accent" {...props} />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="text-small font-medium">{label}</span>
        <span className="text-tiny text-ink-2">{hint}</span>
      </span>
      {icon && <span className="mt-0.5 flex-none text-ink-3">{icon}</span>}
    </label>
  );
}
