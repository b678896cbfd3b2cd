import { clsx } from "clsx";
import type { ReactNode } from "react";

const LOOKS = {
  plain: "border-line-strong text-ink-2",
  danger: "border-danger/40 text-danger",
  accent: "border-accent/40 text-accent",
} as const;

/** A short state label. */
export function Tag({ look = "plain", children }: { look?: keyof typeof LOOKS; children: ReactNode }) {
  return (
    <span
      className={clsx(
        "inline-block rounded-pill border px-2 text-tiny font-medium whitespace-nowrap",
        LOOKS[look],
      )}
    >
      {children}
    </span>
  );
}
