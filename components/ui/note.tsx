import type { ReactNode } from "react";

/** A confirmation or a note where it matters. */
export function Note({ children }: { children: ReactNode }) {
  if (!children) return null;
  return (
    <p role="status" className="rounded-2 bg-accent-soft px-3 py-2 text-small text-ink">
      {children}
    </p>
  );
}
