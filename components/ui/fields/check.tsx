import type { ComponentProps } from "react";

type Check = Omit<ComponentProps<"input">, "type"> & { label: string; hint?: string };

/** A checkbox or radio button with a label and a hint. */
export function Check({ label, hint, ...props }: Check) {
  return (
    <label className="flex gap-3 rounded-2 py-1.5">
      <input type="checkbox" className="mt-0.5 size-4 flex-none accent-accent" {...props} />
      <span className="flex min-w-0 flex-col">
        <span className="text-small font-medium break-words">{label}</span>
        {hint && <span className="text-tiny text-ink-2">{hint}</span>}
      </span>
    </label>
  );
}

/** A checkbox that also submits "no". */
export function YesNo({ name, ...props }: Check & { name: string }) {
  return (
    <>
      <input type="hidden" name={`${name}:boolean`} value="false" />
      <Check name={`${name}:boolean`} value="true" {...props} />
    </>
  );
}
