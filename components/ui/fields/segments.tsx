import { useId } from "react";

type Segments = {
  label: string;
  name: string;
  defaultValue: string;
  options: readonly { value: string; label: string }[];
};

/** A choice among a few values that are all seen: radio buttons that look like one bar. */
export function Segments({ label, name, defaultValue, options }: Segments) {
  const id = useId();

  return (
    <div role="radiogroup" aria-labelledby={id} className="flex flex-col gap-1.5">
      <span id={id} className="text-small font-medium">
        {label}
      </span>
      <div className="flex w-fit max-w-full rounded-2 border border-line-strong bg-sidebar p-0.5">
        {options.map(({ value, label }) => (
          <label
            key={value}
            className="flex h-8 min-w-20 phone:min-w-12 items-center justify-center rounded-row border border-transparent px-3 text-small text-ink-2 hover:text-ink has-checked:border-line-strong has-checked:bg-raised has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus phone:h-11"
          >
            <input
              type="radio"
              name={name}
              value={value}
              defaultChecked={value === defaultValue}
              className="sr-only"
            />
            {label}
          </label>
        ))}
      </div>
    </div>
  );
}
