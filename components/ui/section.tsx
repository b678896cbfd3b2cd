import { type ReactNode, useId } from "react";

/** A section of a settings page: title, explanation and content. */
export function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const id = useId();

  return (
    <section
      aria-labelledby={id}
      className="flex flex-col gap-4 border-t border-line py-6 first-of-type:border-0 first-of-type:pt-0"
    >
      <header className="flex flex-col gap-1">
        <h2 id={id} className="text-title font-semibold">
          {title}
        </h2>
        {text && <p className="max-w-prose text-small text-ink-2">{text}</p>}
      </header>
      {children}
    </section>
  );
}
