import type { ReactNode } from "react";

/** Something went wrong, said where it happened. Renders nothing without words. */
export function Alert({ children }: { children: ReactNode }) {
  if (!children) return null;
  return (
    <p role="alert" className="rounded-2 bg-danger-soft px-3 py-2 text-small text-danger">
      {children}
    </p>
  );
}
