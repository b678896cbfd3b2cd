import type { ReactNode } from "react";

type NumberBlockProps = { title: string; number: string; text: string; children: ReactNode };

/** A number of the overview with its explanation, and a drawing or a list under it. */
export function NumberBlock({ title, number, text, children }: NumberBlockProps) {
  return (
    <section className="flex min-w-0 flex-col gap-1 border-line py-4 max-md:border-b last:border-0 md:border-r md:px-6 md:first:pl-0 md:last:pr-0">
      <h2 className="text-tiny font-semibold text-ink-3">{title}</h2>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-display font-semibold tracking-tight tabular-nums">{number}</span>
        <span className="text-small text-ink-2">{text}</span>
      </p>
      <div className="mt-2 flex flex-1 flex-col justify-end">{children}</div>
    </section>
  );
}
