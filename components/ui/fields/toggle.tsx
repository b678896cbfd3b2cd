import { clsx } from "clsx";
import type { ComponentProps } from "react";

type Toggle = Omit<ComponentProps<"button">, "onChange" | "onClick" | "aria-label"> & {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
};

/** A switch that applies at once. Its name is read by screen readers. */
export function Toggle({ label, isOn, onChange, className, ...props }: Toggle) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      onClick={() => onChange(!isOn)}
      className={clsx(
        "inline-flex h-5 w-8 flex-none items-center rounded-pill border p-0.5 disabled:opacity-60",
        "pointer-coarse:before:absolute pointer-coarse:before:-inset-3 relative",
        isOn ? "border-accent bg-accent" : "border-ink-3 bg-canvas",
        className,
      )}
      {...props}
    >
      <span
        className={clsx(
          "size-3.5 rounded-pill transition-transform motion-reduce:transition-none",
          isOn ? "translate-x-3 bg-accent-ink" : "bg-ink-3",
        )}
      />
    </button>
  );
}
