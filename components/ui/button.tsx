import { clsx } from "clsx";
import type { ComponentProps } from "react";

const LOOKS = {
  primary: "bg-accent text-accent-ink font-semibold hover:brightness-110 active:brightness-95",
  quiet: "border border-line-strong bg-raised text-ink font-medium hover:bg-hover",
  bare: "text-ink-2 font-medium hover:bg-hover hover:text-ink",
  danger: "text-danger font-medium hover:bg-danger-soft",
  warning: "border border-danger/40 bg-danger-soft text-danger font-semibold hover:brightness-95",
} as const;

const SIZES = {
  normal: "h-10 px-4 text-body",
  small: "h-8 px-3 text-small",
} as const;

type Look = { look?: keyof typeof LOOKS | undefined; size?: keyof typeof SIZES | undefined };

/** The classes of a button, for links that look like one. */
export function buttonLook({ look = "primary", size = "normal" }: Look = {}) {
  return clsx(
    "inline-flex items-center justify-center gap-2 rounded-2 whitespace-nowrap transition-[background-color,filter]",
    "disabled:cursor-default disabled:opacity-60",
    LOOKS[look],
    SIZES[size],
  );
}

/** A button with a label. */
export function Button({
  look,
  size,
  className,
  type = "button",
  ...props
}: ComponentProps<"button"> & Look) {
  return <button type={type} className={clsx(buttonLook({ look, size }), className)} {...props} />;
}
