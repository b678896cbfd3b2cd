import type { ReactNode } from "react";

/** An error where it happened. Renders nothing without text. */
export function Alert({ children }: { children: ReactNode }) {
  if (!children) return null;
  return (
    <p role="alert" className="rounded-2 bg-danger-soft px-3 py-2 text-small text-danger">
      {children}
    </p>
  );
}
