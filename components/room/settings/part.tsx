import type { ReactNode } from "react";

/** A setting under its heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="flex flex-col gap-3 border-t border-line py-4 first:border-0 first:pt-1"
    >
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  );
}
