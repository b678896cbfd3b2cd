import { clsx } from "clsx";
import type { ComponentProps } from "react";

type Size = "normal" | "small";

const SIZES: Record<Size, string> = {
  normal: "size-8 rounded-2 phone:size-11",
  small: "size-7 rounded-row pointer-coarse:size-11",
};

/** The look of a button or a link with an icon only. A small one grows where a finger presses it. */
export const iconButtonLook = (size: Size = "normal") =>
  clsx("inline-grid flex-none place-items-center text-ink-2 hover:bg-hover hover:text-ink", SIZES[size]);

/** A button with an icon only. Its name is shown on hover and read by screen readers. */
export function IconButton({
  label,
  size,
  className,
  ...props
}: Omit<ComponentProps<"button">, "aria-label" | "title"> & { label: string; size?: Size }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={clsx(iconButtonLook(size), className)}
      {...props}
    />
  );
}
