import { clsx } from "clsx";
import type { ComponentProps } from "react";

/** A button that shows an icon only; its name is said to screen readers and shown on hover. */
export function IconButton({
  label,
  className,
  ...props
}: Omit<ComponentProps<"button">, "aria-label" | "title"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={clsx(
        "inline-grid size-8 flex-none place-items-center rounded-2 text-ink-2 hover:bg-hover hover:text-ink",
        className,
      )}
      {...props}
    />
  );
}
