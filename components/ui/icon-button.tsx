import { clsx } from "clsx";
import type { ComponentProps } from "react";

/** A button with an icon only. Its name is shown on hover and read by screen readers. */
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
